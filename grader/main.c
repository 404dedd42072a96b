/*
 * main.c: grade what was built last.
 *
 * Each scenario is a test of Criterion's, in the suite of its lab, so Criterion
 * runs them, several at a time (-jN), chooses among them (--filter), and writes
 * --xml, --tap and --json reports. We add the points.
 *
 * Environment: GRADED (what to grade), PROGRAMS (the scenarios'), RUNS (where
 * runs are kept), SUITE (the suites to run, "copy share", instead of the graded
 * lab's), SEED (see the nonce).
 * Exit status: 0 all points, 1 points lost, 2 the grader could not work.
 */
#include <criterion/criterion.h>
#include <criterion/options.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "grader/paths.h"
#include "grader/registry.h"
#include "grader/report.h"

#define JOBS 2

static const char *suite_name(void)
{
	const char *chosen = getenv("SUITE");

	if (chosen && *chosen)
		return chosen;
	return graded_text("lab");
}

/* Is there a scenario of each of these suites? A message names one without. */
static bool suites_exist(const char *suites)
{
	char names[512], *save;

	snprintf(names, sizeof(names), "%s", suites);
	for (char *name = strtok_r(names, " ", &save); name;
	     name = strtok_r(NULL, " ", &save)) {
		bool found = false;

		for (int i = 0; i < registry_count() && !found; i++)
			found = registry_in(registry_at(i), name);
		if (!found) {
			fprintf(stderr,
				"There are no scenarios of a suite %s.\n",
				name);
			return false;
		}
	}
	return true;
}

/* "copy share" as Criterion's pattern for all their tests. */
static const char *suites_pattern(const char *suites)
{
	static char pattern[600];

	snprintf(pattern, sizeof(pattern), "@(%s)/*", suites);
	for (char *c = pattern; *c; c++)
		if (*c == ' ')
			*c = '|';
	return pattern;
}

/* The compiler's first complaint, which is the one to read. */
static void first_error_print(void)
{
	char *text = strdup(graded_text("build.log"));

	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
		if (strstr(line, "error") || strstr(line, "undefined")) {
			printf("The first error:\n    %s\n", line);
			break;
		}
	free(text);
}

/* Criterion has dealt with the options alone: was that what was asked for? */
static int options_only(int argc, char **argv)
{
	static const char *const asked[] = {"-h", "--help",    "-l",
					    "-v", "--version", "--list"};

	for (int i = 1; i < argc; i++)
		for (size_t j = 0; j < sizeof(asked) / sizeof(asked[0]); j++)
			if (strcmp(argv[i], asked[j]) == 0)
				return 0;
	return 2;
}

static int run_suite(const char *suite, int argc, char **argv)
{
	struct criterion_test_set *tests = criterion_initialize();
	bool partial;

	criterion_options.jobs = JOBS;
	criterion_options.logging_threshold = CRITERION_LOG_LEVEL_QUIET;
	if (!criterion_handle_args(argc, argv, true))
		return options_only(argc, argv);
	partial = criterion_options.pattern != NULL;
	if (!partial)
		criterion_options.pattern = suites_pattern(suite);
	criterion_run_all_tests(tests);
	criterion_finalize(tests);
	return report_all(suite, partial);
}

int main(int argc, char **argv)
{
	const char *suite = suite_name(), *status = graded_text("status");

	if (!*status) {
		fprintf(stderr, "Nothing is built yet: run `make lab3` first "
				"(or another lab).\n");
		return 2;
	}
	if (!*suite) {
		fprintf(stderr, "The kernel of no lab was built last: run "
				"`make lab3` (or another lab) first, or name\n"
				"suites of scenarios: make grade SUITE=\"copy "
				"share\"\n");
		return 2;
	}
	if (!suites_exist(suite))
		return 2;
	runs_lock();
	run_begin();
	printf("Grading %s (%s answers).\n\n", suite, graded_text("answers"));
	fflush(stdout);
	if (strcmp(status, "ok") != 0) {
		first_error_print();
		return report_not_built(suite, status);
	}
	return run_suite(suite, argc, argv);
}
