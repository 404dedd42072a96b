/*
 * idle.c: when nobody can run.
 *
 * Then only an interrupt can change something: the clock's, if it may end an
 * alarm, or a device's. If none is expected either, nothing will ever happen
 * again, and the machine ends and says who waits for whom.
 */
#include "kernel/idle.h"
#include "kernel/arch.h"
#include "kernel/clock.h"
#include "kernel/debug.h"
#include "kernel/ipc.h"
#include "kernel/irq.h"
#include "kernel/log.h"
#include "kernel/sched.h"

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

/* Without this the machine would just sit there. */
static _Noreturn void nobody_will_ever_run(void)
{
	log_line("Every process waits, and nothing can wake one:");
	for (int nr = 0; nr < NR_PROCS; nr++)
		if (!(proc_slot(nr)->rts & RTS_SLOT_FREE))
			print_waiting(proc_slot(nr));
	panic("idle for ever: nothing can happen any more");
}

struct proc *idle(void)
{
	struct proc *p;

	proc_ptr = proc_slot(IDLE);
	while (!(p = sched_pick())) {
		if (!clock_alarms_pending() && !irq_expected())
			nobody_will_ever_run();
		arch_idle();
	}
	return p;
}
