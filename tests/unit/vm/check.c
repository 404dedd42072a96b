/*
 * check.c: the checks of VM's books. Each passes on what is whole, and each
 * finds what is broken, here one by one: frames, regions, page tables against
 * both, the table of processes, and frames that are written to while free.
 */
/* links: lib/base/ranges.c */
/* links: tests/unit/vm/{host,host_frames}.c servers/vm/{check,frame,page}.c */
/* links: servers/vm/{pagetable,region}.c */
/* links: servers/vm/{share,slab,vmproc}.c */
#include "servers/vm/check.h"
#include <criterion/criterion.h>
#include <faultline/errors.h>
#include <faultline/poison.h>
#include <stdio.h>
#include <string.h>
#include "servers/vm/frame.h"
#include "servers/vm/kernelpart.h"
#include "servers/vm/page.h"
#include "servers/vm/pagetable.h"
#include "servers/vm/physmem.h"
#include "servers/vm/share.h"
#include "servers/vm/slab.h"
#include "tests/unit/vm/host.h"

#define FRAMES 256u
#define EP 5
#define HEAP (VM_PROCSTART + 0x10000)

/* The kernel's side of a directory does not matter here. */
void kernelpart_close_windows(void)
{
}

bool kernelpart_windows_closed(void)
{
	return true;
}

void kernelpart_copy(uint32_t directory[KERNEL_PDES])
{
	memset(directory, 0, KERNEL_PDES * sizeof(directory[0]));
}

static struct vmproc *p;
static struct region *heap;

/* One process with two pages that were written and one that was read. */
static void machine(void)
{
	host_memory(FRAMES * CLICK_SIZE);
	host_frames(HOST_MEMORY, FRAMES);
	region_init();
	frame_poison();
	page_init();
	p = vmproc_new(EP);
	cr_assert_eq(pagetable_new(p), OK);
	p->heap_start = HEAP;
	p->heap_end = HEAP + 4 * CLICK_SIZE;
	cr_assert_eq(region_add(&p->regions, HEAP, p->heap_end,
				REGION_WRITABLE | REGION_HEAP),
		     OK);
	heap = p->regions.first;
	cr_assert_eq(page_provide(p, HEAP, true), OK);
	cr_assert_eq(page_provide(p, HEAP + CLICK_SIZE, true), OK);
	cr_assert_eq(page_provide(p, HEAP + 2 * CLICK_SIZE, false), OK);
	check_all();
	check_next();
}

TestSuite(vm_check, .init = machine);

static uint32_t *entry(uint32_t page)
{
	return pagetable_present(p, HEAP + page * CLICK_SIZE);
}

#define IS_FOUND(words)                                                 \
	do {                                                            \
		const char *panic_ = host_panic_of(check_all);          \
		cr_assert(strstr(panic_, (words)), "said: %s", panic_); \
	} while (0)

/* The check of one process, at the cost of a message, finds it as well. */
#define IS_FOUND_SOON(words)                                          \
	do {                                                          \
		const char *soon_ = host_panic_of(check_next);        \
		cr_assert(strstr(soon_, (words)), "said: %s", soon_); \
		IS_FOUND(words);                                      \
	} while (0)

Test(vm_check, a_page_in_no_region)
{
	cr_assert_eq(region_remove(&p->regions, HEAP, HEAP + CLICK_SIZE), OK);
	IS_FOUND_SOON("r != NULL");
}

Test(vm_check, a_writable_page_in_a_read_only_region)
{
	heap->flags &= ~(uint32_t)REGION_WRITABLE;
	IS_FOUND_SOON("r->flags & REGION_WRITABLE");
}

Test(vm_check, a_writable_page_whose_frame_has_other_users)
{
	*entry(2) |= PTE_WRITE; /* the zero page */
	IS_FOUND_SOON("frame_refs(frame) == 1");
}

Test(vm_check, a_page_that_its_process_cannot_use)
{
	*entry(0) &= ~PTE_USER;
	IS_FOUND_SOON("entry & PTE_USER");
}

Test(vm_check, a_page_that_nobody_counted)
{
	p->pages--;
	IS_FOUND_SOON("pages == p->pages");
}

Test(vm_check, regions_out_of_order)
{
	cr_assert_eq(region_add(&p->regions, HEAP + 0x100000, HEAP + 0x101000,
				REGION_STACK),
		     OK);
	check_all();
	heap->next->start = heap->start;
	IS_FOUND_SOON("r->start >= end");
}

Test(vm_check, a_region_that_ends_within_a_page)
{
	heap->end += 5;
	IS_FOUND_SOON("r->end % CLICK_SIZE == 0");
}

Test(vm_check, regions_in_a_circle)
{
	heap->next = heap;
	IS_FOUND_SOON("assertion failed");
}

/* The first page shows the third one: a mapping to read. */
static void machine_with_mapping(void)
{
	const struct grant_path via = {1, {{EP, 1}}};
	const struct range dst = {p, HEAP, CLICK_SIZE};
	const struct range src = {p, HEAP + 2 * CLICK_SIZE, CLICK_SIZE};

	cr_assert_eq(share_smap(&dst, &src, false, &via), OK);
	check_all();
	check_next();
}

Test(vm_check, a_revoked_mapping_that_is_still_shared)
{
	machine_with_mapping();
	region_show_own(heap);
	*entry(0) |= PTE_WRITE;
	region_tidy(&p->regions);
	IS_FOUND("frames[i].uses < 2 * USE_OWN");
}

Test(vm_check, a_shared_page_that_cannot_be_written_and_should)
{
	machine_with_mapping();
	region_show(heap, heap->mapping, &heap->via, true);
	IS_FOUND_SOON("entry & PTE_WRITE");
}

Test(vm_check, a_mapping_by_no_grant)
{
	machine_with_mapping();
	heap->via.hops = 0;
	IS_FOUND_SOON("(r->mapping != 0) == (r->via.hops > 0)");
}

Test(vm_check, a_mapping_by_more_grants_than_there_can_be)
{
	machine_with_mapping();
	heap->via.hops = GRANT_MAX_HOPS + 1;
	IS_FOUND_SOON("r->via.hops <= GRANT_MAX_HOPS");
}

Test(vm_check, a_right_that_is_withheld_for_nothing)
{
	heap->flags |= REGION_WITHHELD;
	IS_FOUND_SOON("REGION_WITHHELD");
}

Test(vm_check, a_region_that_is_not_counted)
{
	p->regions.count--;
	IS_FOUND_SOON("count == list->count");
}

Test(vm_check, a_slab_that_somebody_else_uses)
{
	frame_retain(slab_frame(heap));
	IS_FOUND("== frames[i].uses");
}

Test(vm_check, a_page_table_that_its_directory_did_not_count)
{
	frame_release(p->directory);
	IS_FOUND("== frames[i].uses");
}

Test(vm_check, a_heap_that_ends_before_it_begins)
{
	p->heap_end = p->heap_start - CLICK_SIZE;
	IS_FOUND_SOON("p->heap_start <= p->heap_end");
}

Test(vm_check, a_process_in_another_s_slot)
{
	p->ep = EP + 1;
	IS_FOUND_SOON("endpoint_slot(p->ep) == slot");
}

Test(vm_check, a_slot_with_memory_and_nobody_in_it)
{
	p->flags &= ~(uint32_t)VMP_USED;
	IS_FOUND("p->flags & VMP_USED");
}

Test(vm_check, a_frame_that_is_used_more_often_than_counted)
{
	frame_release(PTE_ADDRESS(*entry(2))); /* the zero page */
	IS_FOUND("frames[i].refs");
}

Test(vm_check, a_frame_that_nobody_uses)
{
	frame_retain(PTE_ADDRESS(*entry(0)));
	*entry(0) &= ~PTE_WRITE; /* it may have several users */
	IS_FOUND("== frames[i].uses");
}

Test(vm_check, a_frame_that_got_lost)
{
	cr_assert_neq(frame_alloc(), FRAME_NONE);
	IS_FOUND("== frames[i].uses");
}

static void take_all_frames(void)
{
	while (frame_alloc() != FRAME_NONE)
		;
}

Test(vm_check, frames_that_nobody_wrote_to_are_handed_out)
{
	cr_assert_str_eq(host_panic_of(take_all_frames), "it came back");
}

/* The next frame is handed out, and the panic names it. */
static void write_to_free_frame(phys_t frame, uint32_t offset)
{
	char words[80];
	const char *panic;

	*(uint8_t *)((char *)physmem(frame) + offset) ^= 1;
	snprintf(words, sizeof(words), "free frame 0x%x was written to", frame);
	panic = host_panic_of(take_all_frames);
	cr_assert(strstr(panic, words), "said: %s", panic);
}

Test(vm_check, a_write_to_a_freed_frame)
{
	phys_t frame = frame_alloc();

	frame_release(frame);
	cr_assert(poison_intact(physmem(frame), CLICK_SIZE, POISON_FREED));
	write_to_free_frame(frame, CLICK_SIZE - 1);
}

Test(vm_check, a_write_to_a_frame_that_nobody_ever_had)
{
	phys_t frame = HOST_MEMORY + (FRAMES - 1) * CLICK_SIZE;

	cr_assert(poison_intact(physmem(frame), 64, POISON_FRESH));
	write_to_free_frame(frame, 5);
}

Test(vm_check, a_fresh_page_shows_none_of_it)
{
	const uint32_t *words = physmem(PTE_ADDRESS(*entry(0)));

	for (uint32_t i = 0; i < CLICK_SIZE / 4; i++)
		cr_assert_eq(words[i], 0);
}
