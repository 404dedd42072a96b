/*
 * report.h: the score table, what is said about lost points, grade.json.
 */
#pragma once

#include <stdbool.h>

/*
 * Print the table and write build/grade.json. partial: only some scenarios were
 * asked for. Returns the exit status: 0 all points, 1 not all, 2 a scenario has
 * no result, or Bochs did not start.
 */
int report_all(const char *suite, bool partial);

/* The same for a kernel that did not build: nothing was run. Returns 1. */
int report_not_built(const char *suite, const char *why);
