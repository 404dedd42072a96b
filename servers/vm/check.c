/*
 * check.c: all of VM's books, compared with each other (DEBUG_VMASSERT=1).
 *
 * Region lists, page tables and the frame table say the same thing in three
 * ways. What must hold between them:
 *   - a page that is there lies in a region, and is writable only if the region
 *     is;
 *   - a frame has as many references as entries map it, and one for each other
 *     use (VM's hold on the zero page, a directory and each of its tables);
 *   - a page table's frame has as many references as it has present entries;
 *   - a frame with several users that is not FRAME_SHARED is writable in none;
 *   - a FRAME_SHARED frame is writable where the region is;
 *   - a FRAME_SHARED frame is one process's own, at most: the others see it by
 *     mappings, and so does each of them end when a grant is taken back;
 *   - the frames that regions are cut from are in use for that alone;
 *   - no frame is in use by nobody.
 */
#include "servers/vm/check.h"
#include "servers/vm/panic.h"

#if DEBUG_VMASSERT

#include "servers/vm/frame.h"
#include "servers/vm/page.h"
#include "servers/vm/pagetable.h"
#include "servers/vm/physmem.h"
#include "servers/vm/slab.h"

/* Added to a FRAME_SHARED frame's count: it is some process's own. */
#define USE_OWN 0x8000000u /* more than all page tables have entries */

static uint32_t *uses_of(phys_t frame)
{
	return &frame_at(frame)->uses;
}

static void check_entry(const struct vmproc *p, lin_t lin, uint32_t entry)
{
	const struct region *r = region_find(&p->regions, lin);
	phys_t frame = PTE_ADDRESS(entry);

	vm_assert(r != NULL);
	vm_assert(entry & PTE_USER);
	++*uses_of(frame);
	if (frame_is_shared(frame) && r->mapping == 0)
		*uses_of(frame) += USE_OWN;
	vm_assert(!frame_is_shared(frame) || (entry & PTE_WRITE) ||
		  !(r->flags & REGION_WRITABLE));
	if (!(entry & PTE_WRITE))
		return;
	vm_assert(r->flags & REGION_WRITABLE);
	vm_assert(frame_refs(frame) == 1 || frame_is_shared(frame));
}

static uint32_t check_table(const struct vmproc *p, lin_t lin, phys_t frame)
{
	const uint32_t *table = physmem(frame);
	uint32_t present = 0;

	for (uint32_t i = 0; i < PT_ENTRIES; i++, lin += CLICK_SIZE) {
		if (!(table[i] & PTE_PRESENT))
			continue;
		check_entry(p, lin, table[i]);
		present++;
	}
	vm_assert(present > 0);
	*uses_of(frame) += present;
	return present;
}

static void check_regions(const struct vmproc *p)
{
	region_check(&p->regions);
	for (const struct region *r = p->regions.first; r; r = r->next)
		*uses_of(slab_frame(r)) = 1;
}

static void check_process(const struct vmproc *p)
{
	const uint32_t *directory = physmem(p->directory);
	uint32_t pages = 0, tables = 0;

	check_regions(p);
	vm_assert(p->heap_start <= p->heap_end);
	++*uses_of(p->directory);
	for (uint32_t i = KERNEL_PDES; i < PT_ENTRIES; i++)
		if (directory[i] & PTE_PRESENT) {
			pages += check_table(p, i << BIG_SHIFT,
					     PTE_ADDRESS(directory[i]));
			tables++;
		}
	vm_assert(pages == p->pages);
	vm_assert(tables <= PAGETABLE_LIMIT);
	*uses_of(p->directory) += tables;
}

static void check_slot(int slot)
{
	const struct vmproc *p = &vmproc_table[slot];

	vm_assert(p->flags == 0 || (p->flags & VMP_USED));
	vm_assert(p->flags == 0 || endpoint_slot(p->ep) == slot);
	if (p->flags & VMP_PAGED)
		check_process(p);
	else
		vm_assert(p->flags == 0 || p->regions.first == NULL);
}

void check_next(void)
{
	static int slot;

	for (int i = 0; i < NR_PROCS; i++) {
		slot = (slot + 1) % NR_PROCS;
		if (vmproc_table[slot].flags & VMP_PAGED)
			break;
	}
	check_slot(slot);
}

void check_all(void)
{
	uint32_t in_use = 0;

	frame_check();
	for (uint32_t i = frame_touched(0); i < frame_limit;
	     i = frame_touched(i + 1))
		frames[i].uses = 0;
	++*uses_of(page_zero_frame());
	for (int i = 0; i < NR_PROCS; i++)
		check_slot(i);
	for (uint32_t i = frame_touched(1); i < frame_limit;
	     i = frame_touched(i + 1)) {
		vm_assert(frames[i].uses < 2 * USE_OWN);
		vm_assert(frames[i].refs == frames[i].uses % USE_OWN);
		in_use += frames[i].uses > 0;
	}
	vm_assert(in_use + frame_count_free() == frame_count_total());
}

#else

void check_all(void)
{
}

#endif
