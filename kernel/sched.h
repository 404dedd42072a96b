/*
 * sched.h: which process runs next.
 */
#pragma once

#include "kernel/proc.h"

void sched_enqueue(struct proc *p); /* p became runnable: to the tail */
void sched_dequeue(struct proc *p); /* p is runnable no longer */

/* The head of the best queue that is not empty; NULL: nobody is runnable. */
struct proc *sched_pick(void);

/* Another queue, and another (and a whole) quantum for p. */
void sched_set(struct proc *p, uint32_t priority, uint32_t quantum);

/* A clock tick found p running: charge it, and rotate when its time is up. */
void sched_tick(struct proc *p);

/* Panic unless exactly the runnable processes are queued, each once. */
void sched_check(void);
