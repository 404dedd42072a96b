/*
 * share.c: one frame in several address spaces: copy on write, and for good.
 *
 * A copy that may never be needed is not made: COWMAP lets two pages show one
 * frame, takes the right to write from both, and counts the users. A write then
 * faults. With others left, the writer gets a copy; the last one gets the right
 * to write back, and nothing is copied at all.
 *
 * SMAP is the opposite wish, that each sees the other's writes. Such a frame is
 * marked (FRAME_SHARED): nobody gets a copy of it, and who may only read it
 * faults in vain. SUNMAP, when the grant is taken back, makes the copies.
 *
 * What must hold:
 *   - a frame with several users that is not FRAME_SHARED is writable in none;
 *   - a FRAME_SHARED frame is in no copy-on-write sharing: COWMAP of it copies
 *     at once, and SMAP first makes the frame its owner's alone;
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

int share_break(uint32_t *entry, uint32_t flags)
{
	phys_t copy = frame_alloc();

	if (copy == FRAME_NONE)
		return -ENOMEM;
	physmem_copy(copy, PTE_ADDRESS(*entry));
	kernelpart_close_windows();
	pagetable_replace(entry, copy, flags);
	return OK;
}

/* The present entry of p's page at lin, if its frame is FRAME_SHARED. */
static uint32_t *shared_entry(const struct vmproc *p, lin_t lin)
{
	uint32_t *entry = pagetable_present(p, lin);

	if (entry == NULL || !frame_is_shared(PTE_ADDRESS(*entry)))
		return NULL;
	return entry;
}

static uint32_t count_shared(const struct range *range)
{
	uint32_t count = 0;

	for (lin_t lin = range->start; lin < range_end(range);
	     lin += CLICK_SIZE)
		count += shared_entry(range->proc, lin) != NULL;
	return count;
}

/* PTE_WRITE if p's region at lin is writable. */
static uint32_t flags_at(const struct vmproc *p, lin_t lin)
{
	return page_flags(region_find(&p->regions, lin));
}

static bool overlap(const struct range *a, const struct range *b)
{
	return a->proc == b->proc && a->start < range_end(b) &&
	       b->start < range_end(a);
}

/* Both in regions, and every page of dst there: its entries can be replaced. */
static int prepare(const struct range *dst, const struct range *src)
{
	if (!region_covers(&src->proc->regions, src->start, range_end(src), 0))
		return -EFAULT;
	if (overlap(dst, src))
		return -EFAULT;
	return page_provide_range(dst->proc, dst->start, range_end(dst), false);
}

/* The frame of a page whose entry this is; NULL: nobody has touched it. */
static phys_t frame_shown(const uint32_t *entry)
{
	return entry != NULL ? PTE_ADDRESS(*entry) : page_zero_frame();
}

/* dst's entry shows what src's page shows: the two become copy on write. */
static void cow_page(uint32_t *dst, uint32_t *src)
{
	phys_t frame = frame_shown(src);

	if (src != NULL)
		pagetable_protect(src, 0);
	frame_retain(frame);
	pagetable_replace(dst, frame, 0);
}

/* dst's entry gets a copy of a frame that is shared for good. */
static void copy_page(uint32_t *dst, phys_t from, uint32_t flags)
{
	phys_t copy = frame_alloc();

	vm_assert(copy != FRAME_NONE);
	physmem_copy(copy, from);
	pagetable_replace(dst, copy, flags);
}

int share_cowmap(const struct range *dst, const struct range *src, bool as_copy)
{
	int result = prepare(dst, src);

	if (result != OK)
		return result;
	if (as_copy && !region_covers(&dst->proc->regions, dst->start,
				      range_end(dst), REGION_WRITABLE))
		return -EFAULT;
	if (!frame_available(count_shared(src)))
		return -ENOMEM;
	kernelpart_close_windows();
	for (uint32_t at = 0; at < src->bytes; at += CLICK_SIZE) {
		lin_t lin = dst->start + at;
		uint32_t *to = pagetable_present(dst->proc, lin);
		uint32_t *from = pagetable_present(src->proc, src->start + at);

		if (as_copy && frame_is_shared(PTE_ADDRESS(*to)))
			physmem_copy(PTE_ADDRESS(*to), frame_shown(from));
		else if (from != NULL && frame_is_shared(PTE_ADDRESS(*from)))
			copy_page(to, PTE_ADDRESS(*from),
				  flags_at(dst->proc, lin));
		else
			cow_page(to, from);
	}
	return OK;
}

/* Every page of src there, not copy on write, and writable if write is set. */
static int smap_prepare(const struct range *src, bool write)
{
	struct vmproc *p = src->proc;

	for (lin_t lin = src->start; lin < range_end(src); lin += CLICK_SIZE) {
		int result = page_own(p, region_find(&p->regions, lin), lin);

		if (result != OK)
			return result;
		if (write && !(*pagetable_present(p, lin) & PTE_WRITE))
			return -EFAULT;
	}
	return OK;
}

int share_smap(const struct range *dst, const struct range *src, bool write)
{
	int result = prepare(dst, src);

	if (result == OK)
		result = smap_prepare(src, write);
	if (result != OK)
		return result;
	kernelpart_close_windows();
	for (uint32_t at = 0; at < src->bytes; at += CLICK_SIZE) {
		lin_t lin = dst->start + at;
		uint32_t flags = write ? flags_at(dst->proc, lin) : 0;
		phys_t frame = PTE_ADDRESS(
			*pagetable_present(src->proc, src->start + at));

		frame_retain(frame);
		frame_share(frame);
		pagetable_replace(pagetable_present(dst->proc, lin), frame,
				  flags);
	}
	return OK;
}

int share_sunmap(const struct range *dst)
{
	if (!frame_available(count_shared(dst)))
		return -ENOMEM;
	kernelpart_close_windows();
	for (lin_t lin = dst->start; lin < range_end(dst); lin += CLICK_SIZE) {
		uint32_t *entry = shared_entry(dst->proc, lin);

		if (entry != NULL)
			copy_page(entry, PTE_ADDRESS(*entry),
				  flags_at(dst->proc, lin));
	}
	return OK;
}
