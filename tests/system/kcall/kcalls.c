/*
 * kcalls.c: the kernel calls of a service, with good arguments and bad ones.
 */
#include "grader/scenario.h"

static const struct hint call_result = {
	"each kernel call answers what its manual says (kernel/system/)",
	"the call's own file, or the way there: kernel/kcall.c",
	"the program's opening comment names the step"};

/* Every step of program, in order, must have observed its value. */
static void check_steps(struct grading *g, const struct run *run,
			const char *program, uint32_t first,
			const uint32_t *values, int count)
{
	for (int i = 0; i < count; i++)
		check(g, 1, run_proves(run, program, first + i, values[i]),
		      &call_result, 0, "in step %u of %s %s", first + i,
		      program, run_proof(run, program, first + i));
}

static void check_kcalls(struct grading *g, const struct run *run)
{
	static const uint32_t values[] = {1,
					  (uint32_t)-3,
					  1,
					  0x5a,
					  0x5a,
					  (uint32_t)-14,
					  (uint32_t)-14,
					  (uint32_t)-104,
					  (uint32_t)-107,
					  (uint32_t)-33,
					  (uint32_t)-105,
					  (uint32_t)-7,
					  (uint32_t)-1};

	check_steps(g, run, "kcalls", 1, values, 13);
}

SCENARIO(kcall, kernel_calls, .title = "a service's kernel calls",
	 .modules = {"kcalls"}, .services = "kcalls", .traces = "none",
	 .points = 13, .check = check_kcalls)
