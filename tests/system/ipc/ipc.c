/*
 * ipc.c: messages between services, and what plain programs may send.
 */
#include <faultline/call.h>
#include <faultline/endpoint.h>
#include "grader/steps.h"

static const struct hint in_order = {
	"callers are served in the order in which they came, unless one is "
	"asked for; notifications come before messages, and two are one",
	"the queue of callers, or the set of pending notifications",
	"do_receive() in kernel/ipc.c"};
static const struct hint status_words = {
	"the status word names the sender's call, however the message came",
	"one of the ways to hand a message over",
	"hand_over(), take_caller() in kernel/ipc.c"};
static const struct hint no_deadlock = {
	"who would close a circle of waiting gets -101 (ELOCKED), and all the "
	"others go on",
	"the search along who waits for whom", "deadlock() in kernel/ipc.c"};
static const struct hint no_sense = {
	"calls without sense, to nobody, to tasks, to oneself are refused",
	"the order of the checks", "permitted() in kernel/ipc.c"};
static const struct hint plain_calls = {
	"a plain program may SENDREC to servers: every other call is refused, "
	"and the servers refuse what is not for it",
	"the masks of the users' privileges, or the servers' own checks",
	"kernel/priv.c, permitted() in kernel/ipc.c, servers/vm/serve.c"};
static const struct hint the_dead = {
	"who waits for a process that dies gets -105 (EDEADSRCDST)",
	"the dying process was not taken out of all queues",
	"ipc_forget() in kernel/ipc.c"};
static const struct hint not_there = {
	"a message may be in memory that was never touched: VM makes it "
	"present, and the call goes on",
	"the trap was not executed again, or the message not delivered again",
	"kernel/deliver.c"};
static const struct hint bad_pointers = {
	"a message where there can be none is -14 (EFAULT) to who sends it",
	"the pointer is not checked, or VM's refusal gets lost",
	"kernel/deliver.c, complete() in kernel/vmrequest.c"};
static const struct hint read_only = {
	"a message that is wanted in read-only memory ends who wants it, by "
	"SIGSEGV; who sent it is none the wiser",
	"VM's refusal was taken for the sender's, or for nobody's",
	"deliver_refused() in kernel/deliver.c"};

static const struct step order[] = {
	{10, 1, "the first of two is first"},
	{11, 0, "its message"},
	{12, 1, "the second of two is second"},
	{13, 1, "the second of two is asked for"},
	{14, 1, "and then the first"},
	{15, 1, "a notification before the message sent after it"},
	{16, 1, "the message"},
	{17, CLOCK, "no second notification"},
};

static const struct step statuses[] = {
	{30, SEND, "SEND to a waiting receiver"},
	{31, SENDREC, "SENDREC to a waiting receiver"},
	{32, SEND, "SEND of the answer"},
	{33, 0, "the answer"},
	{34, NOTIFY, "NOTIFY"},
	{35, SENDNB, "SENDNB"},
	{36, SEND, "SEND, and the receiver is late"},
	{37, SENDREC, "SENDREC, and the receiver is late"},
	{38, NOTIFY, "an alarm"},
};

static const struct step deadlocks[] = {
	{50, -ENOTREADY, "SENDNB to one who waits to send to us"},
	{51, -ELOCKED, "SEND to one who waits to send to us"},
	{52, -ELOCKED, "SENDREC to one who waits to send to us"},
	{53, SEND, "RECEIVE from one who waits to send to us"},
	{54, -ELOCKED, "RECEIVE from one who waits to receive from us"},
	{55, OK, "SENDNB to one who waits to receive from us"},
	{56, -ELOCKED, "SEND that closes a circle of three"},
	{57, -ELOCKED, "RECEIVE that closes a circle of three"},
	{58, SEND, "RECEIVE from the third of the circle"},
	{59, SEND, "RECEIVE from the second, when the circle is open"},
};

static const struct step senseless[] = {
	{70, -EBADCALL, "call 0"},
	{71, -EBADCALL, "call 6"},
	{72, -EBADCALL, "the largest call"},
	{73, -EINVAL, "SEND to ANY"},
	{74, -EDEADSRCDST, "SEND to NONE"},
	{75, -EDEADSRCDST, "SEND to another generation"},
	{76, -EDEADSRCDST, "SENDREC to an empty slot"},
	{77, -EDEADSRCDST, "SENDNB to a malformed endpoint"},
	{78, -EDEADSRCDST, "NOTIFY of another generation"},
	{79, -EDEADSRCDST, "RECEIVE from another generation"},
	{80, -ETRAPDENIED, "SEND to a task"},
	{81, -ETRAPDENIED, "SENDREC to a task"},
	{82, -ETRAPDENIED, "NOTIFY of a task"},
	{83, -ELOCKED, "SEND to oneself"},
	{84, -ELOCKED, "RECEIVE from oneself"},
	{85, -EINVAL, "NOTIFY of oneself"},
	{86, -EINVAL, "NOTIFY of ANY"},
};

static void check_ipc(struct grading *g, const struct run *run)
{
	steps_check(g, run, "leader", &in_order, order);
	steps_check(g, run, "leader", &status_words, statuses);
	steps_check(g, run, "leader", &no_deadlock, deadlocks);
	steps_check(g, run, "leader", &no_sense, senseless);
}

SCENARIO(ipc, ipc_services, .title = "services send in every way there is",
	 .modules = {"leader=ipc_leader 6 7", "first=ipc_partner 5",
		     "second=ipc_partner 5"},
	 .services = "leader,first,second", .traces = "none", .points = 4,
	 .check = check_ipc)

static const struct step plain[] = {
	{1, -ETRAPDENIED, "SEND to PM"},
	{2, -ETRAPDENIED, "SENDNB to VM"},
	{3, -ETRAPDENIED, "NOTIFY of PM"},
	{4, -ETRAPDENIED, "RECEIVE from ANY"},
	{5, -ETRAPDENIED, "RECEIVE from PM"},
	{6, -ECALLDENIED, "SENDREC to a service"},
	{7, -ECALLDENIED, "SEND to a service"},
	{8, -ECALLDENIED, "NOTIFY of a service"},
	{9, -ECALLDENIED, "SENDREC to a task"},
	{10, -EDEADSRCDST, "SENDREC to NONE"},
	{11, -EINVAL, "SENDREC to ANY"},
	{12, -ENOSYS, "PM: no such call"},
	{13, -ENOSYS, "VM: no such call"},
	{14, -EPERM, "VM_EXIT"},
	{15, -EPERM, "VM_WILLEXIT"},
	{16, -EPERM, "VM_PAGEFAULT, as if from the kernel"},
};

static void check_plain(struct grading *g, const struct run *run)
{
	steps_check(g, run, "plain", &plain_calls, plain);
}

SCENARIO(ipc, ipc_plain, .title = "a plain program's messages",
	 .modules = {"plain=ipc_plain 6", "service=ipc_mortal 5 reading"},
	 .services = "service", .traces = "none", .points = 1,
	 .check = check_plain)

static const struct step deaths[] = {
	{10, -EDEADSRCDST, "SEND to one who dies"},
	{11, -EDEADSRCDST, "RECEIVE from one who dies"},
	{12, -EDEADSRCDST, "SENDREC to one who dies"},
	{13, -EDEADSRCDST, "SENDREC to one who dies before it answers"},
	{14, -EDEADSRCDST, "SEND to the dead"},
	{15, -EDEADSRCDST, "NOTIFY of the dead"},
	{16, CLOCK, "nothing is left over"},
};

static const struct step fresh[] = {
	{30, OK, "SENDREC of a message that is not there"},
	{31, 0, "its last word"},
	{32, 0, "who answered"},
	{33, 2, "requests to VM for it: to read, to write"},
	{34, OK, "RECEIVE to where nothing is yet"},
	{35, NOTIFY_MESSAGE, "the message that came"},
	{36, OK, "a kernel call with a message half of which is there"},
	{37, 1, "its answer"},
};

static const struct step pointers[] = {
	{50, -EFAULT, "SEND from across the segment's end"},
	{51, -EFAULT, "SEND from a range that wraps"},
	{52, -EFAULT, "SEND from where nothing is"},
	{53, -EFAULT, "SENDREC from where nothing is"},
	{54, -EFAULT, "SENDNB from 0"},
	{55, -EFAULT, "RECEIVE to outside the segment"},
	{56, OK, "SEND to one who wants it in read-only memory"},
	{57, -EDEADSRCDST, "and once more"},
};

static void check_survivor(struct grading *g, const struct run *run)
{
	steps_check(g, run, "survivor", &the_dead, deaths);
	steps_check(g, run, "survivor", &not_there, fresh);
	steps_check(g, run, "survivor", &bad_pointers, pointers);
	check(g, 1,
	      steps_killed(run, "readonly", "SIGSEGV") &&
		      !run_proves(run, "readonly", 2, 1),
	      &read_only, 0, "it came to another end");
}

SCENARIO(ipc, ipc_survivor,
	 .title = "peers that die, and messages where there is no memory",
	 .modules = {"survivor=ipc_survivor 6 7 8 9 10 11",
		     "silent1=ipc_mortal 5 silent",
		     "silent2=ipc_mortal 5 silent",
		     "silent3=ipc_mortal 5 silent",
		     "reading=ipc_mortal 5 reading",
		     "readonly=ipc_mortal 5 readonly", "echo"},
	 .services = "survivor,silent1,silent2,silent3,reading,readonly,echo",
	 .traces = "none", .points = 4, .check = check_survivor)
