/*
 * SYS_VMCTL: VM steers the kernel.
 *
 *	vmctl.who    SVMCTL_WHO: a live endpoint, or SELF
 *	vmctl.param  SVMCTL_PARAM: what to do
 *	vmctl.value  SVMCTL_VALUE
 *
 * VMCTL_CLEAR_PAGEFAULT  who's page fault is served: it runs on. -EINVAL: it
 *                        has none.
 * VMCTL_MEMREQ_GET       fetch the oldest memory request. The result is its
 *                        type (VMPTYPE_*), or -ESRCH; the reply is memreq.*.
 * VMCTL_MEMREQ_GRANT     VM has fetched an SMAP request of WHO. The reply names
 *                        the request's grant number value (0, 1, ...): value is
 *                        the grantor, value2 the grant's number there. -EINVAL:
 *                        WHO has no such request, or it has no more grants.
 * VMCTL_MEMREQ_REPLY     who's request, which VM has fetched, has the result
 *                        value (OK or a negative error): it goes on. -EINVAL:
 *                        it has no such request, or that is no result.
 * VMCTL_ENABLE_PAGING    turn paging on; value is the address of a struct
 *                        paging_params. A second time panics.
 * VMCTL_KERN_PHYSMAP     the range number value (0, 1, ...) that the kernel
 *                        wants mapped for itself: reply physmap.*. -EINVAL:
 *                        there are no more.
 * VMCTL_KERN_MAP_REPLY   range number value is at the kernel address value2.
 *
 * The others belong to the architecture: kernel/arch/x86/vmctl.c.
 *
 * Errors: -EINVAL (who is not alive, param is not known).
 * Who may call it: VM.
 */
#include "kernel/arch.h"
#include "kernel/system/system.h"
#include "kernel/trace.h"
#include "kernel/vmrequest.h"

int do_vmctl(struct proc *caller, const struct message *req,
	     struct message *reply)
{
	const struct msg_vmctl *vmctl = &req->vmctl;
	struct proc *who = proc_lookup_self(vmctl->who, caller);

	if (!who)
		return -EINVAL;
	TRACE(vmctl, call, "who=" WHO " param=%u value=0x%x", WHO_OF(who),
	      vmctl->param, vmctl->value);
	switch (vmctl->param) {
	case VMCTL_CLEAR_PAGEFAULT:
		return pagefault_clear(who);
	case VMCTL_MEMREQ_GET:
		return vmrequest_get(&reply->memreq);
	case VMCTL_MEMREQ_GRANT:
		return vmrequest_grant(who, vmctl->value, &reply->vmctl);
	case VMCTL_MEMREQ_REPLY:
		return vmrequest_reply(who, (int)vmctl->value);
	case VMCTL_ENABLE_PAGING:
		return paging_enable(caller, vmctl->value);
	case VMCTL_KERN_PHYSMAP:
		return physmap_get(vmctl->value, &reply->physmap);
	case VMCTL_KERN_MAP_REPLY:
		return physmap_set(vmctl->value, vmctl->value2);
	default:
		return arch_vmctl(caller, who, vmctl, reply);
	}
}
