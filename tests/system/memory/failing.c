/*
 * failing.c: every allocation of a frame in VM fails once. The call that
 * needed it is refused, or the process that touched memory dies; nobody else
 * is concerned, and no frame is lost.
 */
#include "grader/steps.h"

static const struct hint refused = {
	"whichever allocation fails: the call is refused with ENOMEM, nothing "
	"else changes, and all frames come back",
	"something that was done before the failure is not undone",
	"servers/vm/page.c, servers/vm/share.c, servers/vm/pagetable.c"};
static const struct hint killed = {
	"a process dies of memory that it touches and that cannot be had; what "
	"it had is free, and the others live on",
	"VM's answer to a fault when it is out of memory",
	"pagefault_serve() in servers/vm/pagefault.c"};

static const struct step calls[] = {
	{1, true, "ten allocations or more have failed"},
	{2, 0, "rounds after which frames were missing"},
	{3, 0, "calls that ended in another way"},
	{4, 0, "memory that was not what it should be"},
};
static const struct step lender[] = {
	{1, 0, "bytes of the lender's that have changed"},
};

static void check_calls(struct grading *g, const struct run *run)
{
	steps_check(g, run, "calls", &refused, calls);
	steps_check(g, run, "lender", &refused, lender);
}

SCENARIO(memory, allocation_fails,
	 .title = "any allocation may fail, and the call is refused",
	 .modules = {"vm=vm_failing", "calls=fail_calls 6",
		     "lender=fail_lender 5"},
	 .services = "calls,lender", .traces = "none", .limit = 100000000,
	 .points = 2, .check = check_calls)

static const struct step boss[] = {
	{1, 6, "victims that have died"},
	{2, 0, "victims that have left frames behind"},
};
static const struct step survivors[] = {
	{1, 1, "the last breath"},
	{2, 1, "what is left of one allocation more than there are"},
};

static void check_deaths(struct grading *g, const struct run *run)
{
	static const char *const names[] = {"v1", "v2", "v3", "v4", "v5"};

	for (int i = 0; i < 5; i++)
		check(g, 1,
		      steps_killed(run, names[i],
				   i == 4 ? "SIGSEGV" : "SIGKILL"),
		      &killed, 0, "%s came to another end", names[i]);
	steps_check(g, run, "v6", &killed, survivors);
	steps_check(g, run, "boss", &killed, boss);
}

SCENARIO(memory, allocation_kills,
	 .title = "any allocation may fail, and the process dies",
	 .modules = {"vm=vm_failing", "boss=fail_boss 6 6", "v1=fail_victim 1",
		     "v2=fail_victim 2", "v3=fail_victim 3", "v4=fail_victim 4",
		     "v5=fail_victim 5", "v6=fail_victim 6"},
	 .services = "boss,v1,v2,v3,v4,v5,v6", .traces = "none", .points = 7,
	 .check = check_deaths)
