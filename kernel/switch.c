/*
 * switch.c: the way out of the kernel.
 *
 * There is one, and it never returns. What has to be done in a process's own
 * address space is done here, when that is loaded anyway: its suspended kernel
 * call, and the message that is parked for it. Either may suspend it (again);
 * then somebody else is chosen.
 */
#include "kernel/switch.h"
#include "kernel/arch.h"
#include "kernel/check.h"
#include "kernel/clock.h"
#include "kernel/debug.h"
#include "kernel/deliver.h"
#include "kernel/ipc.h"
#include "kernel/irq.h"
#include "kernel/kcall.h"
#include "kernel/log.h"
#include "kernel/sched.h"
#include "kernel/signal.h"
#include "kernel/vmrequest.h"

static void print_waiting(const struct proc *p)
{
	const struct proc *peer = proc_lookup(ipc_waits_for(p));

	if (p->rts & (RTS_SENDING | RTS_RECEIVING))
		log_line("  " WHO " waits to %s %s, flags 0x%x", WHO_OF(p),
			 p->rts & RTS_SENDING ? "send to" : "receive from",
			 peer ? peer->name : "anybody", p->rts);
	else
		log_line("  " WHO " is stopped: %s%s%s%s%s%s, flags 0x%x",
			 WHO_OF(p),
			 p->rts & RTS_PAGEFAULT ? "page fault not cleared "
						: "",
			 p->rts & RTS_VMREQUEST ? "request to VM " : "",
			 p->rts & RTS_VMREQTARGET ? "target of a request " : "",
			 p->rts & RTS_VMINHIBIT ? "no page table yet " : "",
			 p->rts & RTS_NO_PRIV ? "no privileges yet " : "",
			 p->rts & RTS_SIG_PENDING ? "signal " : "", p->rts);
}

/* All wait for each other: without this the machine would just sit there. */
static _Noreturn void nobody_will_ever_run(void)
{
	log_line("Every process waits, and nothing can wake one:");
	for (int nr = 0; nr < NR_PROCS; nr++)
		if (!(proc_slot(nr)->rts & RTS_SLOT_FREE))
			print_waiting(proc_slot(nr));
	panic("idle for ever: nothing can happen any more");
}

static struct proc *pick(void)
{
	struct proc *p;

	while (!(p = sched_pick())) {
		if (!clock_alarms_pending() && !irq_expected())
			nobody_will_ever_run();
		proc_ptr = proc_slot(IDLE);
		arch_idle();
	}
	return p;
}

/*
 * Would the processor go on with p where p's code segment has ended? It refuses
 * to return there, and complains in the kernel: p must get the signal instead.
 */
static bool left_its_text(const struct proc *p)
{
	return arch_pc(p) >= arch_text_size(p);
}

/*
 * Do what p, whose address space is loaded, still has to have done. False: it
 * must wait again, or somebody else may have to go first now.
 */
static bool ready(struct proc *p)
{
	if (p->misc & MF_KCALL_RESUME) {
		kcall_resume(p);
		return false;
	}
	if ((p->misc & MF_DELIVERMSG) && !deliver_message(p))
		return false;
	if (left_its_text(p)) {
		signal_cause(p, SIGSEGV);
		return false;
	}
	return true;
}

void switch_to_user(void)
{
	struct proc *p;

	do {
		p = pick();
		proc_ptr = p;
		switch_address_space(p);
		check_space(p);
	} while (!ready(p));
	check_all(p);
	arch_return_to_user(p);
}
