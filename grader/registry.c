/*
 * registry.c: all scenarios there are. They make themselves known before
 * main(), in whatever order the linker gives; the report wants them in one
 * order.
 */
#include "grader/registry.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "grader/paths.h"

static struct entry {
	const struct scenario *scenario;
} * scenarios;
static int count;

static int compare(const struct scenario *a, const struct scenario *b)
{
	int suites = strcmp(a->suite, b->suite);

	return suites ? suites : strcmp(a->name, b->name);
}

void scenario_register(const struct scenario *scenario)
{
	int at = count;

	scenarios =
		realloc(scenarios, (size_t)(count + 1) * sizeof(scenarios[0]));
	if (!scenarios)
		abort();
	for (; at > 0 && compare(scenario, scenarios[at - 1].scenario) < 0;
	     at--)
		scenarios[at] = scenarios[at - 1];
	scenarios[at].scenario = scenario;
	count++;
}

int registry_count(void)
{
	return count;
}

const struct scenario *registry_at(int index)
{
	return scenarios[index].scenario;
}

bool registry_in(const struct scenario *s, const char *suites)
{
	size_t len = strlen(s->suite);

	while (*suites) {
		size_t word = strcspn(suites, " ");

		if (word == len && strncmp(suites, s->suite, len) == 0)
			return true;
		suites += word + strspn(suites + word, " ");
	}
	return false;
}

void scenario_path(const struct scenario *s, const char *name, char *path)
{
	snprintf(path, 512, "%s/%s/%s/%s", runs_directory(), s->suite, s->name,
		 name);
}
