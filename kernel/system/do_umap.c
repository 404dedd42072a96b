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
 * Never waits: the pages must be there, and one after the other in physical
 * memory.
 *
 * Errors: -EPERM (not the caller, whose role does not reach others' memory),
 * -EINVAL (no such process, seg), -EDOM (0 bytes), -EFAULT (outside the
 * segment, not there, not contiguous).
 * Who may call it: VM; drivers, who ask where their own memory is.
 */
#include "kernel/arch.h"
#include "kernel/priv.h"
#include "kernel/system/system.h"

int do_umap(struct proc *caller, const struct message *req,
	    struct message *reply)
{
	const struct msg_umap *umap = &req->umap;
	struct proc *p = proc_lookup_self(umap->ep, caller);
	lin_t lin;
	int r;

	if (!priv_may_reach(caller, umap->ep, SEG_D))
		return -EPERM;
	if (!p || umap->seg >= NR_SEGS)
		return -EINVAL;
	if (umap->bytes == 0)
		return -EDOM;
	r = umap_local(p, umap->seg, umap->addr, umap->bytes, &lin);
	if (r != OK)
		return r;
	if (!vm_contiguous(p, lin, umap->bytes))
		return -EFAULT;
	return vm_lookup(p, lin, &reply->umap.phys);
}
