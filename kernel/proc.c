/*
 * proc.c: the process table.
 *
 * A process runs if and only if its rts flags are all clear; then, and only
 * then, it is on a run queue. proc_stop() and proc_release() keep the two in
 * step, so nothing else may write rts, except for a slot that is being made.
 */
#include "kernel/proc.h"
#include <lib/string.h>
#include "kernel/arch.h"
#include "kernel/debug.h"
#include "kernel/ipc.h"
#include "kernel/irq.h"
#include "kernel/priv.h"
#include "kernel/sched.h"
#include "kernel/trace.h"

struct proc proc_table[NR_TASKS + NR_PROCS];
struct proc *proc_ptr;

static void task_init(int nr, const char *name)
{
	struct proc *p = proc_slot(nr);

	strlcpy(p->name, name, sizeof(p->name));
	p->rts = RTS_PROC_STOP;
	if (priv_assign(p, PRIV_TASK) != OK)
		panic("no privilege structure for task %s", name);
}

void proc_init(void)
{
	for (int nr = -NR_TASKS; nr < NR_PROCS; nr++) {
		struct proc *p = proc_slot(nr);

		p->rts = RTS_SLOT_FREE;
		p->endpoint = endpoint_make(0, nr);
		p->getfrom = p->sendto = NONE;
	}
	task_init(IDLE, "idle");
	task_init(CLOCK, "clock");
	task_init(SYSTEM, "system");
	task_init(HARDWARE, "hardware");
	proc_ptr = proc_slot(IDLE);
}

struct proc *proc_lookup(endpoint_t e)
{
	int slot = endpoint_slot(e);
	struct proc *p;

	if (slot >= NR_PROCS)
		return NULL;
	p = proc_slot(slot);
	if (p->endpoint != e || (p->rts & RTS_SLOT_FREE))
		return NULL;
	return p;
}

struct proc *proc_lookup_self(endpoint_t e, struct proc *caller)
{
	return e == SELF ? caller : proc_lookup(e);
}

void proc_stop(struct proc *p, uint32_t flags)
{
	bool ran = proc_runnable(p);

	p->rts |= flags;
	if (ran && !proc_runnable(p))
		sched_dequeue(p);
}

void proc_release(struct proc *p, uint32_t flags)
{
	bool ran = proc_runnable(p);

	p->rts &= ~flags;
	if (!ran && proc_runnable(p))
		sched_enqueue(p);
}

void proc_clear(struct proc *p)
{
	int nr = proc_nr(p);
	int generation = endpoint_generation(p->endpoint);

	TRACE(proc, exit, "who=" WHO, WHO_OF(p));
	proc_stop(p, RTS_PROC_STOP);
	p->misc &= ~MF_SIG_DELAY; /* nobody waits for its signal now */
	irq_forget(p);
	vmrequest_forget(p);
	ipc_forget(p);
	priv_release(p);
	paging_forget(p);

	/* What a slot held is no successor's business, but the generation. */
	memset(p, 0, sizeof(*p));
	p->rts = RTS_SLOT_FREE;
	if (++generation > ENDPOINT_MAX_GENERATION)
		generation = 1; /* 0 is for boot processes */
	p->endpoint = endpoint_make(generation, nr);
	p->getfrom = p->sendto = NONE;
}

void proc_check(void)
{
	for (int nr = -NR_TASKS; nr < NR_PROCS; nr++) {
		const struct proc *p = proc_slot(nr);

		if (p->rts & RTS_SLOT_FREE) {
			assert(p->rts == RTS_SLOT_FREE);
			continue;
		}
		assert(endpoint_slot(p->endpoint) == nr);
		assert(p->priv != NULL);
		assert(!(p->misc & MF_DELIVERMSG) || !(p->rts & RTS_RECEIVING));
		assert(!(p->misc & MF_SIG_DELAY) || proc_in_call(p));
		assert(((p->rts & RTS_VMREQUEST) != 0) ==
		       (p->vmrequest.type != VMSTYPE_NONE));
		assert(((p->rts & RTS_VMREQTARGET) != 0) ==
		       (p->vmreq_targets > 0));
		assert(!(p->rts & RTS_VMINHIBIT) || !proc_has_pagetable(p));
	}
}
