/*
 * lab3.h: what the scenarios of lab 3 have in common.
 *
 * The programs say in their opening comments what they prove in which step.
 */
#pragma once

#include <x86/register.h>
#include "grader/scenario.h"

#define KERNEL 0x00100000u /* a page of the kernel */
#define MAPPED 0x88000000u /* linear: where a program's first mmap is */
#define PAGE 0x1000u
#define EFAULT_VALUE ((uint32_t)-14)
#define EINVAL_VALUE ((uint32_t)-22)

/* What the machine was like at that look; all zeroes if there was none. */
static inline struct stop look_at(const struct run *run, uint32_t step)
{
	const struct stop *stop = run_look(run, step);

	return stop ? *stop : (struct stop){0};
}

static inline uint64_t tick_of(const struct log_line *line)
{
	return line ? line->tick : 0;
}

/* Is cr3 what VM has announced as who's directory? */
static inline bool run_has_cr3(const struct run *run, const char *who,
			       uint32_t cr3)
{
	const struct log_line *line =
		run_line(run, "vmctl.setaddrspace", "who", who);

	return line && cr3 != 0 && log_number(line->text, "cr3", 0) == cr3;
}
