/*
 * bench.h: how the benchmark counts.
 *
 * The time stamp counter counts instructions here, exactly, and the kernel
 * counts loads of CR3. What is measured is repeated, and the least is taken,
 * after the cost of measuring is taken off; what an interrupt of the clock
 * costs is known, and taken off where one came in between.
 */
#pragma once

#include "grader/kit/scenario.h"

/* What bench orders of bench_peer. */
enum bench_order {
	BENCH_ECHO,  /* answer */
	BENCH_COW,   /* map page words[0] of my grant, copy on write */
	BENCH_WRITE, /* write to your copy of it */
};

#define BENCH_BYTES (1024u * 1024u) /* of each peer's memory */

static inline uint32_t instructions(void)
{
	uint32_t low, high;

	asm volatile("rdtsc" : "=a"(low), "=d"(high) : : "memory");
	return low;
}
