/*
 * SYS_PHYSCOPY: copy, where either side may also be physical memory.
 *
 * The fields are those of SYS_VIRCOPY; with segment SEG_PHYS the address is
 * physical, and the endpoint means nothing; what is not memory is -EFAULT.
 *
 * Errors: as SYS_VIRCOPY; -EPERM also for physical memory.
 * Who may call it: VM.
 */
#include "kernel/arch.h"
#include "kernel/priv.h"
#include "kernel/system/system.h"

int do_physcopy(struct proc *caller, const struct message *req,
		struct message *reply)
{
	const struct msg_copy *copy = &req->copy;
	struct copy_side src, dst;
	int r;

	(void)reply;
	if (copy->bytes == 0)
		return -EDOM;
	if (!priv_may_reach(caller, copy->src_ep, copy->src_seg) ||
	    !priv_may_reach(caller, copy->dst_ep, copy->dst_seg))
		return -EPERM;
	r = copy_side_resolve(caller, copy->src_ep, copy->src_seg,
			      copy->src_addr, copy->bytes, &src);
	if (r != OK)
		return r;
	r = copy_side_resolve(caller, copy->dst_ep, copy->dst_seg,
			      copy->dst_addr, copy->bytes, &dst);
	if (r != OK)
		return r;
	return virtual_copy_vmcheck(caller, &src, &dst, copy->bytes);
}
