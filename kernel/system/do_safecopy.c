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
 * The rules of SYS_VIRCOPY hold for ranges that overlap, and for calls that
 * wait. The grant is checked again whenever the call goes on, for what is left:
 * if the grantor has revoked it meanwhile, the call ends with the error, and
 * what was copied stays.
 *
 * Errors: -EDOM (0 bytes); -EINVAL (a flag that there is not); -EINVAL, -EPERM,
 * -ELOOP (the grant, see kernel/grant.h); -EFAULT, -ENOMEM (as SYS_VIRCOPY).
 * Who may call them: FS, TTY, drivers.
 */
#include "kernel/arch.h"
#include "kernel/grant.h"
#include "kernel/system/system.h"

#define COW_PAGES 3 /* from so many on, mapping is cheaper */

static bool can_map(const struct copy *copy)
{
	const struct copy_side *from = &copy->src, *to = &copy->dst;

	return copy->bytes >= (COW_PAGES + 1) * CLICK_SIZE &&
	       from->proc != to->proc && proc_has_pagetable(from->proc) &&
	       proc_has_pagetable(to->proc) &&
	       from->addr % CLICK_SIZE == to->addr % CLICK_SIZE;
}

/*
 * Copy head and tail, and map what is between: all that is whole pages. Either
 * lies in one page on each side, and so is copied at once or not at all; when
 * the call is executed again, it is copied again, which changes nothing.
 */
static int copy_and_map(struct proc *caller, const struct copy *copy)
{
	const struct copy_side *from = &copy->src, *to = &copy->dst;
	uint32_t first = -from->addr % CLICK_SIZE; /* byte of a whole page */
	uint32_t end =
		ROUND_DOWN(from->addr + copy->bytes, CLICK_SIZE) - from->addr;
	struct copy head = *copy, tail = *copy;
	int r = OK;

	head.bytes = first;
	tail.start = end;
	tail.bytes = copy->bytes - end;
	if (head.bytes > 0)
		r = virtual_copy_vmcheck(caller, &head);
	if (r == OK && tail.bytes > 0)
		r = virtual_copy_vmcheck(caller, &tail);
	if (r != OK)
		return r;
	return vmrequest_map(caller, VMPTYPE_COWMAP, to->proc, to->addr + first,
			     from->proc, from->addr + first, end - first, 1);
}

static int safecopy(struct proc *caller, struct msg_safecopy *left,
		    uint32_t access)
{
	struct copy copy;
	bool in = access == GRANT_READ;
	struct granted found;
	int r;

	if (left->bytes == 0)
		return -EDOM;
	if (left->flags & ~SAFECOPY_COW)
		return -EINVAL;
	r = grant_verify(left->ep, caller, left->grant, left->offset,
			 left->bytes, access, &found);
	if (r != OK)
		return r;
	r = copy_side_resolve(caller, found.owner->endpoint, SEG_D, found.addr,
			      left->bytes, in ? &copy.src : &copy.dst);
	if (r != OK)
		return r;
	r = copy_side_resolve(caller, SELF, SEG_D, left->addr, left->bytes,
			      in ? &copy.dst : &copy.src);
	if (r != OK)
		return r;
	copy.start = 0;
	copy.bytes = left->bytes;
	if ((left->flags & SAFECOPY_COW) && can_map(&copy))
		return copy_and_map(caller, &copy);
	r = virtual_copy_vmcheck(caller, &copy);
	if (r == OK)
		return OK;
	left->offset += copy.start;
	left->addr += copy.start;
	left->bytes = copy.bytes;
	return r;
}

int do_safecopyfrom(struct proc *caller, const struct message *req,
		    struct message *reply)
{
	(void)req, (void)reply;
	return safecopy(caller, &caller->kcall.safecopy, GRANT_READ);
}

int do_safecopyto(struct proc *caller, const struct message *req,
		  struct message *reply)
{
	(void)req, (void)reply;
	return safecopy(caller, &caller->kcall.safecopy, GRANT_WRITE);
}
