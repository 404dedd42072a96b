/*
 * SYS_SAFEMAP, SYS_SAFEREVMAP, SYS_SAFEUNMAP: map memory that was granted.
 *
 * SAFEMAP, by the grantee:
 *	safemap.ep      the grantor
 *	safemap.grant   a grant with GRANT_MAP and GRANT_READ
 *	safemap.offset  into the granted range
 *	safemap.addr    where, in memory that the caller has (VM_MMAP)
 *	safemap.bytes   whole pages
 *	safemap.flags   0: read-only; SAFEMAP_WRITE (the grant must have
 *	                GRANT_WRITE); SAFEMAP_COW: writes of either side stay
 *	                its own
 *	What a mapping shows can be granted and mapped again, by others.
 * SAFEUNMAP, by the grantee:
 *	safemap.addr    in a mapping: the caller gets a copy of its own of all
 *	                that this SAFEMAP has mapped
 * SAFEREVMAP, by the grantor:
 *	safemap.grant   all mappings that were made through this grant of the
 *	                caller's end, in all processes: those by the grant
 *	                itself, by indirect grants of it, and those of such a
 *	                mapping. Each grantee keeps a copy of its own. What
 *	                there is no memory to copy for is unmapped. Take the
 *	                grant out of the table first: otherwise it can be
 *	                mapped again at once.
 *
 * All of them are carried out by VM, whose result is the call's. VM remembers
 * in its regions by which grants memory was mapped (servers/vm/region.h); the
 * kernel remembers nothing. A copy-on-write mapping needs no taking back: its
 * pages are the caller's own.
 *
 * Errors: -EINVAL (a length of nothing, an unaligned address or length, unknown
 * flags, memory of the caller's own; UNMAP: no mapping there; REVMAP: nothing
 * is mapped through this grant), -EINVAL, -EPERM, -ELOOP (the grant),
 * -ELOOP (more than GRANT_MAX_HOPS grants between the owner and the caller,
 * mappings of mappings included), -EFAULT (memory that is not there), -ENOMEM
 * (not REVMAP).
 * Who may call them: services.
 */
#include "kernel/arch.h"
#include "kernel/grant.h"
#include "kernel/system/system.h"
#include "kernel/vmrequest.h"

static int arguments_check(const struct msg_safemap *map)
{
	if (map->bytes == 0 || map->bytes % CLICK_SIZE != 0)
		return -EINVAL;
	if (map->flags != 0 && map->flags != SAFEMAP_WRITE &&
	    map->flags != SAFEMAP_COW)
		return -EINVAL;
	return OK;
}

int do_safemap(struct proc *caller, const struct message *req,
	       struct message *reply)
{
	const struct msg_safemap *map = &req->safemap;
	bool write = map->flags == SAFEMAP_WRITE;
	struct granted found;
	lin_t from, at;
	int r = arguments_check(map);

	(void)reply;
	if (r != OK)
		return r;
	r = grant_verify(map->ep, caller, map->grant, map->offset, map->bytes,
			 GRANT_MAP | GRANT_READ | (write ? GRANT_WRITE : 0),
			 &found);
	if (r != OK)
		return r;
	if (umap_local(found.owner, SEG_D, found.addr, map->bytes, &from) !=
		    OK ||
	    umap_local(caller, SEG_D, map->addr, map->bytes, &at) != OK)
		return -EFAULT;
	if (from % CLICK_SIZE != 0 || at % CLICK_SIZE != 0 ||
	    found.owner == caller)
		return -EINVAL;
	if (!proc_has_pagetable(found.owner) || !proc_has_pagetable(caller))
		return -EFAULT;
	if (map->flags == SAFEMAP_COW)
		return vmrequest_map(caller, VMPTYPE_COWMAP, caller, at,
				     found.owner, from, map->bytes, 0);
	caller->vmreq_grants = found.path;
	return vmrequest_map(caller, VMPTYPE_SMAP, caller, at, found.owner,
			     from, map->bytes, write);
}

int do_safeunmap(struct proc *caller, const struct message *req,
		 struct message *reply)
{
	lin_t at;

	(void)reply;
	if (umap_local(caller, SEG_D, req->safemap.addr, 1, &at) != OK)
		return -EFAULT;
	return vmrequest_map(caller, VMPTYPE_SUNMAP, caller, at, caller, 0, 1,
			     0);
}

/*
 * Nobody but the caller is stopped until VM has answered: VM knows whose
 * mappings these are, and what a grantee does with one before it has ended is
 * what it may do.
 */
int do_saferevmap(struct proc *caller, const struct message *req,
		  struct message *reply)
{
	(void)reply;
	return vmrequest_map(caller, VMPTYPE_SUNMAP, caller, 0, caller,
			     (uint32_t)req->safemap.grant, 0, 1);
}
