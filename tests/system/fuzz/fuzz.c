/*
 * fuzz.c: calls at random. SEED chooses them.
 *
 * random_calls: many processes that call the kernel, VM and PM, with page
 * faults and deaths in between. Six of them live to make 50,000 calls together;
 * ten die on the way. The guard, whose memory is open to all in the ways of
 * grants, looks whether it is as it was. The kernel's and VM's own checks do
 * the rest: this suite is meant for a kernel that was built with
 * DEBUG_VMASSERT=1.
 *
 * manager_calls: a PM that stops, signals, forks and restarts its processes,
 * and changes what they may do, in the middle of whatever they do.
 */
#include <string.h>
#include "grader/scenario.h"

#define SERVICES "11" /* the first so many modules */
#define SERVICE_CALLS 10000
#define PROGRAM_CALLS 5000
#define OTHERS 16

#define LIVE_SERVICE(name) name "=fuzz 10000 live " SERVICES
#define LIVE_PROGRAM(name) name "=fuzz 5000 live " SERVICES
#define MORTAL(name) name "=fuzz 2000 mortal " SERVICES

static const struct hint survived = {
	"no program and no service stops the kernel, VM or PM, whatever it "
	"calls with whatever arguments",
	"an argument is used before it is checked, or something is forgotten "
	"when a process dies",
	"the PANIC in the log, if there is one, and what was called before it"};

static const struct hint unharmed = {
	"no call writes where the caller may not, or beyond what it was given",
	"a length or an address that is not checked, or a page that is shared "
	"and written",
	"the call that the line names; kernel/grant.c, kernel/arch/x86/copy.c, "
	"servers/vm/share.c"};

static const struct log_line *harm_line(const struct run *run)
{
	for (size_t i = 0; i < run->log.count; i++)
		if (strstr(run->log.lines[i].text, "): harm: "))
			return &run->log.lines[i];
	return NULL;
}

static bool lived(const struct run *run, const char *program, uint32_t calls)
{
	return run_proves(run, program, 1, calls) &&
	       run_proves(run, program, 2, 0);
}

static void check_fuzz(struct grading *g, const struct run *run)
{
	static const char *const service[] = {"s1", "s2", "s3", "s4"};
	static const char *const program[] = {"p1", "p2"};
	const struct log_line *harm = harm_line(run);

	for (int i = 0; i < 4; i++)
		check(g, 1, lived(run, service[i], SERVICE_CALLS), &survived, 0,
		      "%s did not get to its end", service[i]);
	for (int i = 0; i < 2; i++)
		check(g, 1, lived(run, program[i], PROGRAM_CALLS), &survived, 0,
		      "%s did not get to its end", program[i]);
	check(g, 2, !harm && lived(run, "guard", OTHERS), &unharmed,
	      harm ? harm->tick : 0, "%s",
	      harm ? harm->text : "the guard did not get to its end");
}

SCENARIO(fuzz, random_calls, .title = "50,000 calls with any arguments",
	 .modules = {"guard=fuzz_guard", LIVE_SERVICE("s1"), LIVE_SERVICE("s2"),
		     LIVE_SERVICE("s3"), LIVE_SERVICE("s4"), MORTAL("m1"),
		     MORTAL("m2"), MORTAL("m3"), MORTAL("m4"), MORTAL("m5"),
		     MORTAL("m6"), LIVE_PROGRAM("p1"), LIVE_PROGRAM("p2"),
		     MORTAL("q1"), MORTAL("q2"), MORTAL("q3"), MORTAL("q4")},
	 .services = "guard,s1,s2,s3,s4,m1,m2,m3,m4,m5,m6",
	 .devices = "irq=s1:12,m1:12 io=s1:0x80-0x83,m1:0x80-0x83",
	 .seeded = true, .traces = "none", .limit = 4000000000, .points = 8,
	 .check = check_fuzz)

#define VICTIM(name) name "=fuzz_victim 7"

static void check_manager(struct grading *g, const struct run *run)
{
	check(g, 2, run_proves(run, "pm", 1, 1), &survived, 0,
	      "PM did not make all its calls: %s", run_proof(run, "pm", 1));
	check(g, 2,
	      run_proves(run, "guard", 1, 6) && run_proves(run, "guard", 2, 0),
	      &unharmed, 0, "words that have changed: %s",
	      run_proof(run, "guard", 2));
}

SCENARIO(fuzz, manager_calls, .title = "a PM that calls the kernel at random",
	 .modules = {"pm=pm_fuzz 5000 6", "vm=vm_agent", "guard=fuzz_guard",
		     VICTIM("v1"), VICTIM("v2"), VICTIM("v3"), VICTIM("v4"),
		     VICTIM("v5"), VICTIM("v6")},
	 .services = "guard", .seeded = true, .traces = "none",
	 .limit = 4000000000, .points = 4, .check = check_manager)
