/*
 * ranges.c: the list is what was added and not removed, in whole frames, each
 * once, whatever the order and the borders are.
 */
/* links: lib/base/ranges.c */
#include <lib/base/ranges.h>
#include <criterion/criterion.h>
#include "tests/unit/vm/random.h"

static struct ranges list;

#define GB 0x40000000ull

static void expect(uint32_t i, phys_t start, uint32_t bytes)
{
	cr_assert_lt(i, list.count);
	cr_assert_eq(list.range[i].start, start, "range %u begins at 0x%x", i,
		     list.range[i].start);
	cr_assert_eq(list.range[i].bytes, bytes, "range %u has 0x%x bytes", i,
		     list.range[i].bytes);
}

Test(lib_ranges, ranges_are_sorted)
{
	ranges_add(&list, 0x300000, 0x400000);
	ranges_add(&list, 0x100000, 0x200000);
	ranges_add(&list, 0x500000, 0x600000);
	cr_assert_eq(list.count, 3);
	expect(0, 0x100000, 0x100000);
	expect(1, 0x300000, 0x100000);
	expect(2, 0x500000, 0x100000);
	cr_assert_eq(ranges_end(&list), 0x600000);
}

Test(lib_ranges, only_whole_frames_are_added)
{
	ranges_add(&list, 0x1001, 0x4fff);
	ranges_add(&list, 0x5001, 0x5fff);
	ranges_add(&list, 0x7001, 0x8000);
	cr_assert_eq(list.count, 1);
	expect(0, 0x2000, 0x2000);
}

Test(lib_ranges, a_frame_of_which_a_byte_is_used_is_removed)
{
	ranges_add(&list, 0x1000, 0x9000);
	ranges_remove(&list, 0x2fff, 0x4001);
	ranges_remove(&list, 0x8fff, 0x9000);
	cr_assert_eq(list.count, 2);
	expect(0, 0x1000, 0x1000);
	expect(1, 0x5000, 0x3000);
}

Test(lib_ranges, memory_that_is_told_twice_counts_once)
{
	ranges_add(&list, 0x1000, 0x5000);
	ranges_add(&list, 0x3000, 0x8000);
	ranges_add(&list, 0x2000, 0x3000);
	cr_assert_eq(ranges_bytes(&list, 0, PHYS_TOP), 0x7000);
}

Test(lib_ranges, what_lies_above_the_top_is_not_used)
{
	ranges_add(&list, 0x100000, 3 * GB);
	ranges_add(&list, PHYS_TOP - 0x2000, 4 * GB);
	ranges_add(&list, 4 * GB, 5 * GB);
	expect(0, 0x100000, (uint32_t)(3 * GB) - 0x100000);
	expect(1, PHYS_TOP - 0x2000, 0x2000);
	cr_assert_eq(list.count, 2);
	cr_assert_eq(ranges_end(&list), PHYS_TOP);
}

Test(lib_ranges, what_is_reserved_above_the_top_takes_nothing)
{
	ranges_add(&list, 0x100000, 3 * GB);
	ranges_remove(&list, 0xfffc0000, 4 * GB);
	ranges_remove(&list, 8 * GB, 9 * GB);
	expect(0, 0x100000, (uint32_t)(3 * GB) - 0x100000);
}

Test(lib_ranges, the_lowest_piece_that_is_large_enough_is_taken)
{
	ranges_add(&list, 0x1000, 0x3000);
	ranges_add(&list, 0x5000, 0x9000);
	cr_assert_eq(ranges_take(&list, 0x3000, 0, PHYS_TOP), 0x5000);
	cr_assert_eq(ranges_take(&list, 0x2000, 0, PHYS_TOP), 0x1000);
	cr_assert_eq(ranges_take(&list, 0x2000, 0, PHYS_TOP), 0);
	expect(0, 0x8000, 0x1000);
}

Test(lib_ranges, what_is_taken_lies_where_it_is_wanted)
{
	ranges_add(&list, 0x1000, 0x9000);
	cr_assert_eq(ranges_take(&list, 0x2000, 0x4000, 0x5000), 0);
	cr_assert_eq(ranges_take(&list, 0x2000, 0x4000, 0x6000), 0x4000);
	expect(0, 0x1000, 0x3000);
	expect(1, 0x6000, 0x3000);
	cr_assert_eq(ranges_bytes(&list, 0x2000, 0x7000), 0x2000 + 0x1000);
}

/* The frames that begin before it end after it: of neither it holds all. */
Test(lib_ranges, less_than_a_frame_adds_nothing_and_changes_nothing)
{
	ranges_add(&list, 0x1000, 0x5000);
	ranges_add(&list, 0x2800, 0x2900);
	ranges_add(&list, 0x3800, 0x3800);
	ranges_add(&list, 0x4000, 0x4000);
	cr_assert_eq(list.count, 1);
	expect(0, 0x1000, 0x4000);
}

Test(lib_ranges, nothing_takes_nothing)
{
	ranges_add(&list, 0x1000, 0x5000);
	ranges_remove(&list, 0x2000, 0x2000);
	ranges_remove(&list, 0x2800, 0x2800);
	cr_assert_eq(list.count, 1);
	expect(0, 0x1000, 0x4000);
}

/* Of a list that is full, memory is lost, and none is invented. */
Test(lib_ranges, too_many_pieces_are_not_used)
{
	ranges_add(&list, 0x100000, 0x100000 + 4 * NR_MEM_RANGES * CLICK_SIZE);
	for (uint32_t i = 0; i < 2 * NR_MEM_RANGES; i++)
		ranges_remove(&list, 0x100000 + i * 2 * CLICK_SIZE,
			      0x100000 + (i * 2 + 1) * CLICK_SIZE);
	cr_assert_leq(list.count, NR_MEM_RANGES);
	for (uint32_t i = 0; i < list.count; i++)
		cr_assert(list.range[i].start % (2 * CLICK_SIZE) != 0 ||
			  list.range[i].start >=
				  0x100000 + 4 * NR_MEM_RANGES * CLICK_SIZE);
}

/* Pieces of one frame, but for two; and each of them is cut once more. */
Test(lib_ranges, of_a_full_list_the_smallest_pieces_are_left_out)
{
	const uint64_t low = 0x10000000, large = 0x20000000;

	ranges_add(&list, low, low + 0x100000);
	for (uint32_t i = 0; i < NR_MEM_RANGES; i++)
		ranges_add(&list, 0x100000 + i * 2 * CLICK_SIZE,
			   0x100000 + (i * 2 + 1) * CLICK_SIZE);
	ranges_add(&list, large, large + 0x200000);
	ranges_remove(&list, low + 0x80000, low + 0x81000);
	ranges_remove(&list, large + 0x80000, large + 0x81000);
	cr_assert_eq(list.count, NR_MEM_RANGES);
	cr_assert_eq(ranges_bytes(&list, low, PHYS_TOP), 0x300000 - 0x2000);
	for (uint32_t i = 1; i < list.count; i++)
		cr_assert_geq(list.range[i].start,
			      list.range[i - 1].start +
				      list.range[i - 1].bytes);
}

/* 64 frames, steps at random, against one truth for each frame. */
Test(lib_ranges, frames_are_what_the_model_says)
{
	uint64_t seed = 1968;
	bool is_free[64] = {false};

	for (int step = 0; step < 5000; step++) {
		uint32_t first = random_below(&seed, 64);
		uint32_t end = first + random_below(&seed, 65 - first);
		bool add = random_below(&seed, 2);

		(add ? ranges_add : ranges_remove)(&list, first * CLICK_SIZE,
						   end * CLICK_SIZE);
		for (uint32_t i = first; i < end; i++)
			is_free[i] = add;
		for (uint32_t i = 0; i < 64; i++)
			cr_assert_eq(ranges_bytes(&list, i * CLICK_SIZE,
						  (i + 1) * CLICK_SIZE),
				     is_free[i] ? CLICK_SIZE : 0);
	}
}
