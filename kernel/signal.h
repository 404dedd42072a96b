/*
 * signal.h: signals, as far as the kernel is concerned.
 */
#pragma once

#include <faultline/signal.h>
#include "kernel/proc.h"

/* p has signal nr: it stops until its manager, PM, has dealt with it. */
void signal_cause(struct proc *p, int nr);

/*
 * Tell dst, by notification from SYSTEM, that nr is pending: SIGKSIG to PM,
 * SIGKMEM to VM, SIGKASYNC to the owner of a table (SENDA).
 */
void signal_notify(struct proc *dst, int nr);

/* A call of p's may be over: if PM waits for that, tell it (SIGSNDELAY). */
void signal_call_over(struct proc *p);

/*
 * The process that PM may stop, and make run handlers. -EINVAL: there is none
 * of that endpoint; -EPERM: tasks, PM and VM are not for PM to stop.
 */
int signal_target(endpoint_t e, struct proc **p);

const char *signal_name(int nr);
