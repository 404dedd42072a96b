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
	[END_HALT] = "halted, interrupts off",
	[END_FLOOD] = "output flood",
	[END_OFF] = "switched off too early",
	[END_UNCOUNTED] = "loads not countable",
	[END_NOT_BUILT] = "did not build",
	[END_NO_EMULATOR] = "emulator did not run",
};

const char *end_name(enum end end)
{
	return names[end];
}

static void decide(struct run *run, enum end end, uint64_t tick,
		   const char *why, ...)
{
	va_list args;

	run->end = end;
	run->end_tick = tick;
	va_start(args, why);
	vsnprintf(run->why, sizeof(run->why), why, args);
	va_end(args);
}

/*
 * The number, and what follows, of an exercise that a line announces: "PANIC:
 * exercise 3.1 is not written yet" in the kernel, "vm(1): exercise 3.1 ..." in
 * a server. NULL: none.
 */
static const char *exercise_announced(const char *text)
{
	const char *exercise = strstr(text, ": exercise ");

	return exercise && strstr(exercise, " is not written yet")
		       ? exercise + strlen(": ")
		       : NULL;
}

/* Whatever else the log says is a consequence of the exercise. */
static bool decide_exercise(struct run *run)
{
	const struct log *log = &run->log;

	for (size_t i = 0; i < log->count; i++) {
		const char *exercise = exercise_announced(log->lines[i].text);

		if (exercise) {
			decide(run, END_EXERCISE, log->lines[i].tick, "%s",
			       exercise);
			return true;
		}
	}
	return false;
}

static void decide_panic(struct run *run, const struct log_line *line)
{
	const char *text = line->text + strlen("PANIC: ");

	if (strncmp(text, "idle for ever", 13) == 0)
		decide(run, END_IDLE, line->tick,
		       "every process waits, and nothing can wake one; the log "
		       "says who waits for what");
	else
		decide(run, END_PANIC, line->tick, "%s", text);
}

static void decide_triple(struct run *run)
{
	char where[360];

	crash_describe(&run->crash, where, sizeof(where));
	decide(run, END_TRIPLE, run->crash.tick, "%s", where);
}

static void decide_hang(struct run *run, const struct stop *last)
{
	char where[120];

	symbol_describe(last->cs, last->eip, where, sizeof(where));
	decide(run, END_HANG, last->tick, "%s; the processor was at %s",
	       last->magic ? "the machine stopped for the debugger more often "
			     "than the programs ask for"
			   : "the instruction limit was reached",
	       where);
}

/* PM ends the machine when the last program has ended. */
static bool programs_ended(const struct run *run)
{
	const struct scenario *s = run->scenario;
	const struct log *log = &run->log;
	size_t modules = 0, ended = 0;

	for (size_t i = 0; i < log->count; i++)
		ended += log_end(log->lines[i].text, NULL) != NULL;
	for (int i = 0; i < MAX_MODULES && s->modules[i]; i++)
		modules += strncmp(s->modules[i], "vm=", 3) != 0 &&
			   strncmp(s->modules[i], "pm=", 3) != 0;
	return ended >= modules && log_count(log, "end.shutdown") == 1;
}

void end_decide(struct run *run, enum bochs_end how)
{
	const struct debugger *d = &run->debugger;
	const struct log *log = &run->log;
	size_t panic = log_find(log, 0, "PANIC: ");
	uint64_t last = log->count > 0 ? log->lines[log->count - 1].tick : 0;

	if (how == BOCHS_ABSENT || (how == BOCHS_ENDED && d->stops == 0))
		decide(run, END_NO_EMULATOR, 0,
		       "Bochs did not start: see %s/bochs.out. Version 2.7 is "
		       "needed, with its debugger and the display library "
		       "sdl2; remove build/setup and make again, and what is "
		       "missing will be named",
		       run->directory);
	else if (how == BOCHS_FLOODED)
		decide(run, END_FLOOD, last,
		       "the kernel printed without end; the log was cut off");
	else if (decide_exercise(run))
		return;
	else if (run->crashed)
		decide_triple(run);
	else if (panic < log->count)
		decide_panic(run, &log->lines[panic]);
	else if (how == BOCHS_KILLED)
		decide(run, END_HALT, last,
		       "the processor did nothing any more, not even count");
	else if (!d->shut_down && d->stops > 0)
		decide_hang(run, &d->stop[d->stops - 1]);
	else if (!log_sealed(log) || !programs_ended(run))
		decide(run, END_OFF, last,
		       "the machine was switched off before the programs had "
		       "ended");
	else
		decide(run, END_DONE, last, "all programs have ended");
}
