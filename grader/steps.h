/*
 * steps.h: what the scenarios of the kernel as a whole have in common.
 *
 * Their programs prove many small things, each in a step of its own. A table
 * says what each step must have observed, and so is the list of what is tested;
 * a table is one check, and a lost point names the first step that differs.
 */
#pragma once

#include <faultline/errors.h>
#include "grader/scenario.h"

struct step {
	uint32_t number;
	int32_t value;
	const char *what;
};

/* One point, if program proves the value of every step. */
void steps_check_table(struct grading *g, const struct run *run,
		       const char *program, const struct hint *hint,
		       const struct step *steps, size_t count);

#define steps_check(g, run, program, hint, steps)         \
	steps_check_table(g, run, program, hint, (steps), \
			  sizeof(steps) / sizeof((steps)[0]))

/* Did the program, whose step 1 is its last breath, die of that signal? */
bool steps_killed(const struct run *run, const char *program,
		  const char *signal);

/* Has it ended by itself? */
bool steps_exited(const struct run *run, const char *program);

/* What the machine was like at that look; all zeroes if there was none. */
struct stop steps_look(const struct run *run, uint32_t step);

/* The address of what the stopped program showed in EBX, as a linear one. */
static inline uint32_t steps_linear(const struct stop *stop)
{
	return stop->ebx + 0x08000000u;
}
