/*
 * end.c: telling the ends of a run apart.
 *
 * The emulator's exit status proves nothing: switching off looks like a crash
 * to it. What counts is what the log says, whether it is complete, and where
 * the processor was.
 */
#include "grader/end.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "grader/symbol.h"

static const char *const names[] = {
	[END_DONE] = "finished",
	[END_EXERCISE] = "exercise not written",
	[END_PANIC] = "kernel panic",
	[END_IDLE] = "idle for ever",
	[END_TRIPLE] = "triple fault",
	[END_HANG] = "hang",
	[END_HALT] = "halted with interrupts off",
	[END_FLOOD] = "output flood",
	[END_OFF] = "switched off too early",
	[END_NOT_BUILT] = "did not build",
	[END_NO_EMULATOR] = "the emulator did not run",
};

const char *end_name(enum end end)
{
	return names[end];
}

static void decide(struct run *run, enum end end, const char *why, ...)
{
	va_list args;

	run->end = end;
	va_start(args, why);
	vsnprintf(run->why, sizeof(run->why), why, args);
	va_end(args);
}

static void decide_panic(struct run *run, const char *text)
{
	text += strlen("PANIC: ");
	if (strncmp(text, "exercise ", 9) == 0)
		decide(run, END_EXERCISE, "%s", text);
	else if (strncmp(text, "idle for ever", 13) == 0)
		decide(run, END_IDLE,
		       "every process waits, and nothing can wake one; the log "
		       "says who waits for what");
	else
		decide(run, END_PANIC, "%s", text);
}

static void decide_hang(struct run *run, const struct stop *last)
{
	char where[120];

	symbol_describe(last->cs, last->eip, where, sizeof(where));
	decide(run, END_HANG,
	       "the instruction limit was reached; the processor was at %s",
	       where);
}

/* PM ends the machine when the last program has ended. */
static bool programs_ended(const struct run *run)
{
	const struct scenario *s = run->scenario;
	size_t modules = 0, ended = log_count(&run->log, "pm(0): ");

	for (int i = 0; i < MAX_MODULES && s->modules[i]; i++)
		modules += strncmp(s->modules[i], "vm=", 3) != 0;
	return ended >= modules && log_count(&run->log, "end.shutdown") == 1;
}

void end_decide(struct run *run, enum bochs_end how)
{
	const struct debugger *d = &run->debugger;
	size_t panic = log_find(&run->log, 0, "PANIC: ");

	if (how == BOCHS_ABSENT || (how == BOCHS_ENDED && d->stops == 0))
		decide(run, END_NO_EMULATOR,
		       "Bochs did not start: see %s/bochs.out", run->directory);
	else if (how == BOCHS_FLOODED)
		decide(run, END_FLOOD,
		       "the kernel printed without end; the log was cut off");
	else if (d->triple_fault[0])
		decide(run, END_TRIPLE, "%s", d->triple_fault);
	else if (panic < run->log.count)
		decide_panic(run, run->log.lines[panic].text);
	else if (how == BOCHS_KILLED)
		decide(run, END_HALT,
		       "the processor did nothing any more, not even count");
	else if (!d->shut_down && d->stops > 0)
		decide_hang(run, &d->stop[d->stops - 1]);
	else if (!log_sealed(&run->log) || !programs_ended(run))
		decide(run, END_OFF,
		       "the machine was switched off before the programs had "
		       "ended");
	else
		decide(run, END_DONE, "all programs have ended");
}
