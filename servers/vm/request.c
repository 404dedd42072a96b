/*
 * request.c: what the kernel asks of VM, on behalf of a process whose call
 * waits for the answer.
 *
 * The kernel notifies VM (SIGKMEM) when the first request comes, so VM fetches
 * until there are none. Each is answered before the next is fetched, and VM
 * is not preempted, so none of the processes concerned dies in between.
 *
 *	CHECK   make a range present (and writable), whatever regions it spans
 *	COWMAP  target shows what the source shows, each writes for itself
 *	SMAP    target shares the source's memory
 *	SUNMAP  the target's mapping at an address ends, or all mappings
 *	        through a grant; each grantee gets a copy of what it shared
 *
 * The answer is OK, -EFAULT (memory that no region allows) or -ENOMEM.
 */
#include "servers/vm/request.h"
#include <faultline/memmap.h>
#include <lib/sys/stdio.h>
#include <lib/sys/syscall.h>
#include "servers/vm/page.h"
#include "servers/vm/share.h"

/* The pages that [addr, addr + bytes) of a process touches. */
static int request_range(endpoint_t who, lin_t addr, uint32_t bytes,
			 struct range *range)
{
	lin_t start = ROUND_DOWN(addr, CLICK_SIZE);

	range->proc = vmproc_lookup_paged(who);
	if (range->proc == NULL || bytes == 0)
		return -EFAULT;
	if (start < VM_PROCSTART || start >= VM_DATATOP ||
	    bytes > VM_DATATOP - addr)
		return -EFAULT;
	range->start = start;
	range->bytes = ROUND_UP(addr + bytes, CLICK_SIZE) - start;
	return OK;
}

static int request_check(const struct range *target, bool write)
{
	return page_provide_range(target->proc, target->start,
				  target->start + target->bytes, write);
}

/* The grants that the request of process who names. */
static void request_path(endpoint_t who, struct grant_path *path)
{
	path->hops = 0;
	while (path->hops < GRANT_MAX_HOPS &&
	       sys_memreq_grant(who, path->hops, &path->hop[path->hops]) == OK)
		path->hops++;
}

/* COWMAP, SMAP: the source's pages are as many as the target's. */
static int request_map(enum vmptype type, const struct msg_memreq *req,
		       const struct range *target)
{
	struct range source;
	struct grant_path via;
	int result = request_range(req->ep2, req->addr2, req->length, &source);

	if (result != OK)
		return result;
	if (source.bytes != target->bytes)
		return -EFAULT;
	if (type == VMPTYPE_COWMAP)
		return share_cowmap(target, &source, req->flag != 0);
	request_path(req->requestor, &via);
	if (via.hops == 0)
		return -EFAULT;
	return share_smap(target, &source, req->flag != 0, &via);
}

static int request_serve(enum vmptype type, const struct msg_memreq *req)
{
	struct range target;
	int result;

	if (type == VMPTYPE_SUNMAP && req->flag != 0)
		return share_revoke(
			&(struct grant_hop){req->ep2, (grant_t)req->addr2});
	result = request_range(req->target, req->addr, req->length, &target);
	if (result != OK)
		return result;
	switch (type) {
	case VMPTYPE_CHECK:
		return request_check(&target, req->flag != 0);
	case VMPTYPE_COWMAP:
	case VMPTYPE_SMAP:
		return request_map(type, req, &target);
	case VMPTYPE_SUNMAP:
		return share_sunmap(target.proc, req->addr);
	default:
		return -EFAULT;
	}
}

void request_serve_all(void)
{
	struct msg_memreq req;
	int type;

	while ((type = sys_memreq_get(&req)) > VMPTYPE_NONE) {
		int result = request_serve((enum vmptype)type, &req);

		if (sys_vmctl(req.requestor, VMCTL_MEMREQ_REPLY,
			      (uint32_t)result) != OK)
			printf("the kernel refuses the reply to %d\n",
			       (int)req.requestor);
	}
}
