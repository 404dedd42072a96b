/*
 * SYS_SAFECOPYFROM, SYS_SAFECOPYTO: copy from or to memory that was granted.
 *
 *	safecopy.ep      the grantor
 *	safecopy.grant   the grant
 *	safecopy.offset  into the granted range
 *	safecopy.addr    the caller's memory
 *	safecopy.bytes   how much
 *
 * Memory that is not there yet is asked of VM, on either side.
 *
 * Errors: -EDOM (0 bytes); -EINVAL, -EPERM, -ELOOP (the grant, see
 * kernel/grant.h); -EFAULT, -ENOMEM (as SYS_VIRCOPY).
 * Who may call them: services.
 */
#include "kernel/arch.h"
#include "kernel/grant.h"
#include "kernel/system/system.h"

static int safecopy(struct proc *caller, const struct msg_safecopy *copy,
		    uint32_t access)
{
	struct copy_side granted, own;
	struct proc *owner;
	vir_t addr;
	int r;

	if (copy->bytes == 0)
		return -EDOM;
	r = grant_verify(copy->ep, caller, copy->grant, copy->offset,
			 copy->bytes, access, &owner, &addr);
	if (r != OK)
		return r;
	r = copy_side_resolve(caller, owner->endpoint, SEG_D, addr, copy->bytes,
			      &granted);
	if (r != OK)
		return r;
	r = copy_side_resolve(caller, SELF, SEG_D, copy->addr, copy->bytes,
			      &own);
	if (r != OK)
		return r;
	if (access == GRANT_READ)
		return virtual_copy_vmcheck(caller, &granted, &own,
					    copy->bytes);
	return virtual_copy_vmcheck(caller, &own, &granted, copy->bytes);
}

int do_safecopyfrom(struct proc *caller, const struct message *req,
		    struct message *reply)
{
	(void)reply;
	return safecopy(caller, &req->safecopy, GRANT_READ);
}

int do_safecopyto(struct proc *caller, const struct message *req,
		  struct message *reply)
{
	(void)reply;
	return safecopy(caller, &req->safecopy, GRANT_WRITE);
}
