/*
 * memory.c: the list of free memory is what was added and not removed,
 * in whole frames, each once, whatever the order and the borders are.
 */
/* links: tests/unit/fakes/arch.c kernel/arch/x86/segments.c */
/* links: kernel/{boot,elf,memory,trace}.c */
/* links: kernel/{proc,priv,sched,ipc,async,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock}.c */
#include "kernel/memory.h"
#include <criterion/criterion.h>
#include "tests/unit/vm/random.h"

#define GB 0x40000000ull

static void expect(uint32_t i, phys_t start, uint32_t bytes)
{
	cr_assert_lt(i, boot_memory_count);
	cr_assert_eq(boot_memory[i].start, start, "range %u begins at 0x%x", i,
		     boot_memory[i].start);
	cr_assert_eq(boot_memory[i].bytes, bytes, "range %u has 0x%x bytes", i,
		     boot_memory[i].bytes);
}

Test(kernel_memory, ranges_are_sorted)
{
	memory_add(0x300000, 0x400000);
	memory_add(0x100000, 0x200000);
	memory_add(0x500000, 0x600000);
	cr_assert_eq(boot_memory_count, 3);
	expect(0, 0x100000, 0x100000);
	expect(1, 0x300000, 0x100000);
	expect(2, 0x500000, 0x100000);
	cr_assert_eq(boot_memory_top, 0x600000);
}

Test(kernel_memory, only_whole_frames_are_added)
{
	memory_add(0x1001, 0x4fff);
	memory_add(0x5001, 0x5fff);
	memory_add(0x7001, 0x8000);
	cr_assert_eq(boot_memory_count, 1);
	expect(0, 0x2000, 0x2000);
	cr_assert_eq(memory_seen, 0x3ffe + 0xffe + 0xfff);
	cr_assert_eq(memory_used, 0x2000);
}

Test(kernel_memory, a_frame_of_which_a_byte_is_used_is_removed)
{
	memory_add(0x1000, 0x9000);
	memory_remove(0x2fff, 0x4001);
	memory_remove(0x8fff, 0x9000);
	cr_assert_eq(boot_memory_count, 2);
	expect(0, 0x1000, 0x1000);
	expect(1, 0x5000, 0x3000);
}

Test(kernel_memory, memory_that_is_told_twice_counts_once)
{
	memory_add(0x1000, 0x5000);
	memory_add(0x3000, 0x8000);
	memory_add(0x2000, 0x3000);
	cr_assert_eq(memory_free(0, PHYS_TOP), 0x7000);
	cr_assert_eq(memory_used, 0x7000);
}

Test(kernel_memory, what_lies_above_the_top_is_told_and_not_used)
{
	memory_add(0x100000, 3 * GB);
	memory_add(PHYS_TOP - 0x2000, 4 * GB);
	memory_add(4 * GB, 5 * GB);
	expect(0, 0x100000, (uint32_t)(3 * GB) - 0x100000);
	expect(1, PHYS_TOP - 0x2000, 0x2000);
	cr_assert_eq(boot_memory_count, 2);
	cr_assert_eq(boot_memory_top, PHYS_TOP);
	cr_assert_eq(memory_used, 3 * GB - 0x100000 + 0x2000);
	cr_assert_eq(memory_seen - memory_used, 5 * GB - PHYS_TOP);
}

Test(kernel_memory, what_is_reserved_above_the_top_takes_nothing)
{
	memory_add(0x100000, 3 * GB);
	memory_remove(0xfffc0000, 4 * GB);
	memory_remove(8 * GB, 9 * GB);
	expect(0, 0x100000, (uint32_t)(3 * GB) - 0x100000);
}

Test(kernel_memory, the_lowest_piece_that_is_large_enough_is_taken)
{
	memory_add(0x1000, 0x3000);
	memory_add(0x5000, 0x9000);
	cr_assert_eq(memory_take(0x3000, 0, PHYS_TOP), 0x5000);
	cr_assert_eq(memory_take(0x2000, 0, PHYS_TOP), 0x1000);
	cr_assert_eq(memory_take(0x2000, 0, PHYS_TOP), 0);
	expect(0, 0x8000, 0x1000);
}

Test(kernel_memory, what_is_taken_lies_where_it_is_wanted)
{
	memory_add(0x1000, 0x9000);
	cr_assert_eq(memory_take(0x2000, 0x4000, 0x5000), 0);
	cr_assert_eq(memory_take(0x2000, 0x4000, 0x6000), 0x4000);
	expect(0, 0x1000, 0x3000);
	expect(1, 0x6000, 0x3000);
	cr_assert_eq(memory_free(0x2000, 0x7000), 0x2000 + 0x1000);
}

/* Of a list that is full, memory is lost, and none is invented. */
Test(kernel_memory, too_many_pieces_are_not_used)
{
	memory_add(0x100000, 0x100000 + 4 * NR_MEM_RANGES * CLICK_SIZE);
	for (uint32_t i = 0; i < 2 * NR_MEM_RANGES; i++)
		memory_remove(0x100000 + i * 2 * CLICK_SIZE,
			      0x100000 + (i * 2 + 1) * CLICK_SIZE);
	cr_assert_leq(boot_memory_count, NR_MEM_RANGES);
	for (uint32_t i = 0; i < boot_memory_count; i++)
		cr_assert(boot_memory[i].start % (2 * CLICK_SIZE) != 0 ||
			  boot_memory[i].start >=
				  0x100000 + 4 * NR_MEM_RANGES * CLICK_SIZE);
}

/* 64 frames, steps at random, against one truth for each frame. */
Test(kernel_memory, frames_are_what_the_model_says)
{
	uint64_t seed = 1968;
	bool is_free[64] = {false};

	for (int step = 0; step < 5000; step++) {
		uint32_t first = random_below(&seed, 64);
		uint32_t end = first + random_below(&seed, 65 - first);
		bool add = random_below(&seed, 2);

		(add ? memory_add : memory_remove)(first * CLICK_SIZE,
						   end * CLICK_SIZE);
		for (uint32_t i = first; i < end; i++)
			is_free[i] = add;
		for (uint32_t i = 0; i < 64; i++)
			cr_assert_eq(memory_free(i * CLICK_SIZE,
						 (i + 1) * CLICK_SIZE),
				     is_free[i] ? CLICK_SIZE : 0);
	}
}
