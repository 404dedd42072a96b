/*
 * commands.h: what the debugger is told to do in a run.
 */
#pragma once

#include "grader/scenario.h"

/* Instructions that a run may take from look to look, and to its end. */
uint32_t commands_limit(const struct scenario *s);

/* Bytes that the debugger may answer where loads of CR3 are counted. */
uint32_t commands_answers(const struct scenario *s);

/*
 * Can the loads of CR3 be counted that the scenario wants counted? If the
 * kernel has more places that load it than the debugger can watch, why says so.
 */
bool commands_countable(const struct scenario *s, const char *kernel, char *why,
			size_t size);

/* Write them for a scenario and that kernel to path; false: it cannot be. */
bool commands_write(const struct scenario *s, const char *kernel,
		    const char *path);
