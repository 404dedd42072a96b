/*
 * ipc_buffers.c: messages that cannot be written where they are wanted,
 * or only after VM has made a copy; and queues whose head dies.
 */
#include <faultline/call.h>
#include <faultline/endpoint.h>
#include "grader/steps.h"

static const struct hint bad_buffers = {
	"who wants a message where it cannot be written gets SIGSEGV; who sent "
	"it, and everybody else, goes on",
	"the delivery that failed was tried for ever, or blamed on the sender",
	"deliver_message(), deliver_refused() in kernel/deliver.c"};
static const struct hint copy_on_write = {
	"an answer is written into the receiver's own copy of a shared page",
	"it was written to the frame that both have, or taken for an error",
	"deliver_message() in kernel/deliver.c, page_provide_range() in VM"};
static const struct hint queued = {
	"who waits to send to a victim is unblocked, unlinked, and can wait in "
	"another queue",
	"the dead process's queue kept its links",
	"ipc_forget() in kernel/ipc.c"};
static const struct hint chosen = {
	"a notification that is asked for is found behind those of others",
	"only the lowest pending one is looked at",
	"take_notification() in kernel/ipc.c"};

static const struct step sent[] = {
	{10, OK, "SEND to one whose buffer is nowhere"},
	{11, -EDEADSRCDST, "and once more"},
	{12, OK, "SEND to one half of whose buffer is there"},
	{13, -EDEADSRCDST, "and once more"},
	{14, OK, "SEND to one whose buffer is at 0"},
	{15, -EDEADSRCDST, "and once more"},
};

static const struct step shared[] = {
	{20, OK, "SENDREC of a message in a page that two have"},
	{21, 1, "requests to VM for it: to write the answer"},
	{22, 0, "who answered"},
	{23, 77, "what the other still reads there"},
};

static void check_buffers(struct grading *g, const struct run *run)
{
	static const char *const victims[] = {"unmapped", "half", "zero",
					      "readonly"};

	steps_check(g, run, "sender", &bad_buffers, sent);
	steps_check(g, run, "sender", &copy_on_write, shared);
	for (int i = 0; i < 4; i++)
		check(g, 1,
		      steps_killed(run, victims[i], "SIGSEGV") &&
			      !run_proves(run, victims[i], 2, 1),
		      &bad_buffers, 0, "%s came to another end", victims[i]);
}

SCENARIO(ipc, ipc_buffers,
	 .title = "messages that cannot be written where they are wanted",
	 .modules = {"sender=ipc_sender 6 7 8 9",
		     "unmapped=ipc_buffer unmapped 5", "half=ipc_buffer half 5",
		     "zero=ipc_buffer zero 5", "partner=senda_partner 5",
		     "readonly=ipc_buffer readonly"},
	 .services = "sender,unmapped,half,zero,partner", .traces = "none",
	 .points = 6, .check = check_buffers)

static const struct step member[] = {
	{1, -EDEADSRCDST, "SEND to the victim"},
	{2, OK, "SEND to the collector"},
	{3, -EDEADSRCDST, "RECEIVE from the collector, which ends"},
};

static const struct step collected[] = {
	{1, 0, "the first to come is the first"},
	{2, 0, "the second is the second"},
};

static const struct step notified[] = {
	{3, 0, "the second's notification, which is asked for"},
	{4, NOTIFY_MESSAGE, "its type"},
	{5, 0, "the first's"},
	{6, CLOCK, "and no more"},
};

static void check_queue(struct grading *g, const struct run *run)
{
	steps_check(g, run, "first", &queued, member);
	steps_check(g, run, "second", &queued, member);
	steps_check(g, run, "collector", &queued, collected);
	steps_check(g, run, "collector", &chosen, notified);
}

SCENARIO(ipc, ipc_queue, .title = "two wait for a victim, and then again",
	 .modules = {"first=ipc_queue 7 8", "second=ipc_queue 7 8",
		     "victim=ipc_mortal 8 silent",
		     "collector=ipc_collector 7 5 6"},
	 .services = "first,second,victim,collector", .traces = "none",
	 .points = 4, .check = check_queue)
