/*
 * report.c: the score table, what is said about lost points, grade.json.
 *
 * Each scenario's process has left its result in a file. All that is printed
 * comes from those files, in the order of the scenarios' names: nothing depends
 * on which of them ran first.
 */
#include "grader/report.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "grader/paths.h"
#include "grader/registry.h"
#include "grader/score.h"

#define LINES_AROUND 3

static struct result {
	struct grading g;
	cJSON *json;
} results[256];
static int nr_results;

static void path_of(const struct scenario *s, const char *name, char *path)
{
	snprintf(path, 512, "%s/%s/%s/%s", runs_directory(), s->lab, s->name,
		 name);
}

void report_forget(const char *suite)
{
	char path[512];

	for (int i = 0; i < registry_count(); i++) {
		if (strcmp(registry_at(i)->lab, suite) != 0)
			continue;
		path_of(registry_at(i), "result.json", path);
		unlink(path);
	}
}

static bool result_read(const struct scenario *s)
{
	struct result *r = &results[nr_results];
	char path[512], *text;
	size_t size;

	r->g.scenario = s;
	path_of(s, "result.json", path);
	text = file_read(path, &size);
	r->json = text ? cJSON_Parse(text) : NULL;
	free(text);
	if (!r->json || !score_from_json(&r->g, r->json))
		return false;
	nr_results++;
	return true;
}

static void wrapped(const char *label, const char *text)
{
	int column = printf("    %-9s ", label);
	const int indent = column;

	while (*text) {
		int len = (int)strcspn(text, " \n");

		if (column > indent && column + len > 78) {
			printf("\n%*s", indent, "");
			column = indent;
		}
		column += printf("%.*s ", len, text);
		text += len + (text[len] != '\0');
	}
	printf("\n");
}

/* The log around a tick, for eyes: what is no text is shown as a dot. */
static void log_print(const struct scenario *s, uint64_t tick)
{
	char path[512], *bytes;
	size_t size, at = 0;
	struct log log;

	path_of(s, "serial.log", path);
	bytes = file_read(path, &size);
	if (!bytes)
		return;
	log_parse(&log, bytes, size);
	while (at < log.count && log.lines[at].tick < tick)
		at++;
	for (size_t i = at > LINES_AROUND ? at - LINES_AROUND : 0;
	     i < log.count && i <= at + LINES_AROUND; i++) {
		printf("      %s@%llu ", i == at ? ">" : " ",
		       (unsigned long long)log.lines[i].tick);
		for (const char *c = log.lines[i].text;
		     *c && c < log.lines[i].text + 100; c++)
			putchar(isprint((unsigned char)*c) ? *c : '.');
		putchar('\n');
	}
	log_free(&log);
}

static void loss_print(const struct scenario *s, const struct loss *loss)
{
	printf("  %d point%s lost in %s\n", loss->points,
	       loss->points == 1 ? "" : "s", s->name);
	wrapped("expected:", loss->hint.expected);
	wrapped("seen:", loss->seen);
	if (loss->tick) {
		printf("    the log there:\n");
		log_print(s, loss->tick);
	}
	wrapped("likely:", loss->hint.cause);
	wrapped("look at:", loss->hint.where);
	printf("    %-9s make debug SCENARIO=%s", "replay:", s->name);
	if (loss->tick)
		printf(" AT=%llu", (unsigned long long)loss->tick);
	printf("\n\n");
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
		return "Something prints in a loop; the log's last lines show "
		       "what.";
	case END_OFF:
		return "The run is only over when every program has ended and "
		       "PM switches the machine off.";
	default:
		return "";
	}
}

static void bad_end_print(const struct grading *g)
{
	const struct scenario *s = g->scenario;
	uint64_t last = 0;
	char path[512], *bytes;
	size_t size, at;
	struct log log;

	printf("  %d points lost in %s: %s\n", s->points, s->name,
	       end_name(g->end));
	wrapped("expected:", s->title);
	wrapped("seen:", g->why);
	path_of(s, "serial.log", path);
	bytes = file_read(path, &size);
	if (bytes) {
		log_parse(&log, bytes, size);
		at = log_find(&log, 0, "PANIC: ");
		if (at == log.count && at > 0)
			at--;
		if (at < log.count)
			last = log.lines[at].tick;
		log_free(&log);
	}
	if (last) {
		printf("    the log there:\n");
		log_print(s, last);
	}
	if (*end_advice(g->end))
		wrapped("likely:", end_advice(g->end));
	printf("    %-9s make debug SCENARIO=%s", "replay:", s->name);
	if (last)
		printf(" AT=%llu", (unsigned long long)last);
	printf("\n\n");
}

static bool ended_badly(const struct grading *g)
{
	return g->end != END_DONE &&
	       !(g->end == END_PANIC && g->scenario->may_panic);
}

static void details_print(void)
{
	for (int i = 0; i < nr_results; i++) {
		const struct grading *g = &results[i].g;

		if (g->points == g->scenario->points)
			continue;
		if (ended_badly(g)) {
			bad_end_print(g);
			continue;
		}
		for (int j = 0; j < g->losses; j++)
			loss_print(g->scenario, &g->lost[j]);
	}
}

static void table_print(int points, int of)
{
	for (int i = 0; i < nr_results; i++) {
		const struct grading *g = &results[i].g;
		const char *end = end_name(g->end);

		if (!ended_badly(g))
			end = g->points == g->scenario->points ? "passed"
							       : "wrong answer";
		printf("  %-20s %3d/%-3d  %-22s %s\n", g->scenario->name,
		       g->points, g->scenario->points, end, g->scenario->title);
	}
	printf("  %-20s %d/%d\n", "score", points, of);
}

static void json_write(const char *suite, int points, int of)
{
	cJSON *json = cJSON_CreateObject();
	cJSON *list;
	char *text;
	FILE *file;

	cJSON_AddStringToObject(json, "lab", suite);
	cJSON_AddStringToObject(json, "answers", graded_text("student"));
	cJSON_AddNumberToObject(json, "points", points);
	cJSON_AddNumberToObject(json, "of", of);
	list = cJSON_AddArrayToObject(json, "scenarios");
	for (int i = 0; i < nr_results; i++)
		cJSON_AddItemToArray(list, cJSON_Duplicate(results[i].json, 1));
	text = cJSON_Print(json);
	file = fopen(getenv("GRADE_JSON") ? getenv("GRADE_JSON")
					  : "build/grade.json",
		     "w");
	if (!file || fprintf(file, "%s\n", text) < 0 || fclose(file) != 0)
		fprintf(stderr, "grade.json could not be written\n");
	cJSON_free(text);
	cJSON_Delete(json);
}

static int conclude(const char *suite)
{
	int points = 0, of = 0;

	for (int i = 0; i < nr_results; i++) {
		points += results[i].g.points;
		of += results[i].g.scenario->points;
	}
	table_print(points, of);
	json_write(suite, points, of);
	printf("\n");
	details_print();
	if (points != of)
		printf("%d/%d\n", points, of);
	return points == of ? 0 : 1;
}

int report_all(const char *suite, bool partial)
{
	int absent = 0, status;

	for (int i = 0; i < registry_count(); i++) {
		const struct scenario *s = registry_at(i);

		if (strcmp(s->lab, suite) != 0 || result_read(s))
			continue;
		if (partial)
			continue;
		fprintf(stderr, "%s has no result: the grader itself failed.\n",
			s->name);
		absent++;
	}
	status = conclude(suite);
	return absent > 0 || nr_results == 0 ? 2 : status;
}

int report_not_built(const char *suite, const char *why)
{
	for (int i = 0; i < registry_count(); i++) {
		const struct scenario *s = registry_at(i);
		struct result *r = &results[nr_results];

		if (strcmp(s->lab, suite) != 0)
			continue;
		score_begin(&r->g, s, END_NOT_BUILT, why);
		r->json = score_to_json(&r->g);
		nr_results++;
	}
	printf("Nothing was booted: %s\n\n", why);
	conclude(suite);
	return 1;
}
