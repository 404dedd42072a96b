/*
 * SYS_UMAP: virtual to physical.
 *
 *	umap.ep     whose memory (SELF: the caller's)
 *	umap.seg    SEG_T, SEG_D or SEG_S
 *	umap.addr   virtual address
 *	umap.bytes  length of the range
 * Reply:
 *	umap.phys   physical address of the range
 *
 * Never waits for memory: the pages must be there, and one after the other in
 * physical memory. While a long range is looked up, others may run.
 *
 * Errors: -EPERM (not the caller, whose role does not reach others' memory),
 * -EINVAL (no such process, seg), -EDOM (0 bytes), -EFAULT (outside the
 * segment, not there, not contiguous; VM has given the process no page table).
 * Who may call it: VM; drivers, who ask where their own memory is.
 */
#include "kernel/arch.h"
#include "kernel/priv.h"
#include "kernel/system/system.h"

#define PART_BYTES (64 * CLICK_SIZE) /* less than 10,000 instructions */

int do_umap(struct proc *caller, const struct message *req,
	    struct message *reply)
{
	struct msg_umap *left = &caller->kcall.umap;
	struct proc *p = proc_lookup_self(left->ep, caller);
	int r;

	(void)req;
	if (!priv_may_reach(caller, left->ep, SEG_D))
		return -EPERM;
	if (!p || left->seg >= NR_SEGS)
		return -EINVAL;
	if (left->bytes == 0)
		return -EDOM;
	/*
	 * From the end. A page of each part stays in the range that is left, so
	 * that the part in front of it is compared with it.
	 */
	while (left->bytes > PART_BYTES) {
		r = umap_virtual(p, left->seg,
				 left->addr + left->bytes - PART_BYTES,
				 PART_BYTES, &reply->umap.phys);
		if (r != OK)
			return r;
		left->bytes -= PART_BYTES - CLICK_SIZE;
		if (kcall_preempted(caller))
			return -VMSUSPEND;
	}
	return umap_virtual(p, left->seg, left->addr, left->bytes,
			    &reply->umap.phys);
}
