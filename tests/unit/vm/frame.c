/*
 * frame.c: the frame table gives every frame to one user at a time, counts
 * its users, and loses none.
 */
/* links: tests/unit/vm/host.c servers/vm/frame.c */
#include <criterion/criterion.h>
#include <signal.h>
#include "servers/vm/frame.h"
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
	frame_init();
	for (uint32_t i = COUNT; i > 0; i--)
		frame_add(nth(i - 1));
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

Test(vm_frame, adding_a_frame_twice_panics, .signal = SIGABRT)
{
	frame_add(nth(0));
}

Test(vm_frame, a_frame_beyond_the_table_panics, .signal = SIGABRT)
{
	frame_add(FRAME_MAX * CLICK_SIZE);
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
		cr_assert_eq(frame_refs(nth(n)), refs[n]);
		cr_assert_eq(frame_count_free(), COUNT - in_use);
		if (step % 100 == 0)
			frame_check();
	}
	frame_check();
}
