/*
 * late.c: calls that wait for VM, one behind the other, while those die
 * who made them or whom they are about. VM as it is never lets that come to
 * pass (see vm_late.c).
 */
#include "grader/steps.h"

#define WAITS_FOR_VM 0x0800   /* RTS_VMREQUEST */
#define IS_TO_CHANGE 0x1000   /* RTS_VMREQTARGET */
#define WAITS_FOR_WORD 0x0008 /* RTS_RECEIVING */
#define FAULTED 0x0404        /* RTS_PAGEFAULT, RTS_SENDING */

static const struct hint chain = {
	"who dies is taken from the kernel's requests, and a request about the "
	"dead is answered without VM",
	"a request stays on the chain that nobody waits for any more, or one "
	"is "
	"lost that was behind it",
	"kernel/vmrequest.c, vmrequest_forget()"};
static const struct hint queued = {
	"a page fault waits until VM listens, and is still the kernel's word "
	"then",
	"what the kernel sends for a process is queued as if the process had "
	"sent it",
	"kernel/ipc.c, ipc_send_from_kernel()"};

static const struct hint queue = {
	"who dies is taken from the queue it stands in, and the others keep "
	"their places",
	"the dead is received from, or the queue ends where it stood",
	"kernel/ipc.c, ipc_forget()"};

static const struct step waiting[] = {
	{1, WAITS_FOR_VM, "the first copy"},
	{2, WAITS_FOR_VM, "the third"},
	{3, WAITS_FOR_VM | IS_TO_CHANGE, "who maps is the target, too"},
	{4, WAITS_FOR_WORD, "who is copied to goes on with what it does"},
	{5, 5, "suspensions so far"},
	{10, WAITS_FOR_VM, "the first, when the second has died"},
	{11, WAITS_FOR_VM, "a copy to somebody who lives"},
	{12, OK, "its message is overwritten, which changes nothing"},
};

static const struct step deaf[] = {
	{20, FAULTED, "who has faulted waits to tell VM"},
};

static void check_late(struct grading *g, const struct run *run)
{
	bool told = run_proves(run, "copy1", 1, (uint32_t)-EFAULT) &&
		    run_proves(run, "copy3", 1, (uint32_t)-EFAULT) &&
		    run_proves(run, "map", 1, (uint32_t)-EFAULT);

	steps_check(g, run, "leader", &chain, waiting);
	check(g, 1, told, &chain, 0,
	      "results of calls about the dead: %s, %s, %s, not -14",
	      run_proof(run, "copy1", 1), run_proof(run, "copy3", 1),
	      run_proof(run, "map", 1));
	check(g, 1, run_proves(run, "copy4", 1, OK), &chain, 0,
	      "the copy to who lives: %s", run_proof(run, "copy4", 1));
	steps_check(g, run, "leader", &queued, deaf);
	check(g, 1, run_proves(run, "touch", 1, 0), &queued, 0,
	      "the word behind the fault: %s", run_proof(run, "touch", 1));
}

SCENARIO(ipc, late_vm, .title = "a VM that takes its time, and deaths",
	 .modules = {"vm=vm_late", "leader=late_leader 6 7 8 9 10 11 12 13",
		     "dying=late 5 target", "living=late 5 target",
		     "copy1=late 5 copy 6 1", "copy2=late 5 copy 6 2",
		     "copy3=late 5 copy 6 3", "map=late 5 map 6",
		     "copy4=late 5 copy 7 1", "touch=late 5 touch"},
	 .services = "leader,dying,living,copy1,copy2,copy3,map,copy4,touch",
	 .traces = "none", .points = 5, .check = check_late)

static const struct step heard[] = {
	{1, 7, "the first is heard first"},
	{2, 9, "then the third"},
	{3, 1, "and nobody else"},
};

static void check_queue(struct grading *g, const struct run *run)
{
	check(g, 1, run_proves(run, "leader", 1, 0x0004), &queue, 0,
	      "the second's flags before it died: %s, not RTS_SENDING",
	      run_proof(run, "leader", 1));
	steps_check(g, run, "deaf", &queue, heard);
	check(g, 1,
	      run_proves(run, "first", 2, OK) &&
		      run_proves(run, "third", 2, OK),
	      &queue, 0, "results of sending: %s, %s",
	      run_proof(run, "first", 2), run_proof(run, "third", 2));
}

SCENARIO(ipc, queue_death, .title = "death in a queue of senders",
	 .modules = {"vm=vm_late", "leader=queue_leader 6 7 8 9",
		     "deaf=queue_deaf 5", "first=waits send 6",
		     "second=waits send 6", "third=waits send 6"},
	 .services = "leader,deaf,first,second,third", .traces = "none",
	 .points = 3, .check = check_queue)
