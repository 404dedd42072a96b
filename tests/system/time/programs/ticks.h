/*
 * ticks.h: counting the clock's ticks that are lost in a call.
 */
#pragma once

#include "grader/kit/bench.h"

#define TICKS 50
#define MOST 9 /* ticks within 100,000 instructions */

static uint32_t tick; /* instructions */

static uint32_t uptime(void)
{
	struct msg_times times;

	sys_times(SELF, &times);
	return times.uptime;
}

/* The time of the next tick: then there is a gap between two looks. */
static uint32_t tick_await(void)
{
	uint32_t last = instructions(), now = instructions();
	uint32_t usual = now - last;

	do {
		last = now;
		now = instructions();
	} while (now - last < usual + 40);
	return last;
}

static void tick_measure(void)
{
	uint32_t start = tick_await(), last = start;

	for (int i = 0; i < TICKS; i++)
		last = tick_await();
	tick = (last - start) / TICKS;
}

/*
 * How many ticks were lost while the call did its work? A tick that may have
 * come just when it ended is not counted: a tick's length is not quite known.
 */
static uint32_t lost(void (*call)(void))
{
	uint32_t start = tick_await(), ticks = uptime(), passed;

	call();
	passed = (instructions() - start - tick / 8) / tick;
	ticks = uptime() - ticks;
	return passed > ticks ? passed - ticks : 0;
}
