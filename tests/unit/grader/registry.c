/*
 * There may be any number of scenarios, and whatever order they make themselves
 * known in, they are listed by suite and then by name.
 */
/* links: grader/{registry,paths}.c */
#include "grader/registry.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define MANY 3000

static struct scenario many[MANY];
static char names[MANY][16];

Test(grader_registry, there_may_be_any_number_in_one_order)
{
	for (int i = 0; i < MANY; i++) {
		/* 7 and MANY have no common divisor: each number once. */
		snprintf(names[i], sizeof(names[i]), "n%05d", i * 7 % MANY);
		many[i].suite = i % 2 ? "ipc" : "copy";
		many[i].name = names[i];
		scenario_register(&many[i]);
	}
	cr_assert_eq(registry_count(), MANY);
	for (int i = 1; i < MANY; i++) {
		const struct scenario *a = registry_at(i - 1);
		const struct scenario *b = registry_at(i);
		int suites = strcmp(a->suite, b->suite);

		cr_assert_leq(suites, 0);
		cr_assert(suites < 0 || strcmp(a->name, b->name) < 0);
	}
}

Test(grader_registry, a_suite_is_among_others_by_its_whole_name)
{
	const struct scenario s = {.suite = "share"};

	cr_assert(registry_in(&s, "share"));
	cr_assert(registry_in(&s, "copy share"));
	cr_assert_not(registry_in(&s, "shar"));
	cr_assert_not(registry_in(&s, "shares copy"));
	cr_assert_not(registry_in(&s, ""));
}
