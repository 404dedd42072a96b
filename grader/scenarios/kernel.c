/*
 * kernel.c: scenarios of the kernel as a whole, which belong to no lab: the
 * project's own tests run them.
 */
#include "grader/scenario.h"

#define CALLS 100000

static const struct hint survived = {
	"neither a plain program nor a service stops the kernel, whatever it "
	"calls with whatever arguments",
	"an argument is used before it is checked",
	"the PANIC in the log, if there is one"};

static void check_random(struct grading *g, const struct run *run)
{
	check(g, 1, run_proves(run, "plain", 1, CALLS), &survived, 0,
	      "the plain program did not get to its end");
	check(g, 1, run_proves(run, "service", 1, CALLS), &survived, 0,
	      "the service did not get to its end");
}

SCENARIO(kernel, random_calls, .title = "200,000 calls with any arguments",
	 .modules = {"plain=fuzz 1 100000", "service=fuzz 2 100000"},
	 .services = "service", .traces = "none", .limit = 600000000,
	 .points = 2, .check = check_random)
