/*
 * registry.h: all scenarios there are.
 */
#pragma once

#include "grader/scenario.h"

/* The number of scenarios, and each of them, by suite and then by name. */
int registry_count(void);
const struct scenario *registry_at(int index);

/* Is its suite among these, "copy share"? */
bool registry_in(const struct scenario *s, const char *suites);

/* The path of a file of a scenario's run; path has room for 512 bytes. */
void scenario_path(const struct scenario *s, const char *name, char *path);
