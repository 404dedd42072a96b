/*
 * SYS_MEMSET: fill physical memory with a byte.
 *
 *	memset.phys     physical address
 *	memset.bytes    length; 0 is allowed
 *	memset.pattern  the byte
 *
 * While a long range is filled, others may run.
 *
 * Errors: -EPERM (the caller's role does not reach physical memory), -EFAULT
 * (the range is not all memory).
 * Who may call it: VM.
 */
#include "kernel/arch.h"
#include "kernel/priv.h"
#include "kernel/system/system.h"

int do_memset(struct proc *caller, const struct message *req,
	      struct message *reply)
{
	struct msg_memset *left = &caller->kcall.memset;
	struct copy_side to;
	uint32_t part;
	int r;

	(void)req, (void)reply;
	if (!priv_may_reach(caller, NONE, SEG_PHYS))
		return -EPERM;
	if (left->bytes == 0)
		return OK;
	r = copy_side_resolve(caller, NONE, SEG_PHYS, left->phys, left->bytes,
			      &to);
	if (r != OK)
		return r;
	do {
		part = left->bytes < KCALL_PART_BYTES ? left->bytes
						      : KCALL_PART_BYTES;
		r = vm_memset(left->phys, (uint8_t)left->pattern, part);
		left->phys += part;
		left->bytes -= part;
		if (r != OK || left->bytes == 0)
			return r;
	} while (!kcall_preempted(caller));
	return -VMSUSPEND;
}
