/*
 * grade.c: grading one scenario, in the process that Criterion made for it.
 *
 * The result goes to a file, from which the report, in another process, takes
 * it; Criterion itself learns whether all points were won.
 */
#include <stdio.h>
#include <stdlib.h>
#include "grader/machine.h"
#include "grader/paths.h"
#include "grader/registry.h"
#include "grader/score.h"

static bool result_write(const struct grading *g, const char *directory)
{
	char path[512];
	cJSON *json = score_to_json(g);
	char *text;
	FILE *file;
	bool written;

	cJSON_AddStringToObject(json, "run", run_identity());
	text = cJSON_Print(json);
	snprintf(path, sizeof(path), "%s/result.json", directory);
	file = fopen(path, "w");
	written = file && fputs(text, file) >= 0;
	if (file)
		written = fclose(file) == 0 && written;
	cJSON_free(text);
	cJSON_Delete(json);
	return written;
}

/* From now on this run owes the scenario's result. */
static bool run_mark(const char *directory)
{
	char path[512];
	FILE *file;

	make_directories(directory);
	snprintf(path, sizeof(path), "%s/run", directory);
	file = fopen(path, "w");
	return file && fputs(run_identity(), file) >= 0 && fclose(file) == 0;
}

void scenario_grade(const struct scenario *scenario)
{
	static struct grading g;
	static struct run run;
	char directory[256];

	snprintf(directory, sizeof(directory), "%s/%s/%s", runs_directory(),
		 scenario->suite, scenario->name);
	run.scenario = scenario;
	run.directory = directory;
	cr_assert(run_mark(directory), "cannot write to %s", directory);
	machine_run(&run);
	score_begin(&g, scenario, run.end, run.why, run.end_tick);
	if (run.end == END_DONE || scenario->may_panic)
		scenario->check(&g, &run);
	cr_assert(score_end(&g),
		  "%s: its checks make %d points, and not %d: the scenario is "
		  "wrong",
		  scenario->name, g.of, scenario->points);
	cr_assert(result_write(&g, directory), "cannot write to %s", directory);
	log_free(&run.log);
	cr_assert(g.points == scenario->points, "%d of %d points: %s", g.points,
		  scenario->points, end_name(g.end));
}
