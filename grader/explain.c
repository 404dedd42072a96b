/*
 * explain.c: what is said about lost points, for somebody who meets this for
 * the first time: what was expected, what was seen, the log around it, the
 * likely cause, where to look, and how to go there with the debugger.
 */
#include "grader/explain.h"
#include <ctype.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "grader/paths.h"
#include "grader/registry.h"

#define LINES_BEFORE 3
#define LINES_AFTER 3
#define PANIC_LINES 24 /* what a panic prints: registers, backtrace */

static void wrapped(const char *label, const char *text)
{
	int column = printf("    %-9s ", label);
	const int indent = column;

	while (*text) {
		int len = (int)strcspn(text, " \n");
		bool first = column == indent;

		if (!first && column + 1 + len > 78) {
			printf("\n%*s", indent, "");
			column = indent;
			first = true;
		}
		column += printf("%s%.*s", first ? "" : " ", len, text);
		text += len + (text[len] != '\0');
	}
	printf("\n");
}

/* For eyes: what is no text is shown as a dot. */
static void line_print(const struct log_line *line, bool here)
{
	int room = 100;

	printf("      %s@%llu ", here ? ">" : " ",
	       (unsigned long long)line->tick);
	for (const char *c = line->text; *c && room > 0; c++, room--)
		putchar(isprint((unsigned char)*c) ? *c : '.');
	putchar('\n');
}

/* The log around a tick, and so many lines after it. */
static void log_print(const struct scenario *s, uint64_t tick, size_t after)
{
	char path[512], *bytes;
	size_t size, at = 0;
	struct log log;

	scenario_path(s, "serial.log", path);
	bytes = tick ? file_read(path, &size) : NULL;
	if (!bytes)
		return;
	printf("    the log there:\n");
	log_parse(&log, bytes, size);
	while (at < log.count && log.lines[at].tick < tick)
		at++;
	for (size_t i = at > LINES_BEFORE ? at - LINES_BEFORE : 0;
	     i < log.count && i <= at + after; i++)
		line_print(&log.lines[i], i == at);
	log_free(&log);
}

static void replay_print(const struct scenario *s, uint64_t tick)
{
	printf("    %-9s make debug SCENARIO=%s", "replay:", s->name);
	if (s->seeded)
		printf(" SEED=%u", scenario_seed());
	if (tick)
		printf(" AT=%llu", (unsigned long long)tick);
	printf("\n");
}

void explain_loss(const struct scenario *s, const struct loss *loss)
{
	printf("  %d point%s lost in %s\n", loss->points,
	       loss->points == 1 ? "" : "s", s->name);
	wrapped("expected:", loss->hint.expected);
	wrapped("seen:", loss->seen);
	log_print(s, loss->tick, LINES_AFTER);
	wrapped("likely:", loss->hint.cause);
	wrapped("look at:", loss->hint.where);
	replay_print(s, loss->tick);
	printf("\n");
}

/* What a bad end means to somebody who meets it for the first time. */
static const char *end_advice(enum end end)
{
	switch (end) {
	case END_EXERCISE:
		return "This is where to go on: the exercise is described at "
		       "that place in your file, and in the lab's handout.";
	case END_PANIC:
		return "The kernel found that something which must hold does "
		       "not. The lines after PANIC in the log show the way "
		       "there, the last call first.";
	case END_IDLE:
		return "Somebody was stopped and never let go, or never put "
		       "back on a run queue. Look for the process in the list "
		       "that should be running.";
	case END_TRIPLE:
		return "An exception could not even be delivered: most often "
		       "the page table or a segment that the kernel itself "
		       "needs is wrong. Step to that instruction.";
	case END_HANG:
		return "The same instructions are executed again and again. "
		       "Most often an instruction that faults is restarted "
		       "without the fault having been dealt with.";
	case END_HALT:
		return "Something executed HLT with interrupts off.";
	case END_FLOOD:
		return "Something happens again and again, and is told each "
		       "time: the log's last lines show what. Most often it is "
		       "a fault that was served, but not in the way it needed.";
	case END_OFF:
		return "The run is only over when every program has ended and "
		       "PM switches the machine off.";
	default:
		return "";
	}
}

/* The line of the file in which text stands; 0: in none. */
static int line_of(const char *path, const char *text)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;
	int n = 0, found = 0;

	while (file && !found && getline(&line, &room, file) >= 0) {
		n++;
		if (strstr(line, text))
			found = n;
	}
	free(line);
	if (file)
		fclose(file);
	return found;
}

/*
 * Where the exercise of that number is, among the FILES of the lab in that
 * directory: "file, line N". False: nowhere.
 */
static bool exercise_in(const char *directory, const char *number, char *where,
			size_t size)
{
	char path[512], text[40], *files, *save;
	size_t length;
	int line = 0;

	snprintf(path, sizeof(path), "%s/lab.mk", directory);
	files = file_read(path, &length);
	if (!files)
		return false;
	snprintf(text, sizeof(text), "EXERCISE %s ", number);
	for (char *word = strtok_r(files, " \n", &save); word && !line;
	     word = strtok_r(NULL, " \n", &save)) {
		snprintf(path, sizeof(path), "%s/%s", directory, word);
		line = line_of(path, text);
	}
	free(files);
	snprintf(where, size, "%s, line %d", path, line);
	return line > 0;
}

/* It may be another lab's: MINE=1 puts in the student's files of all labs. */
static bool exercise_find(const char *number, char *where, size_t size)
{
	glob_t labs;
	bool found = false;

	if (glob("labs/lab[0-9]*", GLOB_NOESCAPE, NULL, &labs) != 0)
		return false;
	for (size_t i = 0; i < labs.gl_pathc && !found; i++)
		found = exercise_in(labs.gl_pathv[i], number, where, size);
	globfree(&labs);
	return found;
}

static void exercise_print(const struct grading *g)
{
	char number[16], where[540];

	if (g->end == END_EXERCISE &&
	    sscanf(g->why, "exercise %15s", number) == 1 &&
	    exercise_find(number, where, sizeof(where)))
		wrapped("look at:", where);
}

void explain_end(const struct grading *g)
{
	const struct scenario *s = g->scenario;
	size_t after = g->end == END_PANIC ? PANIC_LINES : LINES_AFTER;

	printf("  %d points lost in %s: %s\n", s->points, s->name,
	       end_name(g->end));
	wrapped("expected:", s->title);
	wrapped("seen:", g->why);
	log_print(s, g->end_tick, after);
	if (*end_advice(g->end))
		wrapped("likely:", end_advice(g->end));
	exercise_print(g);
	if (g->end_tick)
		replay_print(s, g->end_tick);
	printf("\n");
}
