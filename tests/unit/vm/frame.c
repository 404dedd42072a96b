/*
 * frame.c: the frame table gives every frame to one user at a time, counts
 * its users, and loses none.
 */
/* links: lib/base/ranges.c */
/* links: tests/unit/vm/{host,host_frames}.c servers/vm/frame.c */
#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>
#include "servers/vm/frame.h"
#include "tests/unit/vm/host.h"
#include "tests/unit/vm/random.h"

#define FIRST 0x00800000u
#define COUNT 64u

static phys_t nth(uint32_t n)
{
	return FIRST + n * CLICK_SIZE;
}

/* COUNT free frames from FIRST. */
static void pool_init(void)
{
	host_frames(FIRST, COUNT);
}

TestSuite(vm_frame, .init = pool_init);

Test(vm_frame, starts_with_all_free)
{
	cr_assert_eq(frame_count_total(), COUNT);
	cr_assert_eq(frame_count_free(), COUNT);
	frame_check();
}

Test(vm_frame, gives_each_frame_once)
{
	bool given[COUNT] = {false};

	for (uint32_t i = 0; i < COUNT; i++) {
		phys_t frame = frame_alloc();
		uint32_t n = (frame - FIRST) / CLICK_SIZE;

		cr_assert_lt(n, COUNT);
		cr_assert(!given[n]);
		given[n] = true;
		cr_assert_eq(frame_refs(frame), 1);
		frame_check();
	}
}

Test(vm_frame, says_when_there_are_none)
{
	for (uint32_t i = 0; i < COUNT; i++)
		frame_alloc();
	cr_assert_eq(frame_alloc(), FRAME_NONE);
	cr_assert_eq(frame_alloc(), FRAME_NONE);
	frame_release(nth(7));
	cr_assert_eq(frame_alloc(), nth(7));
	cr_assert_eq(frame_alloc(), FRAME_NONE);
	frame_check();
}

Test(vm_frame, stays_in_use_until_the_last_release)
{
	phys_t frame = frame_alloc();

	frame_retain(frame);
	frame_retain(frame);
	frame_release(frame);
	frame_release(frame);
	cr_assert_eq(frame_refs(frame), 1);
	cr_assert_eq(frame_count_free(), COUNT - 1);
	frame_release(frame);
	cr_assert_eq(frame_count_free(), COUNT);
	frame_check();
}

Test(vm_frame, counts_more_sharers_than_there_are_processes)
{
	phys_t frame = frame_alloc();

	for (uint32_t i = 0; i < 100000; i++)
		frame_retain(frame);
	cr_assert_eq(frame_refs(frame), 100001);
	for (uint32_t i = 0; i < 100000; i++)
		frame_release(frame);
	cr_assert_eq(frame_refs(frame), 1);
	frame_check();
}

Test(vm_frame, the_mark_of_sharing_goes_with_the_sharing)
{
	phys_t frame = frame_alloc();

	cr_assert(!frame_is_shared(frame));
	frame_retain(frame);
	frame_share(frame);
	cr_assert(frame_is_shared(frame));
	frame_release(frame);
	cr_assert(!frame_is_shared(frame));
	frame_retain(frame);
	cr_assert(!frame_is_shared(frame));
	frame_check();
}

Test(vm_frame, adopts_a_frame_that_is_in_use_already)
{
	phys_t frame = nth(COUNT);

	frame_adopt(frame);
	cr_assert_eq(frame_count_total(), COUNT + 1);
	cr_assert_eq(frame_count_free(), COUNT);
	frame_release(frame);
	cr_assert_eq(frame_count_free(), COUNT + 1);
	cr_assert_eq(frame_alloc(), frame);
	frame_check();
}

Test(vm_frame, releasing_a_free_frame_panics, .signal = SIGABRT)
{
	phys_t frame = frame_alloc();

	frame_release(frame);
	frame_release(frame);
}

Test(vm_frame, a_reserved_frame_is_not_to_be_had, .signal = SIGABRT)
{
	frame_retain(nth(COUNT));
}

Test(vm_frame, a_frame_that_was_never_given_out_is_nobody_s, .signal = SIGABRT)
{
	frame_retain(nth(0));
}

/* Three ranges with gaps, from frame 1 on; 36 frames. */
static void three_ranges(void)
{
	const struct ranges memory = {
		3,
		{{0x01000, 0x04000}, {0x10000, 0x10000}, {0x30000, 0x10000}}};

	memset(frames, 0xa5, 0x40 * sizeof(frames[0]));
	frame_init(0x40, &memory);
}

static bool in_ranges(phys_t phys)
{
	return (phys >= 0x1000 && phys < 0x5000) ||
	       (phys >= 0x10000 && phys < 0x20000) ||
	       (phys >= 0x30000 && phys < 0x40000);
}

Test(vm_frame, frames_of_all_ranges_are_given_and_no_others)
{
	bool given[0x40] = {false};

	three_ranges();
	cr_assert_eq(frame_count_free(), 36);
	for (int i = 0; i < 36; i++) {
		phys_t frame = frame_alloc();

		cr_assert(in_ranges(frame));
		cr_assert(!given[frame >> CLICK_SHIFT]);
		given[frame >> CLICK_SHIFT] = true;
		cr_assert_eq(frame_count_free(), 35 - (uint32_t)i);
		frame_check();
	}
	cr_assert_eq(frame_alloc(), FRAME_NONE);
	cr_assert_eq(frame_count_total(), 36);
}

Test(vm_frame, gaps_between_ranges_are_reserved)
{
	three_ranges();
	frame_adopt(0x5000);
	frame_add(0x2f000);
	cr_assert_eq(frame_count_total(), 38);
	cr_assert_eq(frame_count_free(), 37);
	cr_assert_eq(frame_alloc(), 0x2f000);
	frame_check();
}

Test(vm_frame, the_last_range_is_used_first_and_what_was_freed_before_all)
{
	three_ranges();
	cr_assert_eq(frame_alloc(), 0x30000);
	cr_assert_eq(frame_alloc(), 0x31000);
	frame_release(0x30000);
	cr_assert_eq(frame_alloc(), 0x30000);
	cr_assert_eq(frame_alloc(), 0x32000);
}

Test(vm_frame, adding_a_frame_twice_panics, .signal = SIGABRT)
{
	frame_add(nth(0));
}

Test(vm_frame, a_frame_beyond_the_table_panics, .signal = SIGABRT)
{
	frame_add(nth(COUNT + 2));
}

static bool is_fresh(phys_t phys)
{
	return frame_touched(phys >> CLICK_SHIFT) != phys >> CLICK_SHIFT;
}

/* 20,000 random steps against a model: one number for each frame. */
Test(vm_frame, conserves_frames)
{
	uint64_t seed = 2010;
	uint32_t refs[COUNT] = {0};
	uint32_t in_use = 0;

	for (int step = 0; step < 20000; step++) {
		uint32_t n = random_below(&seed, COUNT);
		uint32_t what = random_below(&seed, 5);

		if (what == 0) {
			phys_t frame = frame_alloc();

			cr_assert_eq(frame == FRAME_NONE, in_use == COUNT);
			if (frame == FRAME_NONE)
				continue;
			n = (frame - FIRST) / CLICK_SIZE;
			cr_assert_eq(refs[n], 0);
			refs[n] = 1;
			in_use++;
		} else if (what == 1 && refs[n] > 0) {
			frame_retain(nth(n));
			refs[n]++;
		} else if (what > 1 && refs[n] > 0) {
			frame_release(nth(n));
			in_use -= --refs[n] == 0;
		}
		if (!is_fresh(nth(n)))
			cr_assert_eq(frame_refs(nth(n)), refs[n]);
		cr_assert_eq(frame_count_free(), COUNT - in_use);
		if (step % 100 == 0)
			frame_check();
	}
	frame_check();
}
