/*
 * report.c: the score table, what is said about lost points, grade.json.
 *
 * Each scenario's process has left its result in a file. All that is printed
 * comes from those files, in the order of the scenarios' names: nothing depends
 * on which of them ran first.
 */
#include "grader/report.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "grader/explain.h"
#include "grader/paths.h"
#include "grader/registry.h"
#include "grader/score.h"

static struct result {
	struct grading g;
	cJSON *json;
} * results; /* room for one of each scenario */
static int nr_results;

static void results_begin(void)
{
	results = calloc((size_t)registry_count() + 1, sizeof(results[0]));
	if (!results)
		abort();
}

/* Has this run begun with the scenario? */
static bool was_begun(const struct scenario *s)
{
	char path[512], *text;
	size_t size;
	bool begun;

	scenario_path(s, "run", path);
	text = file_read(path, &size);
	begun = text && strcmp(text, run_identity()) == 0;
	free(text);
	return begun;
}

static bool is_of_this_run(const cJSON *json)
{
	const char *run =
		cJSON_GetStringValue(cJSON_GetObjectItem(json, "run"));

	return run && strcmp(run, run_identity()) == 0;
}

static bool result_read(const struct scenario *s)
{
	struct result *r = &results[nr_results];
	char path[512], *text;
	size_t size;

	r->g.scenario = s;
	scenario_path(s, "result.json", path);
	text = file_read(path, &size);
	r->json = text ? cJSON_Parse(text) : NULL;
	free(text);
	if (!r->json || !is_of_this_run(r->json) ||
	    !score_from_json(&r->g, r->json))
		return false;
	cJSON_DeleteItemFromObject(r->json, "run"); /* the same in each run */
	nr_results++;
	return true;
}

/* Has an earlier scenario ended in the very same way? Then it was explained. */
static bool explained(int index)
{
	const struct grading *g = &results[index].g;

	for (int i = 0; i < index; i++)
		if (results[i].g.end == g->end &&
		    strcmp(results[i].g.why, g->why) == 0)
			return true;
	return false;
}

static void others_print(int index)
{
	const struct grading *g = &results[index].g;
	int points = 0, others = 0;

	for (int i = index + 1; i < nr_results; i++)
		if (results[i].g.end == g->end &&
		    strcmp(results[i].g.why, g->why) == 0) {
			points += results[i].g.scenario->points;
			others++;
		}
	if (others > 0)
		printf("  %d points lost in %d other scenario%s for the same "
		       "reason.\n\n",
		       points, others, others == 1 ? "" : "s");
}

static void details_print(void)
{
	for (int i = 0; i < nr_results; i++) {
		const struct grading *g = &results[i].g;

		if (!score_ended_well(g) && !explained(i)) {
			explain_end(g);
			others_print(i);
		}
		for (int j = 0; score_ended_well(g) && j < g->losses; j++)
			explain_loss(g->scenario, &g->lost[j]);
	}
}

static void table_print(int points, int of)
{
	for (int i = 0; i < nr_results; i++) {
		const struct grading *g = &results[i].g;
		const char *end = end_name(g->end);

		if (score_ended_well(g))
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

	cJSON_AddStringToObject(json, "suite", suite);
	cJSON_AddStringToObject(json, "answers", graded_text("answers"));
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

/* A machine that did not start is nobody's answer. */
static bool machine_failed(void)
{
	for (int i = 0; i < nr_results; i++)
		if (results[i].g.end == END_NO_EMULATOR)
			return true;
	return false;
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

	results_begin();
	for (int i = 0; i < registry_count(); i++) {
		const struct scenario *s = registry_at(i);

		if (!registry_in(s, suite) || result_read(s))
			continue;
		if (partial && !was_begun(s))
			continue;
		fprintf(stderr, "%s has no result: the grader itself failed.\n",
			s->name);
		absent++;
	}
	if (nr_results == 0) {
		fprintf(stderr, "No scenario of %s was run.\n", suite);
		return 2;
	}
	status = conclude(suite);
	if (absent > 0 || machine_failed())
		return 2;
	return status;
}

int report_not_built(const char *suite, const char *why)
{
	results_begin();
	for (int i = 0; i < registry_count(); i++) {
		const struct scenario *s = registry_at(i);
		struct result *r = &results[nr_results];

		if (!registry_in(s, suite))
			continue;
		score_begin(&r->g, s, END_NOT_BUILT, why, 0);
		r->json = score_to_json(&r->g);
		nr_results++;
	}
	printf("Nothing was booted: %s\n\n", why);
	conclude(suite);
	return 1;
}
