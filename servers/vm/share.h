/*
 * share.h: one frame in several address spaces.
 */
#pragma once

#include "servers/vm/vmproc.h"

/* A range of pages of a process. */
struct range {
	struct vmproc *proc;
	lin_t start; /* page-aligned */
	uint32_t bytes;
};

/*
 * Let dst show what src shows now; from then on writes of either stay its own.
 *
 * Without as_copy, dst is given other memory: mappings that it showed end
 * there. With as_copy, this replaces a copy to dst, so dst must be writable. If
 * dst is shared (SMAP), the bytes are copied into its frame, so that its other
 * users see them.
 *
 * -EFAULT: not all of src or dst is in a region, they overlap, or dst must not
 * be written. -ENOMEM. On error both show what they did.
 */
int share_cowmap(const struct range *dst, const struct range *src,
		 bool as_copy);

/*
 * Make the frames of src those of dst, too, for good: dst becomes a mapping,
 * made through the grants via. Without write, dst can only read them. -EFAULT:
 * as above, or write though src may not. -ELOOP: the memory came to src by
 * grants already, and with via they are too many to be remembered. -ENOMEM.
 */
int share_smap(const struct range *dst, const struct range *src, bool write,
	       const struct grant_path *via);

/*
 * End the mapping that p has at lin, all of it: p keeps a copy. -EINVAL: there
 * is none. -ENOMEM: all of it is still shared.
 */
int share_sunmap(struct vmproc *p, lin_t lin);

/*
 * End all mappings that were made through that grant. Each process keeps a copy
 * of what it saw; without memory for the copies, its mapping ends all the same,
 * and the pages that cannot be copied are in no region any more. -EINVAL: there
 * was no such mapping.
 */
int share_revoke(const struct grant_hop *hop);
