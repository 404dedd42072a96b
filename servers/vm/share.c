/*
 * share.c: one frame in several address spaces: copy on write, and for good.
 *
 * A copy that may never be needed is not made: COWMAP lets two pages show one
 * frame, takes the right to write from both, and counts the users. A write then
 * faults. With others left, the writer gets a copy; the last one gets the right
 * to write back, and nothing is copied at all (entry_own() in page.c).
 *
 *	            before      COWMAP      A writes    B writes
 *	A's entry   1 rw        1 r-        2 rw        2 rw
 *	B's entry   -           1 r-        1 r-        1 rw
 *	frame 1     1 user      2 users     1 user      1 user
 *	frame 2     free        free        1 user      1 user
 *
 * SMAP is the opposite wish, that each sees the other's writes. Such a frame is
 * marked (FRAME_SHARED): nobody gets a copy of it. B's region then says that it
 * is a mapping, by which grants it was made, and whether it may be written.
 *
 *	            before      SMAP (read) A writes    the grant is revoked
 *	A's entry   1 rw        1 rw        1 rw        1 rw
 *	B's entry   -           1 r-        1 r-        2 rw
 *	B's region  own         mapping     mapping     own
 *	frame 1     1 user      2, shared   2, shared   1 user
 *	frame 2     free        free        free        1 user, a copy
 *
 * Revoking. Memory goes from A to B by a grant, and may go on from B to C: by
 * an indirect grant of B's, or by a grant of B's mapping. C's region names all
 * grants on the way, (B, grant) and (A, grant). So a grant is taken back by
 * ending all regions that name it: no chain has to be followed then, and it
 * does not matter that B has died or has unmapped the memory since.
 *
 * What must hold:
 *   - a frame with several users that is not FRAME_SHARED is writable in none;
 *   - a FRAME_SHARED frame is in no copy-on-write sharing: COWMAP of it copies
 *     at once, and SMAP first makes the frame its owner's alone;
 *   - a FRAME_SHARED frame is in one region at most that is no mapping: its
 *     owner's. When a mapping ends, its pages are copied at once. It is easy
 *     to end the region and to leave the frame: nothing would then revoke it;
 *   - every call first does what can fail and changes nothing that anybody can
 *     see, and then what cannot fail.
 */
#include "servers/vm/share.h"
#include <faultline/errors.h>
#include "servers/vm/frame.h"
#include "servers/vm/kernelpart.h"
#include "servers/vm/page.h"
#include "servers/vm/pagetable.h"
#include "servers/vm/panic.h"
#include "servers/vm/physmem.h"

static lin_t range_end(const struct range *range)
{
	return range->start + range->bytes;
}

static struct region_list *regions_of(const struct range *range)
{
	return &range->proc->regions;
}

/* The present entry of p's page at lin, if its frame is FRAME_SHARED. */
static inline uint32_t *shared_entry(const struct vmproc *p, lin_t lin)
{
	uint32_t *entry = pagetable_present(p, lin);

	if (entry == NULL || !frame_is_shared(PTE_ADDRESS(*entry)))
		return NULL;
	return entry;
}

static uint32_t count_shared(const struct vmproc *p, lin_t start, lin_t end)
{
	uint32_t count = 0;

	for (lin_t lin = start; lin < end; lin += CLICK_SIZE)
		count += shared_entry(p, lin) != NULL;
	return count;
}

static bool overlap(const struct range *a, const struct range *b)
{
	return a->proc == b->proc && a->start < range_end(b) &&
	       b->start < range_end(a);
}

/* Both in regions, and every page of dst there: its entries can be replaced. */
static int prepare(const struct range *dst, const struct range *src)
{
	vm_assert(dst->bytes == src->bytes);
	if (!region_covers(regions_of(src), src->start, range_end(src), 0))
		return -EFAULT;
	if (overlap(dst, src))
		return -EFAULT;
	return page_provide_range(dst->proc, dst->start, range_end(dst), false);
}

/* --- COWMAP -------------------------------------------------------------- */

/* The frame of a page whose entry this is; NULL: nobody has touched it. */
static phys_t frame_shown(const uint32_t *entry)
{
	return entry != NULL ? PTE_ADDRESS(*entry) : page_zero_frame();
}

/*
 * dst's entry shows what src's page shows. The two become copy on write; but a
 * frame that src shares for good is copied at once, and stays writable there.
 * The copy gets the right to write by a fault, as after any copy on write.
 */
static void cow_page(uint32_t *dst, uint32_t *src)
{
	phys_t frame = frame_shown(src);
	bool shared = src != NULL && frame_is_shared(frame);
	int result = OK;

	if (src != NULL && !shared)
		pagetable_protect(src, 0);
	frame_retain(frame);
	pagetable_replace(dst, frame, 0);
	if (shared)
		result = pagetable_copy(dst, 0);
	vm_assert(result == OK); /* the caller has seen to the frame */
	/* Who reads what another writes would see half of a copy. */
	vm_debug_assert(!(*dst & PTE_WRITE));
	vm_debug_assert(src == NULL || shared || !(*src & PTE_WRITE));
}

/*
 * Are there the frames that cow_pages() takes? At most one for each shared page
 * of src; in a copy a shared page of dst takes none.
 */
static bool cow_has_frames(const struct range *dst, const struct range *src,
			   bool as_copy)
{
	uint32_t count = count_shared(src->proc, src->start, range_end(src));

	if (frame_available(count) || !as_copy)
		return frame_available(count);
	for (uint32_t at = 0; at < src->bytes; at += CLICK_SIZE)
		if (shared_entry(dst->proc, dst->start + at) != NULL &&
		    shared_entry(src->proc, src->start + at) != NULL)
			count--;
	return frame_available(count);
}

static bool shows_mapping(const struct range *range)
{
	const struct region *r = region_find(regions_of(range), range->start);

	for (; r != NULL && r->start < range_end(range); r = r->next)
		if (r->mapping != 0)
			return true;
	return false;
}

/* Borders at both ends of a range: what its regions say can be changed. */
static int range_split(const struct range *range)
{
	int result = region_split(regions_of(range), range->start);

	if (result == OK)
		result = region_split(regions_of(range), range_end(range));
	return result;
}

/* The mappings that dst shows are replaced by memory of its own. */
static void range_show_own(const struct range *dst)
{
	struct region *r = region_find(regions_of(dst), dst->start);

	for (; r != NULL && r->start < range_end(dst); r = r->next)
		region_show_own(r);
}

static void cow_pages(const struct range *dst, const struct range *src,
		      bool as_copy)
{
	kernelpart_close_windows();
	for (uint32_t at = 0; at < src->bytes; at += CLICK_SIZE) {
		uint32_t *to = pagetable_present(dst->proc, dst->start + at);
		uint32_t *from = pagetable_present(src->proc, src->start + at);

		if (as_copy && frame_is_shared(PTE_ADDRESS(*to)))
			physmem_copy(PTE_ADDRESS(*to), frame_shown(from));
		else
			cow_page(to, from);
	}
}

int share_cowmap(const struct range *dst, const struct range *src, bool as_copy)
{
	int result = prepare(dst, src);
	bool ends;

	if (result != OK)
		return result;
	if (as_copy && !region_covers(regions_of(dst), dst->start,
				      range_end(dst), REGION_WRITABLE))
		return -EFAULT;
	ends = !as_copy && shows_mapping(dst);
	if (ends)
		result = range_split(dst);
	if (result == OK && !cow_has_frames(dst, src, as_copy))
		result = -ENOMEM;
	if (result == OK) {
		cow_pages(dst, src, as_copy);
		if (ends)
			range_show_own(dst);
	}
	if (ends)
		region_tidy(regions_of(dst));
	return result;
}

/* --- SMAP ---------------------------------------------------------------- */

/* Every page of src is there, and not copy on write. */
static int smap_own(const struct range *src)
{
	struct vmproc *p = src->proc;

	for (lin_t lin = src->start; lin < range_end(src); lin += CLICK_SIZE) {
		int result = page_own(p, region_find(&p->regions, lin), lin);

		if (result != OK)
			return result;
	}
	return OK;
}

/* Where src has a border, dst gets one: each region of dst shows one of src. */
static int smap_split(const struct range *dst, const struct range *src,
		      uint32_t hops)
{
	int result = range_split(dst);
	const struct region *from = region_find(regions_of(src), src->start);
	lin_t border;

	for (; result == OK && from != NULL && from->start < range_end(src);
	     from = from->next) {
		if (hops + from->via.hops > GRANT_MAX_HOPS)
			return -ELOOP;
		border = dst->start + (from->end - src->start);
		if (from->end < range_end(src))
			result = region_split(regions_of(dst), border);
	}
	return result;
}

/* The pages of r, in dst, show the frames of src. */
static void smap_pages(const struct range *dst, const struct range *src,
		       const struct region *r)
{
	for (lin_t lin = r->start; lin < r->end; lin += CLICK_SIZE) {
		lin_t from = src->start + (lin - dst->start);
		phys_t frame = PTE_ADDRESS(*pagetable_present(src->proc, from));

		/* A copy on write would leave the mapping behind. */
		vm_debug_assert(frame_is_shared(frame) ||
				frame_refs(frame) == 1);
		frame_retain(frame);
		frame_share(frame);
		pagetable_replace(pagetable_present(dst->proc, lin), frame,
				  page_flags(r));
	}
}

/* By these grants to the source, and on by those by which it got the memory. */
static struct grant_path path_join(const struct grant_path *via,
				   const struct grant_path *source)
{
	struct grant_path path = *via;

	vm_assert(via->hops + source->hops <= GRANT_MAX_HOPS);
	for (uint32_t i = 0; i < source->hops; i++)
		path.hop[path.hops++] = source->hop[i];
	return path;
}

static void smap_regions(const struct range *dst, const struct range *src,
			 bool write, const struct grant_path *via)
{
	static uint32_t mappings; /* so many have been made: numbers them */
	struct region *r = region_find(regions_of(dst), dst->start);

	if (++mappings == 0)
		mappings = 1;
	kernelpart_close_windows();
	for (; r != NULL && r->start < range_end(dst); r = r->next) {
		lin_t lin = src->start + (r->start - dst->start);
		const struct region *from = region_find(regions_of(src), lin);
		struct grant_path path = path_join(via, &from->via);

		region_show(r, mappings, &path, write);
		smap_pages(dst, src, r);
	}
}

int share_smap(const struct range *dst, const struct range *src, bool write,
	       const struct grant_path *via)
{
	int result = prepare(dst, src);

	if (result == OK && write &&
	    !region_covers(regions_of(src), src->start, range_end(src),
			   REGION_WRITABLE))
		result = -EFAULT;
	if (result == OK)
		result = smap_own(src);
	if (result != OK)
		return result;
	result = smap_split(dst, src, via->hops);
	if (result == OK)
		smap_regions(dst, src, write, via);
	region_tidy(regions_of(dst));
	return result;
}

/* --- the end of a mapping ------------------------------------------------ */

/*
 * r, of p, is p's own from now on: each of its pages becomes a copy, or is
 * nobody else's already. If there is no frame for a copy, r ends before that
 * page: it is better that p is killed than that it reads zeroes, or memory that
 * it has no right to. Making a region shorter takes no memory, so it cannot
 * fail. r may be gone when this returns.
 */
static void mapping_end(struct vmproc *p, struct region *r)
{
	lin_t lin = r->start, end = r->end;

	vm_assert(r->mapping != 0);
	region_show_own(r);
	for (; lin < end; lin += CLICK_SIZE) {
		uint32_t *entry = shared_entry(p, lin);

		if (entry != NULL && pagetable_copy(entry, page_flags(r)) != OK)
			break;
	}
	vm_debug_assert(count_shared(p, r->start, lin) == 0);
	if (lin == end)
		return;
	region_remove(&p->regions, lin, end);
	pagetable_unmap(p, lin, end);
}

int share_sunmap(struct vmproc *p, lin_t lin)
{
	struct region *r = region_find(&p->regions, lin);
	uint32_t mapping = r != NULL ? r->mapping : 0, frames = 0;

	if (mapping == 0)
		return -EINVAL;
	for (r = p->regions.first; r != NULL; r = r->next)
		if (r->mapping == mapping)
			frames += count_shared(p, r->start, r->end);
	if (!frame_available(frames))
		return -ENOMEM;
	for (r = p->regions.first; r != NULL; r = r->next)
		if (r->mapping == mapping)
			mapping_end(p, r);
	region_tidy(&p->regions);
	return OK;
}

/* Did p have such a mapping? */
static bool process_revoke(struct vmproc *p, const struct grant_hop *hop)
{
	struct region *next;
	bool found = false;

	for (struct region *r = p->regions.first; r != NULL; r = next) {
		next = r->next; /* r may go */
		if (!region_is_through(r, hop))
			continue;
		mapping_end(p, r);
		found = true;
	}
	if (found)
		region_tidy(&p->regions);
	return found;
}

int share_revoke(const struct grant_hop *hop)
{
	bool found = false;

	for (int i = 0; i < NR_PROCS; i++)
		if (vmproc_table[i].flags & VMP_PAGED)
			found |= process_revoke(&vmproc_table[i], hop);
	return found ? OK : -EINVAL;
}
