/*
 * life.c: FORK, EXEC, PRIVCTL and SCHEDULE at work: what becomes of the
 * processes, in their own eyes and in those of others.
 *
 * PM and VM are stand-ins that make these calls for the programs: pm_agent,
 * vm_agent.
 */
#include "grader/steps.h"

#define CHILD_SLOT 40
#define GENERATION 0x8000
#define ORDERED 0x601      /* the type of a message that asks for SYS_EXEC */
#define MAPPED 0x98000000u /* linear: where the program has a page */

static const struct hint forked = {
	"parent and child return from the same call, each with an answer of "
	"its own; the child runs when it has its page table",
	"the child's slot: registers, whom it waits for, flags",
	"kernel/system/do_fork.c"};
static const struct hint apart = {
	"parent and child have the page in different frames of their own",
	"the child ran on its parent's page directory",
	"kernel/system/do_fork.c: RTS_VMINHIBIT"};
static const struct hint service_forked = {
	"a service's child does not run before PRIVCTL allows it, and is a "
	"plain program then, without the service's alarm",
	"privileges were inherited", "kernel/system/do_fork.c"};
static const struct hint execs = {
	"the new program starts at its entry, with its stack pointer, its name "
	"and nothing else; the old one's answer does not arrive",
	"a message for the old program was delivered to the new one",
	"kernel/system/do_exec.c"};
static const struct hint privs = {
	"masks refuse and allow what PRIVCTL has set, and nobody runs while "
	"they change",
	"the shared privileges of plain programs, or RTS_NO_PRIV",
	"kernel/system/do_privctl.c, kernel/priv.c"};
static const struct hint schedules = {
	"a better priority has all ticks, a longer quantum most of them",
	"the process was not moved to the other queue",
	"kernel/system/do_schedule.c, kernel/sched.c"};

static const struct step fork_steps[] = {
	{1, GENERATION + CHILD_SLOT, "the child, as its parent sees it"},
	{2, 0, "its ticks before it has a page table"},
	{3, 0, "its page directory then"},
	{4, OK, "it gets its page table"},
	{6, 3, "the parent's data when the child has gone"},
	{7, 9, "and its page"},
	{10, 2 * GENERATION + CHILD_SLOT, "the next child in the same slot"},
	{11, -EINVAL, "TIMES of the one before"},
	{12, -EINVAL, "FORK into a slot that is taken"},
	{13, -EINVAL, "FORK into one's own slot"},
	{21, OK, "the end of a child that never ran"},
	{22, -EINVAL, "TIMES of it"},
	{30, 0, "frames that were lost"},
};

static const struct step child_steps[] = {
	{100, GENERATION + CHILD_SLOT, "the child, as it sees itself"},
	{101, 1, "it has run for less time than its parent"},
	{102, 1, "its parent's data, as they were"},
	{103, 7, "and page"},
	{105, -ECALLDENIED, "SETGRANT"},
	{106, 0, "its name"},
};

static const struct step service_steps[] = {
	{1, 0, "ticks of the child before PRIVCTL"},
	{2, OK, "PRIVCTL, ALLOW"},
	{3, OK, "the service's alarm"},
	{4, OK, "the service's SETGRANT"},
	{100, 1, "the child has run for less time than its parent"},
	{101, -ECALLDENIED, "the child's SETGRANT"},
	{102, -ETRAPDENIED, "the child's RECEIVE"},
	{103, -ETRAPDENIED, "the child's NOTIFY"},
};

static const struct step exec_errors[] = {
	{1, -EINVAL, "EXEC of the dead"},
	{2, -EPERM, "EXEC of a task"},
	{3, -EPERM, "EXEC of PM"},
	{4, -EPERM, "EXEC of VM"},
	{5, -EINVAL, "EXEC without a name"},
	{6, -EINVAL, "EXEC with a blank in the name"},
	{7, 1, "the name after that"},
};

static const struct step second_steps[] = {
	{10, 0, "the stack pointer"},
	{11, 0, "the other registers"},
	{12, ORDERED, "what the old program had sent"},
	{13, 1, "the name"},
	{14, 0, "the endpoint"},
};

static const struct step third_steps[] = {
	{20, ORDERED, "what the old program had sent"},
	{21, 1, "the name"},
};

static const struct step candidate_steps[] = {
	{1, -ECALLDENIED, "a plain program's SETGRANT"},
	{2, -ETRAPDENIED, "its RECEIVE"},
	{3, OK, "a service's SETGRANT"},
	{4, -ECALLDENIED, "its MEMSET, which was taken away"},
	{5, -ETRAPDENIED, "its NOTIFY, which was taken away"},
	{6, OK, "its SETALARM"},
	{7, OK, "its RECEIVE"},
	{8, -ECALLDENIED, "its PRIVCTL, which no service has"},
	{9, -ECALLDENIED, "SETGRANT of who was a service"},
	{10, -ETRAPDENIED, "its RECEIVE"},
};

static const struct step privctl_steps[] = {
	{1, -EPERM, "SET_SERVICE of who is allowed"},
	{2, -EPERM, "ALLOW of who is allowed"},
	{3, OK, "DISALLOW"},
	{4, -EPERM, "DISALLOW of who is disallowed"},
	{5, OK, "its answer"},
	{6, 0, "ticks of who is disallowed"},
	{7, OK, "SET_SERVICE"},
	{8, OK, "ALLOW"},
	{20, OK, "DISALLOW of a service"},
	{21, OK, "SET_USER"},
	{22, OK, "ALLOW"},
	{23, OK, "its answer"},
	{30, -EINVAL, "DISALLOW of the dead"},
	{31, -EPERM, "DISALLOW of a task"},
	{32, -EPERM, "DISALLOW of VM"},
	{33, -EPERM, "DISALLOW of PM"},
	{34, -EINVAL, "nothing known (0)"},
	{40, -EINVAL, "CLEAR of the dead"},
	{41, -EPERM, "CLEAR of a task"},
	{42, -EPERM, "CLEAR of PM"},
	{43, -EPERM, "CLEAR of VM"},
};

static const struct step schedule_steps[] = {
	{1, OK, "SCHEDULE of another"},
	{2, 1, "one priority, one quantum: half of the ticks"},
	{3, OK, "SCHEDULE of oneself"},
	{4, 0, "the other's ticks when it is worse"},
	{5, OK, "SCHEDULE back, with a quantum of 1"},
	{6, 1, "the other's ticks with a quantum of 9"},
	{10, -EINVAL, "SCHEDULE of nobody"},
	{11, -EINVAL, "the first queue there is not"},
	{12, -EINVAL, "the largest number"},
	{13, -EINVAL, "a quantum of 0"},
	{14, -EPERM, "VM's priority"},
	{15, -EPERM, "SCHEDULE of VM"},
	{16, -EPERM, "SCHEDULE of PM"},
	{17, -EPERM, "SCHEDULE of a task"},
};

static uint32_t frame_at(const struct stop *stop)
{
	const struct walk *walk = stop_walk(stop, MAPPED);

	return walk && walk->present ? walk->phys : 0;
}

static void check_fork(struct grading *g, const struct run *run)
{
	struct stop child = steps_look(run, 104), parent = steps_look(run, 5);
	uint32_t childs = frame_at(&child), parents = frame_at(&parent);

	steps_check(g, run, "fork", &forked, fork_steps);
	steps_check(g, run, "fork", &forked, child_steps);
	check(g, 1,
	      childs && parents && childs != parents &&
		      child.cr3 != parent.cr3 &&
		      !run_proves(run, "fork", 20, 1),
	      &apart, parent.tick, "CR3 0x%08x and 0x%08x, 0x%08x and 0x%08x",
	      child.cr3, parent.cr3, childs, parents);
}

SCENARIO(life, fork, .title = "a program becomes two",
	 .modules = {"pm=pm_agent", "vm=vm_agent", "fork"}, .traces = "none",
	 .looks = 2, .walks = {MAPPED}, .points = 3, .check = check_fork)

static void check_service(struct grading *g, const struct run *run)
{
	steps_check(g, run, "fork_service", &service_forked, service_steps);
}

SCENARIO(life, fork_service, .title = "a service's child is none",
	 .modules = {"pm=pm_agent", "vm=vm_agent", "fork_service",
		     "plain=quiet"},
	 .services = "fork_service", .traces = "none", .points = 1,
	 .check = check_service)

static void check_exec(struct grading *g, const struct run *run)
{
	steps_check(g, run, "exec", &execs, exec_errors);
	steps_check(g, run, "second", &execs, second_steps);
	steps_check(g, run, "third", &execs, third_steps);
	check(g, 1,
	      steps_exited(run, "third") && !run_proves(run, "exec", 9, 1) &&
		      !run_proves(run, "second", 19, 1),
	      &execs, 0, "the old program went on");
}

SCENARIO(life, exec, .title = "a program becomes another",
	 .modules = {"pm=pm_agent", "exec 6", "dead=gone"}, .traces = "none",
	 .points = 4, .check = check_exec)

static void check_privileges(struct grading *g, const struct run *run)
{
	steps_check(g, run, "leader", &privs, privctl_steps);
	steps_check(g, run, "candidate", &privs, candidate_steps);
}

SCENARIO(life, privileges, .title = "a program becomes a service, and back",
	 .modules = {"pm=pm_agent", "leader=privileges leader 6",
		     "candidate=privileges candidate"},
	 .traces = "none", .limit = 60000000, .points = 2,
	 .check = check_privileges)

static void check_schedule(struct grading *g, const struct run *run)
{
	steps_check(g, run, "leader", &schedules, schedule_steps);
}

SCENARIO(life, schedule, .title = "priorities and quanta at PM's order",
	 .modules = {"pm=pm_agent", "leader=schedule leader 6",
		     "other=schedule 5"},
	 .traces = "none", .points = 1, .check = check_schedule)
