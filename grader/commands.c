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
#include "grader/cr3.h"
#include "grader/paths.h"

#define BOOT_LIMIT 60000000u    /* instructions to the kernel's first */
#define DEFAULT_LIMIT 20000000u /* from there to a look, or the end */
#define MAX_LOADS 100
#define LOAD_LIMIT 300000u /* instructions between two loads */

uint32_t commands_limit(const struct scenario *s)
{
	uint64_t limit = s->limit ? s->limit : DEFAULT_LIMIT;

	limit *= graded_pace();
	return limit < UINT32_MAX ? (uint32_t)limit : UINT32_MAX;
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
	uint32_t at[MAX_CR3_LOADS];
	int places = cr3_loads_find(kernel, at, MAX_CR3_LOADS);

	for (int i = 0; i < places; i++)
		fprintf(rc, "lb 0x%08x\n", at[i]);
	for (int i = 0; i < MAX_LOADS; i++)
		fprintf(rc, "s %u\nr\nsreg\ncreg\n", LOAD_LIMIT);
	for (int i = 1; i <= places; i++)
		fprintf(rc, "d %d\n", i);
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
