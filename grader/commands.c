/*
 * commands.c: what the debugger is told to do in a run.
 *
 * Bochs takes the commands from a file, one after another; each "s" runs to the
 * next break, or for as many instructions as it may take, and so the limits are
 * the same on every machine. The first break is at the kernel's entry, before
 * which GRUB runs; the others are looks, which programs ask for.
 *
 * Loads of CR3 are counted by breakpoints at the instructions that do it. They
 * are set at the first look, for there are many loads before it; and they are
 * taken away after MAX_LOADS stops, so that a kernel which loads CR3 all the
 * time still gets to its end.
 */
#include "grader/commands.h"
#include <stdlib.h>
#include "grader/cr3.h"
#include "grader/paths.h"

#define BOOT_LIMIT 60000000u    /* instructions to the kernel's first */
#define DEFAULT_LIMIT 20000000u /* from there to a look, or the end */
#define MAX_LOADS 500
#define ANSWER_BYTES 3000u /* of the debugger, at each of them */
#define LOAD_LIMIT 100000u /* instructions between two loads */

/* Bochs has so many breakpoints of each kind. */
#define LINEAR_BREAKPOINTS 16
#define PHYSICAL_BREAKPOINTS 16

uint32_t commands_limit(const struct scenario *s)
{
	uint64_t limit = s->limit ? s->limit : DEFAULT_LIMIT;

	limit *= graded_pace();
	return limit < UINT32_MAX ? (uint32_t)limit : UINT32_MAX;
}

uint32_t commands_answers(const struct scenario *s)
{
	return s->count_loads ? MAX_LOADS * ANSWER_BYTES : 0;
}

static void ask(FILE *rc, const struct scenario *s)
{
	int walks = 0;

	while (walks < MAX_WALKS && s->walks[walks])
		walks++;
	debugger_ask(rc, s->walks, walks);
}

static void count_loads(FILE *rc, const char *kernel)
{
	struct cr3_loads loads = cr3_loads_find(kernel);

	/* The kernel is where it was loaded: linear and physical are one. */
	for (int i = 0; i < loads.count; i++)
		fprintf(rc, "%s 0x%08x\n", i < LINEAR_BREAKPOINTS ? "lb" : "pb",
			loads.at[i]);
	for (int i = 0; i < MAX_LOADS; i++)
		fprintf(rc, "s %u\nr\nsreg\ncreg\n", LOAD_LIMIT);
	for (int i = 1; i <= loads.count; i++)
		fprintf(rc, "d %d\n", i);
	free(loads.at);
}

bool commands_countable(const struct scenario *s, const char *kernel, char *why,
			size_t size)
{
	const int most = LINEAR_BREAKPOINTS + PHYSICAL_BREAKPOINTS;
	struct cr3_loads loads = {NULL, 0};

	if (s->count_loads)
		loads = cr3_loads_find(kernel);
	free(loads.at);
	snprintf(why, size,
		 "the kernel has %d instructions that load CR3, and the "
		 "debugger can count loads at %d of them: let one function "
		 "load CR3, and all others call it",
		 loads.count, most);
	return loads.count <= most;
}

bool commands_write(const struct scenario *s, const char *kernel,
		    const char *path)
{
	FILE *rc = fopen(path, "w");

	if (!rc)
		return false;
	fprintf(rc, "s %u\n", BOOT_LIMIT * graded_pace());
	for (int i = 0; i <= s->looks; i++) {
		fprintf(rc, "s %u\n", commands_limit(s));
		ask(rc, s);
		if (i == 0 && s->count_loads)
			count_loads(rc, kernel);
	}
	fprintf(rc, "q\n");
	return fclose(rc) == 0;
}
