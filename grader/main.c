/*
 * main.c: grade what was built last.
 *
 * Each scenario is a test of Criterion's, in the suite of its lab, so Criterion
 * runs them, several at a time (-jN), chooses among them (--filter), and writes
 * --xml, --tap and --json reports. We add the points.
 *
 * Environment: GRADED (what to grade), PROGRAMS (the scenarios'), RUNS (where
 * runs are kept), SUITE (what to run, instead of the graded lab's scenarios),
 * SEED (see the nonce).
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
	static char suite[64];
	const char *chosen = getenv("SUITE");

	if (chosen && *chosen)
		return chosen;
	snprintf(suite, sizeof(suite), "lab%.8s", graded_text("lab"));
	return suite;
}

static bool suite_exists(const char *suite)
{
	for (int i = 0; i < registry_count(); i++)
		if (strcmp(registry_at(i)->lab, suite) == 0)
			return true;
	return false;
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
	static char pattern[80];
	bool partial;

	criterion_options.jobs = JOBS;
	criterion_options.logging_threshold = CRITERION_LOG_LEVEL_QUIET;
	if (!criterion_handle_args(argc, argv, true))
		return options_only(argc, argv);
	partial = criterion_options.pattern != NULL;
	if (!partial) {
		snprintf(pattern, sizeof(pattern), "%s/*", suite);
		criterion_options.pattern = pattern;
	}
	report_forget(suite);
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
	if (!suite_exists(suite)) {
		fprintf(stderr, "There are no scenarios for %s.\n", suite);
		return 2;
	}
	runs_lock();
	printf("Grading %s (%s answers).\n\n", suite, graded_text("student"));
	fflush(stdout);
	if (strcmp(status, "ok") != 0) {
		first_error_print();
		return report_not_built(suite, status);
	}
	return run_suite(suite, argc, argv);
}
