/*
 * region.c: region lists stay sorted and disjoint, say of every address what
 * was last said of it, and give back what they took from the pool.
 */
/* links: lib/base/ranges.c tests/unit/vm/{host,host_frames}.c */
/* links: servers/vm/{frame,region,slab}.c */
#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>
#include <faultline/errors.h>
#include "servers/vm/frame.h"
#include "servers/vm/physmem.h"
#include "servers/vm/region.h"
#include "servers/vm/slab.h"
#include "tests/unit/vm/host.h"
#include "tests/unit/vm/random.h"

#define BASE 0x08000000u
#define PAGES 256u
#define FRAMES 64u /* regions are cut from these */

static struct region_list list;

static lin_t page(uint32_t n)
{
	return BASE + n * CLICK_SIZE;
}

static int add(uint32_t first, uint32_t end, uint32_t flags)
{
	return region_add(&list, page(first), page(end), flags);
}

static int cut(uint32_t first, uint32_t end)
{
	return region_remove(&list, page(first), page(end));
}

static void list_init(void)
{
	host_memory(FRAMES * CLICK_SIZE);
	host_frames(HOST_MEMORY, FRAMES);
	region_init();
	list = (struct region_list){0};
}

TestSuite(vm_region, .init = list_init);

Test(vm_region, holds_its_first_address_and_not_its_end)
{
	cr_assert_eq(add(10, 12, REGION_WRITABLE), OK);
	cr_assert_null(region_find(&list, page(10) - 1));
	cr_assert_not_null(region_find(&list, page(10)));
	cr_assert_not_null(region_find(&list, page(12) - 1));
	cr_assert_null(region_find(&list, page(12)));
}

Test(vm_region, keeps_order_whatever_the_order_of_adding)
{
	cr_assert_eq(add(30, 40, 0), OK);
	cr_assert_eq(add(10, 20, 0), OK);
	cr_assert_eq(add(50, 60, 0), OK);
	cr_assert_eq(add(22, 28, 0), OK);
	cr_assert_eq(list.count, 4);
	region_check(&list);
}

Test(vm_region, refuses_to_overlap)
{
	cr_assert_eq(add(10, 20, 0), OK);
	cr_assert_eq(add(9, 11, 0), -ENOMEM);
	cr_assert_eq(add(19, 21, 0), -ENOMEM);
	cr_assert_eq(add(12, 13, 0), -ENOMEM);
	cr_assert_eq(add(5, 30, 0), -ENOMEM);
	cr_assert_eq(add(10, 20, 0), -ENOMEM);
	cr_assert_eq(list.count, 1);
	region_check(&list);
}

Test(vm_region, joins_neighbours_of_one_kind_only)
{
	cr_assert_eq(add(10, 20, REGION_WRITABLE), OK);
	cr_assert_eq(add(20, 30, REGION_WRITABLE), OK);
	cr_assert_eq(list.count, 1);
	cr_assert_eq(add(30, 40, 0), OK);
	cr_assert_eq(list.count, 2);
	cr_assert_eq(add(0, 5, REGION_WRITABLE), OK);
	cr_assert_eq(add(5, 10, REGION_WRITABLE), OK);
	cr_assert_eq(list.count, 2);
	cr_assert_eq(list.first->start, page(0));
	cr_assert_eq(list.first->end, page(30));
	region_check(&list);
}

Test(vm_region, covers_across_borders_but_not_across_holes)
{
	add(10, 20, REGION_WRITABLE);
	add(20, 30, REGION_TEXT);
	add(31, 40, REGION_WRITABLE);
	cr_assert(region_covers(&list, page(10), page(30), 0));
	cr_assert(region_covers(&list, page(15), page(25), 0));
	cr_assert(region_covers(&list, page(39), page(40), 0));
	cr_assert(!region_covers(&list, page(9), page(11), 0));
	cr_assert(!region_covers(&list, page(25), page(32), 0));
	cr_assert(!region_covers(&list, page(35), page(41), 0));
	cr_assert(!region_covers(&list, page(50), page(51), 0));
}

Test(vm_region, removing_the_middle_makes_two)
{
	add(10, 20, REGION_WRITABLE);
	cr_assert_eq(cut(13, 15), OK);
	cr_assert_eq(list.count, 2);
	cr_assert_not_null(region_find(&list, page(12)));
	cr_assert_null(region_find(&list, page(13)));
	cr_assert_null(region_find(&list, page(14)));
	cr_assert_not_null(region_find(&list, page(15)));
	cr_assert_eq(region_find(&list, page(15))->flags, REGION_WRITABLE);
	region_check(&list);
}

Test(vm_region, removing_spans_regions_and_holes)
{
	add(10, 20, 0);
	add(25, 30, REGION_WRITABLE);
	add(35, 45, 0);
	cr_assert_eq(cut(15, 40), OK);
	cr_assert_eq(list.count, 2);
	cr_assert_eq(list.first->end, page(15));
	cr_assert_eq(list.first->next->start, page(40));
	cr_assert_eq(cut(0, 100), OK);
	cr_assert_null(list.first);
	cr_assert_eq(cut(0, 100), OK);
}

Test(vm_region, finds_the_lowest_hole_that_is_large_enough)
{
	lin_t low = page(10), high = page(50);

	cr_assert_eq(region_find_hole(&list, low, high, CLICK_SIZE), low);
	add(10, 12, 0);
	add(14, 20, 0);
	cr_assert_eq(region_find_hole(&list, low, high, CLICK_SIZE), page(12));
	cr_assert_eq(region_find_hole(&list, low, high, 2 * CLICK_SIZE),
		     page(12));
	cr_assert_eq(region_find_hole(&list, low, high, 3 * CLICK_SIZE),
		     page(20));
	cr_assert_eq(region_find_hole(&list, low, high, 30 * CLICK_SIZE),
		     page(20));
	cr_assert_eq(region_find_hole(&list, low, high, 31 * CLICK_SIZE), 0);
	add(20, 60, 0);
	cr_assert_eq(region_find_hole(&list, page(14), high, CLICK_SIZE), 0);
}

Test(vm_region, a_hole_at_the_end_of_memory_does_not_wrap)
{
	lin_t low = 0xffff0000u, high = 0xfffff000u;

	cr_assert_eq(region_find_hole(&list, low, high, 0xf000), low);
	cr_assert_eq(region_find_hole(&list, low, high, 0x10000), 0);
	cr_assert_eq(region_find_hole(&list, low, high, 0xfffff000u), 0);
	cr_assert_eq(region_add(&list, low, high, 0), OK);
	cr_assert_eq(region_find_hole(&list, low, high, CLICK_SIZE), 0);
}

/* As many regions as a process may have, with holes between them. */
static void list_fill(struct region_list *full)
{
	for (uint32_t i = 0; i < REGION_LIMIT; i++)
		cr_assert_eq(region_add(full, page(4 * i), page(4 * i + 3), 0),
			     OK);
	cr_assert_eq(full->count, REGION_LIMIT);
}

Test(vm_region, a_full_list_is_an_error_and_changes_nothing)
{
	struct region_list other = {0};

	list_fill(&list);
	cr_assert_eq(add(4 * REGION_LIMIT, 4 * REGION_LIMIT + 1, 0), -ENOMEM);
	cr_assert_eq(cut(1, 2), -ENOMEM);
	cr_assert_not_null(region_find(&list, page(1)));
	cr_assert_eq(region_split(&list, page(1)), -ENOMEM);
	cr_assert_eq(list.count, REGION_LIMIT);
	/* What needs no region still works, and so do other processes. */
	cr_assert_eq(cut(0, 1), OK);
	cr_assert_eq(add(3, 4, 0), OK);
	cr_assert_eq(region_add(&other, page(0), page(1), 0), OK);
	region_check(&list);
}

Test(vm_region, without_frames_there_is_no_region_and_nothing_changes)
{
	add(10, 20, 0);
	while (frame_alloc() != FRAME_NONE)
		;
	while (slab_take() != NULL)
		;
	cr_assert_eq(add(30, 31, 0), -ENOMEM);
	cr_assert_eq(cut(13, 15), -ENOMEM);
	cr_assert_eq(region_split(&list, page(13)), -ENOMEM);
	cr_assert_eq(add(20, 30, 0), OK, "it is joined");
	cr_assert_eq(list.count, 1);
	region_check(&list);
}

Test(vm_region, gives_everything_back)
{
	for (int round = 0; round < 3; round++) {
		list_fill(&list);
		cr_assert_lt(frame_count_free(), FRAMES);
		cr_assert_eq(cut(0, 4 * REGION_LIMIT), OK);
		cr_assert_null(list.first);
		cr_assert_eq(list.count, 0);
		cr_assert_eq(frame_count_free(), FRAMES);
	}
}

Test(vm_region, a_region_that_joins_another_is_given_back)
{
	for (uint32_t round = 0; round < 100; round++) {
		cr_assert_eq(add(0, 1, 0), OK);
		cr_assert_eq(add(2, 3, 0), OK);
		cr_assert_eq(add(1, 2, 0), OK);
		cr_assert_eq(list.count, 1);
		cr_assert_eq(cut(0, 3), OK);
		cr_assert_eq(frame_count_free(), FRAMES);
	}
}

/* Lists of many processes, of all lengths, made and unmade in turns. */
Test(vm_region, cells_of_many_lists_are_cut_from_few_frames)
{
	static struct region_list lists[50];
	const uint32_t a_frame = CLICK_SIZE / SLAB_CELL - 1;

	for (uint32_t i = 0; i < 10 * a_frame; i++)
		region_add(&lists[i % 50], page(2 * i), page(2 * i + 1), 0);
	cr_assert_eq(FRAMES - frame_count_free(), 10);
	for (uint32_t n = 0; n < 25; n++) /* half of each frame's cells */
		region_remove(&lists[n], page(0), page(20 * a_frame));
	for (uint32_t i = 0; i < 5 * a_frame; i++)
		region_add(&lists[0], page(2 * i), page(2 * i + 1), 0);
	cr_assert_eq(FRAMES - frame_count_free(), 10, "the holes are filled");
	for (uint32_t n = 0; n < 50; n++)
		region_remove(&lists[n], page(0), page(20 * a_frame));
	cr_assert_eq(frame_count_free(), FRAMES);
}

/* --- mappings ------------------------------------------------------------ */

static const struct grant_path by_one = {1, {{7, 3}}};
static const struct grant_path by_two = {2, {{8, 4}, {7, 3}}};

Test(vm_region, an_inserted_region_is_alone_until_the_list_is_tidy)
{
	add(10, 12, 0);
	cr_assert_eq(region_insert(&list, page(12), page(14), 0), OK);
	cr_assert_eq(list.count, 2);
	cr_assert_eq(cut(12, 14), OK);
	cr_assert_eq(region_insert(&list, page(12), page(14), 0), OK);
	cr_assert_eq(region_insert(&list, page(13), page(15), 0), -ENOMEM);
	region_tidy(&list);
	cr_assert_eq(list.count, 1);
	region_check(&list);
}

Test(vm_region, a_mapping_is_joined_with_no_other_memory)
{
	struct region *r;

	add(10, 16, REGION_WRITABLE);
	cr_assert_eq(region_split(&list, page(12)), OK);
	cr_assert_eq(region_split(&list, page(14)), OK);
	cr_assert_eq(region_split(&list, page(14)), OK, "a border already");
	cr_assert_eq(region_split(&list, page(50)), OK, "nothing there");
	r = region_find(&list, page(12));
	region_show(r, 1, &by_one, true);
	region_show(r->next, 2, &by_one, true);
	region_tidy(&list);
	cr_assert_eq(list.count, 3, "two mappings");
	region_show(r->next, 1, &by_two, true);
	region_tidy(&list);
	cr_assert_eq(list.count, 3, "one mapping, by two ways");
	region_show(r->next, 1, &by_one, true);
	region_tidy(&list);
	cr_assert_eq(list.count, 2, "one mapping, by one way");
	region_check(&list);
	region_show_own(region_find(&list, page(12)));
	region_tidy(&list);
	cr_assert_eq(list.count, 1);
	region_check(&list);
}

Test(vm_region, a_mapping_to_read_withholds_the_right_to_write)
{
	struct region *r;

	add(10, 12, REGION_WRITABLE);
	r = list.first;
	region_show(r, 1, &by_one, false);
	cr_assert_eq(r->flags, REGION_WITHHELD);
	cr_assert_null(region_covers(&list, r->start, r->end, REGION_WRITABLE));
	region_show(r, 2, &by_one, true);
	cr_assert_eq(r->flags, REGION_WRITABLE);
	region_show(r, 3, &by_one, false);
	region_show_own(r);
	cr_assert_eq(r->flags, REGION_WRITABLE);
	r->flags = REGION_TEXT; /* never writable, whatever it shows */
	region_show(r, 4, &by_one, true);
	cr_assert_eq(r->flags, REGION_TEXT);
	region_show_own(r);
	cr_assert_eq(r->flags, REGION_TEXT);
}

Test(vm_region, a_mapping_is_through_each_of_its_grants_and_no_other)
{
	const struct grant_hop first = {8, 4}, last = {7, 3};
	const struct grant_hop mixed = {8, 3}, other = {7, 4};

	add(10, 12, 0);
	cr_assert(!region_is_through(list.first, &last));
	region_show(list.first, 1, &by_two, true);
	cr_assert(region_is_through(list.first, &first));
	cr_assert(region_is_through(list.first, &last));
	cr_assert(!region_is_through(list.first, &mixed));
	cr_assert(!region_is_through(list.first, &other));
}

/* --- a random workload against a model: one byte for each page ----------- */

static uint8_t model[PAGES]; /* 0: no region; else flags + 1 */

static bool model_free(uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
		if (model[i] != 0)
			return false;
	return true;
}

static uint32_t model_find_hole(uint32_t low, uint32_t high, uint32_t pages)
{
	for (; low + pages <= high; low++)
		if (model_free(low, low + pages))
			return page(low);
	return 0;
}

static void model_compare(void)
{
	for (uint32_t i = 0; i < PAGES; i++) {
		const struct region *r = region_find(&list, page(i) + 123);

		cr_assert_eq(model[i] != 0, r != NULL);
		cr_assert(r == NULL || r->flags + 1 == model[i]);
	}
}

static void random_step(uint64_t *seed)
{
	uint32_t first = random_below(seed, PAGES - 16);
	uint32_t pages = 1 + random_below(seed, 16), end = first + pages;
	uint32_t flags = random_below(seed, 2);
	int result;

	switch (random_below(seed, 3)) {
	case 0:
		result = add(first, end, flags);
		cr_assert_eq(result == OK, model_free(first, end));
		if (result == OK)
			memset(model + first, (int)flags + 1, pages);
		break;
	case 1:
		cr_assert_eq(cut(first, end), OK);
		memset(model + first, 0, pages);
		break;
	default:
		cr_assert_eq(region_find_hole(&list, page(first), page(PAGES),
					      pages * CLICK_SIZE),
			     model_find_hole(first, PAGES, pages));
	}
}

Test(vm_region, says_what_was_last_said_of_every_page)
{
	uint64_t seed = 12;

	memset(model, 0, sizeof(model));
	for (int step = 0; step < 20000; step++) {
		random_step(&seed);
		region_check(&list);
		if (step % 16 == 0)
			model_compare();
	}
	cr_assert_eq(cut(0, PAGES), OK);
	cr_assert_eq(frame_count_free(), FRAMES);
}
