/*
 * proc.c: the process table.
 *
 * A process runs if and only if its rts flags are all clear; then, and only
 * then, it is on a run queue. proc_stop() and proc_release() keep the two in
 * step, so nothing else may write rts, except for a slot that is being made.
 *
 * All of the kernel knows this file; of the rest of the kernel it knows only
 * the run queues. Who else must forget a process that ends: see do_clear.c.
 */
#include "kernel/proc.h"
#include <faultline/poison.h>
#include <lib/base/string.h>
#include "kernel/debug.h"
#include "kernel/priv.h"
#include "kernel/sched.h"

struct proc proc_table[NR_TASKS + NR_PROCS];
struct proc *proc_ptr;
int proc_end;

/*
 * What a free slot holds, in builds that check: poison in front of its flags,
 * and from the queues on; what lies between is looked at by everybody.
 */
static uint32_t slot_pattern(const struct proc *p)
{
	return endpoint_generation(p->endpoint) > 0 ? POISON_FREED
						    : POISON_FRESH;
}

static void slot_poison(struct proc *p)
{
	poison_fill(p, offsetof(struct proc, rts), slot_pattern(p));
	poison_fill(&p->callers, sizeof(*p) - offsetof(struct proc, callers),
		    slot_pattern(p));
}

/* p's slot, which is empty, is free. */
static void slot_free(struct proc *p, endpoint_t e)
{
	p->rts = RTS_SLOT_FREE;
	p->endpoint = e;
	p->getfrom = p->sendto = NONE;
	proc_unclaim(p);
}

void proc_claim(struct proc *p)
{
	if (!DEBUG_VMASSERT)
		return;                  /* it is empty */
	assert(p->rts == RTS_SLOT_FREE); /* it is nobody's yet */
	if (proc_nr(p) >= proc_end)
		proc_end = proc_nr(p) + 1;
	memset(p, 0, offsetof(struct proc, rts));
	memset(&p->callers, 0, sizeof(*p) - offsetof(struct proc, callers));
}

void proc_unclaim(struct proc *p)
{
	if (DEBUG_VMASSERT)
		slot_poison(p);
}

static void task_init(int nr, const char *name)
{
	struct proc *p = proc_slot(nr);

	proc_claim(p);
	strlcpy(p->name, name, sizeof(p->name));
	p->rts = RTS_PROC_STOP;
}

void proc_init(void)
{
	for (int nr = -NR_TASKS; nr < NR_PROCS; nr++)
		slot_free(proc_slot(nr), endpoint_make(0, nr));
	task_init(IDLE, "idle");
	task_init(CLOCK, "clock");
	task_init(SYSTEM, "system");
	task_init(HARDWARE, "hardware");
	proc_ptr = proc_slot(IDLE);
}

void proc_stop(struct proc *p, uint32_t flags)
{
	bool ran = proc_runnable(p);

	vmassert(flags != 0 && !(p->rts & RTS_SLOT_FREE));
	p->rts |= flags;
	if (ran && !proc_runnable(p))
		sched_dequeue(p);
}

void proc_release(struct proc *p, uint32_t flags)
{
	bool ran = proc_runnable(p);

	vmassert(!(p->rts & RTS_SLOT_FREE) && !proc_is_task(p));
	p->rts &= ~flags;
	if (!ran && proc_runnable(p))
		sched_enqueue(p);
}

endpoint_t proc_next_endpoint(const struct proc *p)
{
	int generation = endpoint_generation(p->endpoint) + 1;

	if (generation > ENDPOINT_MAX_GENERATION)
		generation = 1; /* 0 is for boot processes */
	return endpoint_make(generation, proc_nr(p));
}

void proc_free(struct proc *p)
{
	endpoint_t next = proc_next_endpoint(p);

	assert(p->rts & RTS_PROC_STOP); /* it is on no run queue */
	vmassert(!(p->rts & RTS_SENDING) && !p->callers);
	vmassert(p->vmrequest.how == VMSTYPE_NONE);
	memset(p, 0, sizeof(*p));
	slot_free(p, next);
}

#if DEBUG_VMASSERT

static void free_check(const struct proc *p)
{
	assert(p->rts == RTS_SLOT_FREE);
	assert(p->getfrom == NONE && p->sendto == NONE);
}

static void live_check(const struct proc *p)
{
	assert(endpoint_slot(p->endpoint) == proc_nr(p));
	assert(p->priv >= priv_table && p->priv < priv_table + NR_PRIVS);
	assert(p->priv->kind == PRIV_USER || p->priv->proc == p);
	assert(p->priority < NR_QUEUES);
	assert(!(p->misc & MF_DELIVERMSG) || !(p->rts & RTS_RECEIVING));
	assert(!(p->misc & MF_SIG_DELAY) || proc_in_call(p));
	assert(((p->rts & RTS_VMREQUEST) != 0) ==
	       (p->vmrequest.how != VMSTYPE_NONE));
	assert(((p->rts & RTS_VMREQTARGET) != 0) == (p->vmreq_targets > 0));
	assert(!(p->rts & RTS_VMINHIBIT) || !proc_has_pagetable(p));
}

static bool slot_intact(const struct proc *p)
{
	return poison_intact(p, offsetof(struct proc, rts), slot_pattern(p)) &&
	       poison_intact(&p->callers,
			     sizeof(*p) - offsetof(struct proc, callers),
			     slot_pattern(p));
}

/* One free slot a time: nobody has written to it. */
static void poison_check(void)
{
	static int nr = -NR_TASKS;
	const struct proc *p = proc_slot(nr);

	if (++nr == NR_PROCS)
		nr = -NR_TASKS;
	if ((p->rts & RTS_SLOT_FREE) && !slot_intact(p))
		panic("free slot %d was written to", proc_nr(p));
}

void proc_check(void)
{
	for (int nr = -NR_TASKS; nr < proc_end; nr++) {
		const struct proc *p = proc_slot(nr);

		if (p->rts & RTS_SLOT_FREE)
			free_check(p);
		else
			live_check(p);
	}
	poison_check();
}

#endif
