/*
 * vmrequest.c: asking VM for memory, and going on when it has answered.
 *
 * The kernel copies without checking first. When memory is missing, the
 * process whose call it was is suspended, and the request stands in its slot;
 * the slots that VM has not fetched yet form a chain, oldest first. VM is
 * notified when the chain stops being empty, and fetches until it is.
 *
 *	vmrequest_check()  -> on the chain     RTS_VMREQUEST
 *	vmrequest_get()    -> in progress      RTS_VMREQUEST
 *	vmrequest_reply()  -> done             runs on, as how says
 *
 * What must hold:
 *   - RTS_VMREQUEST is set if and only if the slot's how is not NONE;
 *   - a slot is on the chain if and only if it has a request that is not in
 *     progress;
 *   - VM is never on it: it would wait for itself;
 *   - a target of a mapping does not run before the reply (RTS_VMREQTARGET, as
 *     long as vmreq_targets counts such a request).
 *
 * Why the target of a mapping is stopped, and its source is not: VM puts other
 * frames in the place of the target's. If the target ran before that, it would
 * read memory that is to be replaced, and what it wrote there would be lost
 * with the old frames. The source keeps its frames, and loses nothing. What it
 * writes before VM serves the request is shown by the mapping, as if it had
 * been written before the call. It is easy to think of the source as the one
 * that needs protection, because it is the source that loses the right to
 * write; but that costs it only a page fault later.
 */
#include "kernel/vmrequest.h"
#include <lib/base/string.h>
#include "kernel/arch.h"
#include "kernel/async.h"
#include "kernel/counters.h"
#include "kernel/debug.h"
#include "kernel/deliver.h"
#include "kernel/kcall.h"
#include "kernel/norec.h"
#include "kernel/proc.h"
#include "kernel/signal.h"
#include "kernel/trace.h"

static struct proc *chain;

static const char *const what_name[] = {
	[VMPTYPE_NONE] = "none",     [VMPTYPE_CHECK] = "check",
	[VMPTYPE_COWMAP] = "cowmap", [VMPTYPE_SMAP] = "smap",
	[VMPTYPE_SUNMAP] = "sunmap",
};

bool vmrequest_pending(void)
{
	return chain != NULL;
}

static bool is_mapping(const struct vmrequest *req)
{
	return req->what != VMPTYPE_CHECK;
}

/* caller waits from now on; first come, first served. */
static int suspend(struct proc *caller, const struct vmrequest *req)
{
	struct proc **link = &chain;
	bool was_empty = !chain;

	NOREC(vmrequest_suspend);
	assert(caller->vmrequest.how == VMSTYPE_NONE);
	vmassert(is_mapping(req) || req->length > 0);
	caller->vmrequest = *req;
	proc_stop(caller, RTS_VMREQUEST);
	while (*link)
		link = &(*link)->vmrequest.next;
	*link = caller;
	counters.suspensions++;
	counters.request[req->what]++;
	if (was_empty)
		signal_notify(proc_vm(), SIGKMEM);
	return -VMSUSPEND;
}

int vmrequest_check(struct proc *caller, struct proc *target, lin_t lin,
		    uint32_t length, bool write, enum vmstype how)
{
	struct vmrequest req = {
		.how = how,
		.what = VMPTYPE_CHECK,
		.target = target->endpoint,
		.addr = lin,
		.length = length,
		.flag = write,
	};

	if (caller == proc_vm() || !proc_has_pagetable(target))
		return -EFAULT;
	TRACE(vmrequest, suspend,
	      "who=" WHO " target=" WHO " addr=0x%08x length=%u write=%d "
	      "type=check",
	      WHO_OF(caller), WHO_OF(target), lin, length, write);
	return suspend(caller, &req);
}

int vmrequest_map(struct proc *caller, enum vmptype what, struct proc *target,
		  lin_t addr, struct proc *source, lin_t source_addr,
		  uint32_t length, uint32_t flag)
{
	struct vmrequest req = {
		.how = VMSTYPE_MAP,
		.what = what,
		.target = target->endpoint,
		.addr = addr,
		.length = length,
		.flag = flag,
		.source = source->endpoint,
		.source_addr = source_addr,
	};

	TRACE(vmrequest, suspend,
	      "who=" WHO " target=" WHO " addr=0x%08x length=%u flag=%u "
	      "source=" WHO " addr2=0x%08x type=%s",
	      WHO_OF(caller), WHO_OF(target), addr, length, flag,
	      WHO_OF(source), source_addr, what_name[what]);
	vmassert(caller != proc_vm()); /* it would wait for itself */
	target->vmreq_targets++;
	proc_stop(target, RTS_VMREQTARGET);
	return suspend(caller, &req);
}

int vmrequest_get(struct msg_memreq *reply)
{
	struct proc *who = chain;
	struct vmrequest *req;

	if (!who)
		return -ESRCH;
	req = &who->vmrequest;
	vmassert((who->rts & RTS_VMREQUEST) && !req->in_progress);
	chain = req->next;
	req->next = NULL;
	req->in_progress = true;
	*reply = (struct msg_memreq){
		.target = req->target,
		.addr = req->addr,
		.length = req->length,
		.flag = req->flag,
		.ep2 = req->source,
		.addr2 = req->source_addr,
		.requestor = who->endpoint,
	};
	TRACE(vmctl, memreq_get,
	      "type=%s requestor=" WHO " target=%d addr=0x%08x length=%u "
	      "flag=%u",
	      what_name[req->what], WHO_OF(who), (int)req->target, req->addr,
	      req->length, req->flag);
	return (int)req->what;
}

int vmrequest_grant(const struct proc *who, uint32_t index,
		    struct msg_vmctl *reply)
{
	const struct vmrequest *req = &who->vmrequest;

	if (!(who->rts & RTS_VMREQUEST) || !req->in_progress)
		return -EINVAL;
	if (req->what != VMPTYPE_SMAP || index >= who->vmreq_grants.hops)
		return -EINVAL;
	reply->value = (uint32_t)who->vmreq_grants.hop[index].grantor;
	reply->value2 = (uint32_t)who->vmreq_grants.hop[index].grant;
	return OK;
}

static void release_target(const struct vmrequest *req)
{
	struct proc *target = proc_lookup(req->target);

	if (!is_mapping(req) || !target || target->vmreq_targets == 0)
		return;
	if (--target->vmreq_targets == 0)
		proc_release(target, RTS_VMREQTARGET);
}

/* who's request, off the chain, has got its result: let it go on. */
static void complete(struct proc *who, int result)
{
	struct vmrequest *req = &who->vmrequest;
	enum vmstype how = req->how;

	vmassert((who->rts & RTS_VMREQUEST) && !req->next);
	vmassert(result <= OK && result != -VMSUSPEND); /* VM has answered */
	req->result = result;
	req->how = VMSTYPE_NONE;
	req->in_progress = false;
	release_target(req);

	switch (how) {
	case VMSTYPE_KERNELCALL:
		who->misc |= MF_KCALL_RESUME;
		break;
	case VMSTYPE_DELIVERMSG:
		if (result != OK)
			deliver_refused(who);
		break;
	case VMSTYPE_ASYNC:
		if (result != OK)
			async_refused(who);
		break;
	case VMSTYPE_MAP:
		kcall_finish(who, result);
		break;
	case VMSTYPE_TRAP:
		if (result == OK)
			arch_retry_trap(who);
		else
			arch_set_result(who, result);
		break;
	case VMSTYPE_NONE:
		panic("request of " WHO " says not how to go on", WHO_OF(who));
	}
	proc_release(who, RTS_VMREQUEST);
	signal_call_over(who);
}

int vmrequest_reply(struct proc *who, int result)
{
	if (!(who->rts & RTS_VMREQUEST) || !who->vmrequest.in_progress)
		return -EINVAL;
	if (result > OK || result == -VMSUSPEND)
		return -EINVAL;
	TRACE(vmctl, memreq_reply, "who=" WHO " result=%d", WHO_OF(who),
	      result);
	complete(who, result);
	return OK;
}

static bool concerns(const struct vmrequest *req, endpoint_t e)
{
	return req->target == e || (is_mapping(req) && req->source == e);
}

void vmrequest_forget(struct proc *p)
{
	struct proc **link = &chain;

	while (*link) {
		struct proc *who = *link;
		struct vmrequest *req = &who->vmrequest;

		if (who != p && !concerns(req, p->endpoint)) {
			link = &req->next;
			continue;
		}
		*link = req->next;
		req->next = NULL;
		if (who != p)
			complete(who, -EFAULT);
	}
	if (p->vmrequest.how != VMSTYPE_NONE)
		release_target(&p->vmrequest);
	p->vmrequest.how = VMSTYPE_NONE;
}

#if DEBUG_VMASSERT

static uint32_t chain_check(void)
{
	uint32_t count = 0;

	for (const struct proc *p = chain; p; p = p->vmrequest.next) {
		assert(p->rts & RTS_VMREQUEST);
		assert(p->vmrequest.how != VMSTYPE_NONE);
		assert(!p->vmrequest.in_progress);
		assert(p != proc_vm());
		count++;
		assert(count <= NR_PROCS); /* no cycle */
	}
	return count;
}

/* Each target of mappings counts as many as there are. */
static void targets_check(void)
{
	static uint32_t requests[NR_PROCS];

	memset(requests, 0, (size_t)proc_end * sizeof(requests[0]));
	for (int nr = 0; nr < proc_end; nr++) {
		const struct proc *p = proc_slot(nr);

		if ((p->rts & RTS_VMREQUEST) && is_mapping(&p->vmrequest) &&
		    proc_lookup(p->vmrequest.target))
			requests[endpoint_slot(p->vmrequest.target)]++;
	}
	for (int nr = 0; nr < proc_end; nr++)
		assert((proc_slot(nr)->rts & RTS_SLOT_FREE) ||
		       proc_slot(nr)->vmreq_targets == requests[nr]);
}

void vmrequest_check_all(void)
{
	uint32_t waiting = 0;

	for (int nr = 0; nr < proc_end; nr++) {
		const struct proc *p = proc_slot(nr);

		waiting +=
			(p->rts & RTS_VMREQUEST) && !p->vmrequest.in_progress;
	}
	assert(chain_check() == waiting);
	targets_check();
}

#endif
