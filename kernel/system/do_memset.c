/*
 * SYS_MEMSET: fill physical memory with a byte.
 *
 *	memset.phys     physical address
 *	memset.bytes    length; 0 is allowed
 *	memset.pattern  the byte
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
	const struct msg_memset *set = &req->memset;
	struct copy_side to;
	int r;

	(void)reply;
	if (!priv_may_reach(caller, NONE, SEG_PHYS))
		return -EPERM;
	if (set->bytes == 0)
		return OK;
	r = copy_side_resolve(caller, NONE, SEG_PHYS, set->phys, set->bytes,
			      &to);
	if (r != OK)
		return r;
	return vm_memset(to.addr, (uint8_t)set->pattern, set->bytes);
}
