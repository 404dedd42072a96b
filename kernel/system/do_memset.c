/*
 * SYS_MEMSET: fill physical memory with a byte.
 *
 *	memset.phys     physical address
 *	memset.bytes    length; 0 is allowed
 *	memset.pattern  the byte
 *
 * Errors: -EFAULT (the range wraps around).
 * Who may call it: VM, services.
 */
#include "kernel/arch.h"
#include "kernel/system/system.h"

int do_memset(struct proc *caller, const struct message *req,
	      struct message *reply)
{
	const struct msg_memset *set = &req->memset;

	(void)caller;
	(void)reply;
	if (set->bytes == 0)
		return OK;
	if (set->phys + set->bytes - 1 < set->phys)
		return -EFAULT;
	return vm_memset(set->phys, (uint8_t)set->pattern, set->bytes);
}
