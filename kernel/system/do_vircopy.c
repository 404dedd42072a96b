/*
 * SYS_VIRCOPY: copy between two processes.
 *
 *	copy.src_ep, src_seg, src_addr   from (SEG_T, SEG_D, SEG_S)
 *	copy.dst_ep, dst_seg, dst_addr   to
 *	copy.bytes                       how much
 *
 * SELF is the caller. Memory that is not there yet is asked of VM, and the call
 * goes on, where it stopped, when it is.
 *
 * Ranges of one process may overlap: the destination then has what the source
 * had before. Ranges at different addresses may be the same memory nevertheless
 * (SYS_SAFEMAP): each byte is copied once, whole words in the order of their
 * addresses, and so one that the copy has written may be read by it later.
 *
 * Others may run before the copy is complete: it may wait for VM, and a long
 * one lets interrupts in, and whoever is to run first. If either side has
 * changed by then (its process is dead, its memory is gone), the call ends with
 * the error; what was copied stays.
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
