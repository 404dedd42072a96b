/*
 * signal.c: signal handlers, and processes that are stopped, with a PM
 * that does what the scenarios' programs tell it (programs/pm_signal.c).
 */
#include <faultline/signal.h>
#include <string.h>
#include "grader/steps.h"

static const struct hint frames = {
	"a handler's frame is written whatever its page is like, in one trip "
	"to VM at most, and nothing changes if it cannot be",
	"registers changed before the frame was written, or a suspended call "
	"that was not executed again",
	"kernel/system/do_sigsend.c"};
static const struct hint registers = {
	"all registers come back when a handler is done, and no flag that is "
	"not the process's",
	"a register that an answer overwrote, or flags taken as they came",
	"kernel/arch/x86/context.c, kernel/system/do_sigreturn.c"};
static const struct hint arguments = {
	"calls without sense, and for those whom PM must not stop, are refused",
	"an argument that is not checked",
	"signal_target() in kernel/signal.c"};
static const struct hint faults = {
	"a handler for SIGSEGV runs, and the process goes on where it says",
	"the process was not held until the frame was there",
	"kernel/signal.c, kernel/system/do_endksig.c"};
static const struct hint stops = {
	"a stopped process does not run before it is resumed, with a handler "
	"or without",
	"RTS_PROC_STOP", "kernel/system/do_runctl.c"};

#define USER_FLAGS 0x240ed7 /* and interrupts are on */

#define HANDLED(step)                                                         \
	{(step), 2, "handlers that ran"}, {(step) + 1, SIGFPE, "the signal"}, \
		{(step) + 2, 1, "the context is what it was doing"},          \
		{(step) + 3, 0, "and again after a return"},                  \
		{(step) + 4, USER_FLAGS,                                      \
		 "flags after a return with wild ones"},                      \
	{                                                                     \
		(step) + 5, 0xbeef, "the mask"                                \
	}

static const struct step target_handled[] = {HANDLED(10),
					     HANDLED(20),
					     HANDLED(30),
					     HANDLED(40),
					     {211, 0, "aligned arguments"}};

static const struct step target_other[] = {
	{200, 0x5a5a5a5a, "EAX after a fault's handler"},
	{201, SIGSEGV, "the signal"},
	{202, 0, "the context is at the fault"},
	{210, SIGTRAP, "a handler that was sent while it was stopped"},
};

static const struct step sent[] = {
	{10, 0, "to memory that is there"},
	{11, 0, "without VM"},
	{12, 0, "again"},
	{13, 0, "without VM"},
	{20, 0, "to a page that was never touched"},
	{21, 1, "one trip to VM"},
	{22, 0, "again"},
	{23, 0, "without VM"},
	{30, 0, "to a page that is shared"},
	{31, 1, "one trip to VM"},
	{32, 0, "again"},
	{33, 0, "without VM"},
	{40, 0, "across two pages"},
	{41, 1, "one trip to VM"},
	{42, 0, "again"},
	{43, 0, "without VM"},
	{50, -EFAULT, "outside of the stack segment"},
	{51, 0, "the stack pointer after it"},
	{52, 0, "where it is after it"},
	{53, 5, "SIGRETURN elsewhere; the mask"},
	{60, -EFAULT, "where there is no memory"},
	{61, 0, "the stack pointer after it"},
	{62, 0, "where it is after it"},
	{63, 6, "SIGRETURN elsewhere; the mask"},
	{70, -EFAULT, "to read-only memory"},
	{71, 0, "the stack pointer after it"},
	{72, 0, "where it is after it"},
	{73, 7, "SIGRETURN elsewhere; the mask"},
};

static const struct step refused[] = {
	{150, -EINVAL, "signal 0"},
	{151, -EINVAL, "a signal that is no process's"},
	{152, -EINVAL, "stopping nobody"},
	{153, -EPERM, "stopping VM"},
	{154, -EPERM, "stopping PM"},
	{155, -EINVAL, "neither stop nor resume"},
	{156, -EINVAL, "a flag that does not exist"},
	{157, -EFAULT, "a context outside of the segment"},
	{158, -EFAULT, "a context where there is no memory"},
	{159, -EPERM, "a return of VM's"},
	{160, -EPERM, "stopping a task"},
	{161, -EBUSY, "a handler for who waits for an answer"},
};

static const struct step faulted[] = {
	{200, 1, "GETKSIG names the target"},
	{201, 1 << SIGSEGV, "and its signal"},
	{202, 0, "SIGSEND"},
	{203, 0, "ENDKSIG"},
	{204, -EINVAL, "ENDKSIG again"},
};

static const struct step stopped[] = {
	{300, 1, "it counts"},
	{301, 0, "stop"},
	{302, 0, "it does not"},
	{303, 0, "a handler for a stopped process"},
	{304, 0, "it does not count"},
	{305, 0, "nor handle"},
	{306, 0, "resume"},
	{307, 1, "it counts"},
	{308, 1, "it has handled"},
};

static void check_handlers(struct grading *g, const struct run *run)
{
	steps_check(g, run, "leader", &frames, sent);
	steps_check(g, run, "target", &registers, target_handled);
	steps_check(g, run, "leader", &arguments, refused);
	steps_check(g, run, "leader", &faults, faulted);
	steps_check(g, run, "target", &faults, target_other);
	steps_check(g, run, "leader", &stops, stopped);
	check(g, 1, steps_exited(run, "target"), &registers, 0,
	      "the target did not end by itself");
}
SCENARIO(signal, signal_handlers,
	 .title = "handlers on all kinds of stacks, and back",
	 .modules = {"pm=pm_signal 5", "leader=signal_leader 6",
		     "target=signal_target"},
	 .services = "leader:copier", .traces = "none", .limit = 60000000,
	 .points = 7, .check = check_handlers)

static const struct hint delays = {
	"who sends is stopped when its message has been taken, and the signal "
	"SIGSNDELAY says when that is",
	"MF_SIG_DELAY is forgotten, or looked at too late",
	"signal_call_over() in kernel/signal.c"};
static const struct hint anywhere = {
	"a program can be stopped at any time, and have a handler, and none of "
	"its calls knows",
	"a suspended call's answer went to the handler's registers, or was "
	"lost",
	"kernel/kcall.c, kernel/system/do_sigsend.c"};

static const struct step delayed[] = {
	{10, -EBUSY, "stopping a sender, with delay"},
	{11, -EBUSY, "a handler for a sender"},
	{12, 0, "no signal yet"},
	{13, 1, "its message"},
	{14, 0, "it is held"},
	{15, 1 << SIGSNDELAY, "its signal"},
	{16, 0, "stop"},
	{17, 0, "a handler"},
	{18, 0, "ENDKSIG"},
	{19, 0, "it is stopped"},
	{20, 0, "and has not handled"},
	{21, 0, "resume"},
	{22, 1, "it counts"},
	{23, 1, "and has handled"},
	{30, 0, "stopping a sender at once"},
	{31, 2, "its message, all the same"},
	{32, 0, "it is stopped"},
	{33, 0, "and has no signal"},
	{34, 0, "resume"},
	{35, 1, "it counts"},
	{40, -EBUSY, "stopping a sender, with delay"},
	{41, 0, "taking that back"},
};

static const struct step sender[] = {
	{10, 0, "its first message"},
	{20, 0, "its second"},
	{30, -EDEADSRCDST, "its third, to one who dies"},
	{40, 1, "handlers that ran"},
	{41, SIGTRAP, "the signal"},
	{42, 0, "the result of its call, in the handler's context"},
};

static void check_delays(struct grading *g, const struct run *run)
{
	steps_check(g, run, "leader", &delays, delayed);
	steps_check(g, run, "sender", &delays, sender);
}
SCENARIO(signal, signal_delays, .title = "processes stopped while they send",
	 .modules = {"pm=pm_signal 5", "leader=signal_delay 6",
		     "sender=signal_sender 5"},
	 .services = "leader:copier,sender:copier", .traces = "none",
	 .limit = 60000000, .points = 2, .check = check_delays)

/*
 * How often was a handler sent while a call of the worker's was to be executed
 * again? The next event of the worker's would be that.
 */
static int sent_before_resume(const struct run *run)
{
	bool sent_last = false;
	int count = 0;

	for (size_t i = 0; i < run->log.count; i++) {
		const char *text = run->log.lines[i].text;

		if (!strstr(text, "who=worker("))
			continue;
		count += sent_last && strncmp(text, "kcall.resume", 12) == 0;
		if (strncmp(text, "signal.runctl", 13) != 0)
			sent_last = strncmp(text, "signal.send", 11) == 0;
	}
	return count;
}

/* How often was the worker in the middle of a call, and not to be stopped? */
static int refused_stops(const struct run *run)
{
	int count = 0;

	for (size_t i = 0; i < run->log.count; i++) {
		const char *text = run->log.lines[i].text;

		count += strncmp(text, "signal.runctl who=worker(", 25) == 0 &&
			 strstr(text, "result=-16");
	}
	return count;
}

static void check_storm(struct grading *g, const struct run *run)
{
	int resumed = sent_before_resume(run), refused = refused_stops(run);

	check(g, 1, run_proves(run, "worker", 1, 0), &anywhere, 0,
	      "calls of the worker's that went wrong: %s",
	      run_proof(run, "worker", 1));
	check(g, 1, run_proves(run, "worker", 2, 0), &anywhere, 0,
	      "handlers whose arguments were changed: %s",
	      run_proof(run, "worker", 2));
	check(g, 1, run_proves(run, "storm", 1, 0), &anywhere, 0,
	      "calls about the worker that went wrong: %s",
	      run_proof(run, "storm", 1));
	check(g, 1, run_proves(run, "storm", 2, 0), &anywhere, 0,
	      "handlers that did not run: %s", run_proof(run, "storm", 2));
	check(g, 1, resumed == 0 && refused >= 5, &anywhere, 0,
	      "%d handlers came while a call waited to be executed again; of "
	      "%d stops in the middle of a call",
	      resumed, refused);
}
SCENARIO(signal, signal_storm, .title = "handlers at any time",
	 .modules = {"pm=pm_signal 5", "storm=signal_storm 6 60",
		     "worker=signal_worker"},
	 .services = "storm:copier", .traces = "signal,kcall",
	 .limit = 200000000, .points = 5, .check = check_storm)
