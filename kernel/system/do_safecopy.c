/*
 * SYS_SAFECOPYFROM, SYS_SAFECOPYTO: copy from or to memory that was granted.
 *
 *	safecopy.ep      the grantor
 *	safecopy.grant   the grant
 *	safecopy.offset  into the granted range
 *	safecopy.addr    the caller's memory
 *	safecopy.bytes   how much
 *	safecopy.flags   SAFECOPY_COW: whole pages may be mapped copy on write
 *
 * Memory that is not there yet is asked of VM, on either side. With
 * SAFECOPY_COW, when both addresses have the same place in their pages and some
 * pages lie whole in the range, only what is before and behind these is copied;
 * of the rest VM is asked for a mapping, which costs less from three pages on
 * (handouts/costs.md). Nobody sees a difference but in time.
 *
 * Errors: -EDOM (0 bytes); -EINVAL (a flag that there is not); -EINVAL, -EPERM,
 * -ELOOP (the grant, see kernel/grant.h); -EFAULT, -ENOMEM (as SYS_VIRCOPY).
 * Who may call them: FS, TTY, drivers.
 */
#include "kernel/arch.h"
#include "kernel/grant.h"
#include "kernel/system/system.h"

#define COW_PAGES 3 /* from so many on, mapping is cheaper */

static bool can_map(const struct copy_side *from, const struct copy_side *to,
		    uint32_t bytes)
{
	return bytes >= (COW_PAGES + 1) * CLICK_SIZE &&
	       from->proc != to->proc && proc_has_pagetable(from->proc) &&
	       proc_has_pagetable(to->proc) &&
	       from->addr % CLICK_SIZE == to->addr % CLICK_SIZE;
}

/* Copy head and tail, and map what is between: all that is whole pages. */
static int copy_and_map(struct proc *caller, const struct copy_side *from,
			const struct copy_side *to, uint32_t bytes)
{
	uint32_t head = -from->addr % CLICK_SIZE;
	uint32_t tail = (from->addr + bytes) % CLICK_SIZE;
	struct copy_side src = *from, dst = *to;
	int r = OK;

	if (head > 0)
		r = virtual_copy_vmcheck(caller, from, to, head);
	src.addr += bytes - tail;
	dst.addr += bytes - tail;
	if (r == OK && tail > 0)
		r = virtual_copy_vmcheck(caller, &src, &dst, tail);
	if (r != OK)
		return r;
	return vmrequest_map(caller, VMPTYPE_COWMAP, to->proc, to->addr + head,
			     from->proc, from->addr + head, bytes - head - tail,
			     1);
}

static int safecopy(struct proc *caller, const struct msg_safecopy *copy,
		    uint32_t access)
{
	struct copy_side granted, own;
	const struct copy_side *from, *to;
	struct granted found;
	int r;

	if (copy->bytes == 0)
		return -EDOM;
	if (copy->flags & ~SAFECOPY_COW)
		return -EINVAL;
	r = grant_verify(copy->ep, caller, copy->grant, copy->offset,
			 copy->bytes, access, &found);
	if (r != OK)
		return r;
	r = copy_side_resolve(caller, found.owner->endpoint, SEG_D, found.addr,
			      copy->bytes, &granted);
	if (r != OK)
		return r;
	r = copy_side_resolve(caller, SELF, SEG_D, copy->addr, copy->bytes,
			      &own);
	if (r != OK)
		return r;
	from = access == GRANT_READ ? &granted : &own;
	to = access == GRANT_READ ? &own : &granted;
	if ((copy->flags & SAFECOPY_COW) && can_map(from, to, copy->bytes))
		return copy_and_map(caller, from, to, copy->bytes);
	return virtual_copy_vmcheck(caller, from, to, copy->bytes);
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
