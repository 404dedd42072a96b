/*
 * SYS_VIRCOPY: copy between two processes.
 *
 *	copy.src_ep, src_seg, src_addr   from (SEG_T, SEG_D, SEG_S)
 *	copy.dst_ep, dst_seg, dst_addr   to
 *	copy.bytes                       how much
 *
 * SELF is the caller. Memory that is not there yet is asked of VM, and the call
 * goes on when it is.
 *
 * Errors: -EDOM (0 bytes), -EPERM (a side is not the caller's, whose role does
 * not reach others' memory), -EDEADSRCDST (no such process), -EINVAL (segment),
 * -EFAULT (a range leaves its segment, or VM knows nothing there, or must not
 * write it), -ENOMEM (VM is out of memory).
 * Who may call it: PM, VM, FS.
 */
#include "kernel/arch.h"
#include "kernel/system/system.h"

int do_vircopy(struct proc *caller, const struct message *req,
	       struct message *reply)
{
	if (req->copy.src_seg >= NR_SEGS || req->copy.dst_seg >= NR_SEGS)
		return -EINVAL;
	return do_physcopy(caller, req, reply);
}
