/*
 * ticks.c: alarms where 32 bits of ticks wrap, on a kernel that lets a program
 * set them (tests/broken/broken.c). In a machine that is left alone that takes
 * 497 days.
 */
#include "grader/steps.h"

static const struct hint wrap = {
	"an alarm rings in time, wherever the ticks are",
	"ticks were compared as if their lower 32 bits were all",
	"kernel/clock.c"};

static const struct step steps[] = {
	{1, 10, "ticks until an alarm before the wrap rings"},
	{2, 0, "when an alarm at the wrap rings"},
	{3, 0, "what a long alarm had left across the wrap, too much"},
	{4, 7, "ticks until an alarm after the wrap rings"},
};

static void check_ticks(struct grading *g, const struct run *run)
{
	steps_check(g, run, "ticks", &wrap, steps);
}

SCENARIO(broken, ticks_wrap, .title = "alarms where 32 bits of ticks wrap",
	 .modules = {"ticks"}, .services = "ticks", .traces = "none",
	 .points = 1, .check = check_ticks)
