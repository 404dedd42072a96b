/*
 * time.c: alarms, time, and how programs share the processor.
 */
#include "grader/steps.h"

static const struct hint alarms = {
	"an alarm rings once, at its tick; setting another cancels it, and "
	"says how many ticks were left",
	"the earliest alarm is not found anew", "kernel/clock.c"};
static const struct hint times = {
	"TIMES counts the ticks since boot, and those that found a process "
	"running",
	"a tick was charged to nobody, or to somebody else",
	"clock_tick() in kernel/clock.c, sched_tick() in kernel/sched.c"};
static const struct hint fair = {
	"busy programs of one priority get about as many ticks each, and no "
	"tick is lost",
	"whoever has used its quantum does not go behind the others",
	"sched_tick() in kernel/sched.c"};

static const struct step alarm_steps[] = {
	{10, 0, "what is left of no alarm"},
	{11, 7, "ticks until an alarm of 7 rings"},
	{12, 0, "what is left of an alarm that has rung"},
	{13, 0, "what is left of an alarm that was cancelled"},
	{14, 1, "ticks until an alarm of 1 rings"},
	{20, 1, "what is left of an alarm of 40 after 10 ticks"},
	{21, 0, "what is left when it was cancelled"},
	{22, 5, "ticks until an alarm of 5 rings"},
	{30, 0, "what is left of an alarm that was not heard"},
	{31, 1, "it is heard when its notification is fetched"},
};

static const struct step time_steps[] = {
	{40, 100, "ticks a second"},
	{41, 1, "30 ticks of work take 30 ticks"},
	{42, 1, "all of them are the worker's"},
	{43, 0, "ticks of one who waits"},
	{44, 1, "ticks of one who sleeps"},
};

static const struct step fair_steps[] = {
	{1, 1, "three busy programs use all ticks"},
	{2, 1, "and about as many each"},
};

static void check_alarms(struct grading *g, const struct run *run)
{
	steps_check(g, run, "alarm", &alarms, alarm_steps);
	steps_check(g, run, "alarm", &times, time_steps);
}

SCENARIO(time, alarms, .title = "alarms, and what TIMES counts",
	 .modules = {"alarm 6", "waits=ipc_mortal 5 reading"},
	 .services = "alarm,waits", .traces = "none", .points = 2,
	 .check = check_alarms)

static void check_fair(struct grading *g, const struct run *run)
{
	steps_check(g, run, "referee", &fair, fair_steps);
}

SCENARIO(time, quanta, .title = "busy programs share the processor",
	 .modules = {"referee 6 7 8", "one=busy 150", "other=busy 150",
		     "third=busy 150"},
	 .services = "referee", .traces = "none", .points = 1,
	 .check = check_fair)

static const struct hint counts = {
	"the counters that are printed are those that GETINFO gives, at that "
	"moment",
	"they are printed only at the end",
	"kernel/system/do_diag.c, counters.c"};

/* The first line of counters is what the program asked for. */
static void check_counters(struct grading *g, const struct run *run)
{
	long faults = run_counter(run, "fault", "user");

	check(g, 1,
	      faults > 0 && run_proves(run, "counters", 1, (uint32_t)faults) &&
		      run_proves(run, "counters", 2, OK) &&
		      run_count(run, "counters.fault", NULL, NULL) == 2,
	      &counts, 0, "printed: %ld faults; told: %s", faults,
	      run_proof(run, "counters", 1));
}

SCENARIO(time, printed_counters, .title = "the kernel's counters, printed",
	 .modules = {"counters=print_counters"}, .services = "counters",
	 .traces = "none", .points = 1, .check = check_counters)
