/*
 * share.h: one frame in several address spaces.
 */
#ifndef VM_SHARE_H
#define VM_SHARE_H

#include "servers/vm/vmproc.h"

/* A range of pages of a process. */
struct range {
	struct vmproc *proc;
	lin_t start; /* page-aligned */
	uint32_t bytes;
};

/*
 * Give the user of a present entry, whose frame has other users, a copy of its
 * own, mapped with flags. -ENOMEM: nothing has changed.
 */
int share_break(uint32_t *entry, uint32_t flags);

/*
 * Let dst show what src shows now; from then on writes of either stay its own.
 * as_copy: in the place of a copy to dst, which must be allowed, and of which
 * those that dst is shared with see the result. -EFAULT: not all of src or dst
 * is in a region, or dst must not be written. -ENOMEM. On error both show
 * what they did.
 */
int share_cowmap(const struct range *dst, const struct range *src,
		 bool as_copy);

/*
 * Make the frames of src those of dst, too, for good. Without write, dst can
 * only read them. -EFAULT: as above, or write though src may not. -ENOMEM.
 */
int share_smap(const struct range *dst, const struct range *src, bool write);

/*
 * End SMAP in dst: it keeps a copy of what it shared. -ENOMEM: all of it is
 * still shared.
 */
int share_sunmap(const struct range *dst);

#endif
