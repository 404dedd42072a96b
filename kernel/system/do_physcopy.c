/*
 * SYS_PHYSCOPY: copy, where either side may also be physical memory.
 *
 * The fields are those of SYS_VIRCOPY, and so are its rules; with segment
 * SEG_PHYS the address is physical, and the endpoint means nothing; what is not
 * memory is -EFAULT.
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
	struct msg_copy *left = &caller->kcall.copy;
	struct copy copy;
	int r;

	(void)req, (void)reply;
	if (left->bytes == 0)
		return -EDOM;
	if (!priv_may_reach(caller, left->src_ep, left->src_seg) ||
	    !priv_may_reach(caller, left->dst_ep, left->dst_seg))
		return -EPERM;
	r = copy_side_resolve(caller, left->src_ep, left->src_seg,
			      left->src_addr, left->bytes, &copy.src);
	if (r != OK)
		return r;
	r = copy_side_resolve(caller, left->dst_ep, left->dst_seg,
			      left->dst_addr, left->bytes, &copy.dst);
	if (r != OK)
		return r;
	copy.start = 0;
	copy.bytes = left->bytes;
	r = virtual_copy_vmcheck(caller, &copy);
	if (r == OK)
		return OK;
	left->src_addr += copy.start;
	left->dst_addr += copy.start;
	left->bytes = copy.bytes;
	return r;
}
