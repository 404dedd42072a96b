/*
 * sched.c: run queues.
 *
 * One FIFO queue a priority, and a bit for each that is not empty. The running
 * process stays at the head of its queue: the way out picks anew each time, and
 * finds it again unless somebody better has become runnable. When its quantum
 * is over it goes to the tail. The states of waiting are flags (proc.h), so
 * there are no other queues here.
 */
#include "kernel/sched.h"
#include "kernel/debug.h"
#include "kernel/norec.h"

static struct {
	struct proc *head, *tail;
} queue[NR_QUEUES];

static uint32_t queues_used; /* bit q: queue q is not empty */

void sched_enqueue(struct proc *p)
{
	uint32_t q = p->priority;

	NOREC(sched_enqueue);
	vmassert(proc_runnable(p));
	p->next_ready = NULL;
	if (queue[q].head) {
		assert(queue[q].tail != NULL); /* whoever is head has a tail */
		queue[q].tail->next_ready = p;
	} else {
		queue[q].head = p;
	}
	queue[q].tail = p;
	queues_used |= 1u << q;
}

void sched_dequeue(struct proc *p)
{
	uint32_t q = p->priority;
	struct proc **link = &queue[q].head, *before = NULL;

	NOREC(sched_dequeue);
	while (*link != p) {
		assert(*link != NULL); /* p is on the queue of its priority */
		before = *link;
		link = &before->next_ready;
	}
	*link = p->next_ready;
	if (queue[q].tail == p)
		queue[q].tail = before;
	vmassert(!queue[q].tail == !queue[q].head);
	if (!queue[q].head)
		queues_used &= ~(1u << q);
}

struct proc *sched_pick(void)
{
	struct proc *p;

	NOREC(sched_pick);
	if (!queues_used)
		return NULL;
	p = queue[__builtin_ctz(queues_used)].head;
	vmassert(proc_runnable(p));
	return p;
}

void sched_set(struct proc *p, uint32_t priority, uint32_t quantum)
{
	bool queued = proc_runnable(p);

	assert(priority < NR_QUEUES);
	if (queued)
		sched_dequeue(p);
	p->priority = priority;
	p->quantum = p->ticks_left = quantum;
	if (queued)
		sched_enqueue(p);
}

void sched_tick(struct proc *p)
{
	vmassert(p->quantum == 0 || p->ticks_left > 0);
	p->user_ticks++;
	if (p->quantum == 0 || --p->ticks_left > 0)
		return;
	p->ticks_left = p->quantum;
	if (proc_runnable(p)) {
		sched_dequeue(p);
		sched_enqueue(p);
	}
}

#if DEBUG_VMASSERT

static uint32_t queue_check(uint32_t q)
{
	uint32_t length = 0;
	const struct proc *last = NULL;

	for (const struct proc *p = queue[q].head; p; p = p->next_ready) {
		assert(proc_runnable(p));
		assert(p->priority == q);
		length++;
		assert(length <= NR_TASKS + NR_PROCS); /* no cycle */
		last = p;
	}
	assert(((queues_used >> q) & 1) == (length > 0));
	assert(length == 0 || queue[q].tail == last);
	return length;
}

void sched_check(void)
{
	uint32_t queued = 0, runnable = 0;

	for (uint32_t q = 0; q < NR_QUEUES; q++)
		queued += queue_check(q);
	for (int i = 0; i < NR_TASKS + proc_end; i++)
		runnable += proc_runnable(&proc_table[i]);
	assert(queued == runnable);
}

#endif
