/*
 * bench.c: what things cost, in instructions and loads of CR3. mk/bench runs it
 * and makes the tables from what the program prints.
 */
#include "grader/scenario.h"

static void check_costs(struct grading *g, const struct run *run)
{
	static const struct hint all = {"every cost is measured",
					"the program was stopped", "its log"};
	static const char *const names[] = {
		"null_kcall",       "notify",
		"sendrec_paged",    "sendrec_nopt",
		"fault_zero_write", "fault_zero_read",
		"fault_cow",        "fault_last_sharer",
		"copy_64",          "copy_4k",
		"copy_64k",         "copy_1m",
		"cowmap_64k",       "clock_interrupt",
	};
	char prefix[80];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(prefix, sizeof(prefix), "bench(5): cost %s ",
			 names[i]);
		check(g, 1, run_line(run, prefix, NULL, NULL), &all, 0,
		      "no cost of %s", names[i]);
	}
}

SCENARIO(bench, costs, .title = "what things cost",
	 .modules = {"bench 6 7", "peer=bench_peer 5", "other=bench_peer 5"},
	 .services = "bench,peer,other", .traces = "none", .limit = 60000000,
	 .points = 14, .check = check_costs)
