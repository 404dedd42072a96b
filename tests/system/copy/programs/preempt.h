/*
 * preempt.h: the memory of preempt_caller, preempt_breaker and preempt_victim.
 */
#pragma once

#include "grader/kit/agent.h"
#include "grader/kit/peer.h"

#define BYTES 0x200000u /* copying them takes 53 ticks, or 7 longer ones */
#define WORDS (BYTES / 4)
#define SOON 3     /* ticks, after which a copy is under way */
#define STOPPED 20 /* ticks for which the caller is stopped */

/* What the breaker does soon, while the caller copies. */
enum turn {
	TURN_REVOKE = 1, /* the grant that the caller copies from */
	TURN_STOP,       /* the caller, after what must be refused */
	TURN_END_VICTIM, /* whom the caller copies to */
	TURN_END_CALLER,
};

/* Where each has its BYTES, at the same address in all of them. */
#define AREA 0xa0000000u

static inline void area_make(uint32_t first)
{
	vm_mmap((void *)AREA, BYTES, PROT_READ | PROT_WRITE,
		MAP_FIXED | MAP_PREALLOC);
	for (uint32_t i = 0; i < WORDS; i++)
		poke((uint8_t *)AREA + 4 * i, first + i);
}
