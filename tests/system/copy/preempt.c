/*
 * preempt.c: what others do in the middle of a long copy, while its caller
 * waits for nothing but its turn.
 */
#include "grader/steps.h"

static const struct hint middle = {
	"a copy that was preempted goes on where it stopped, and ends with an "
	"error if there is nothing more to copy from, or to",
	"the call is executed again from its start, or not checked anew",
	"kcall_preempted() in kernel/kcall.c, virtual_copy_vmcheck() in "
	"kernel/arch/x86/data_copy.c"};
static const struct hint refused = {
	"who is in the middle of a call gets no handler, becomes no other "
	"program, and is stopped only at once",
	"a preempted call is not taken for a call",
	"proc_in_call() in "
	"kernel/proc.h"};
static const struct hint ended = {"who is in the middle of a call may die",
				  "its call is made all the "
				  "same",
				  "proc_clear() in kernel/proc.c"};

static const struct step caller_steps[] = {
	{4, -EFAULT, "a copy that VM refuses"},
	{1, -EPERM, "the grant was revoked in the middle"},
	{2, 0, "the first word had been copied"},
	{3, 0, "the last one had not"},
	{10, OK, "it was stopped in the middle"},
	{11, 1, "that took its time"},
	{12, 1, "its ticks are those of one copy"},
	{13, 0, "the first word"},
	{14, 0x7ffff, "the last word"},
	{20, -EDEADSRCDST, "the one it copies to has died"},
};

static const struct step breaker_steps[] = {
	{1, 0, "what the caller waits for"},
	{2, -EBUSY, "SIGSEND"},
	{3, -EBUSY, "SIGRETURN"},
	{4, -EINVAL, "EXEC"},
	{5, -EBUSY, "RUNCTL, to stop it when its call is over"},
	{6, OK, "RUNCTL, not to do so"},
	{7, OK, "RUNCTL, to stop it at once"},
	{8, OK, "RUNCTL, to let it run on"},
};

static const struct step end_steps[] = {
	{10, OK, "the caller is ended"},
	{11, -EINVAL, "it is nobody any more"},
};

static void check_preempted(struct grading *g, const struct run *run)
{
	steps_check(g, run, "caller", &middle, caller_steps);
	steps_check(g, run, "breaker", &refused, breaker_steps);
	steps_check(g, run, "breaker", &ended, end_steps);
}

SCENARIO(copy, copies_preempted,
	 .title = "what others do in the middle of a copy",
	 .modules = {"pm=pm_agent", "caller=preempt_caller 6 7",
		     "breaker=preempt_breaker 5", "victim=preempt_victim"},
	 .services = "caller:copier,breaker:copier,victim:peer",
	 .traces = "none", .points = 3, .check = check_preempted)
