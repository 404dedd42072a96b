/*
 * signal.h: signals, as far as the kernel is concerned.
 */
#ifndef KERNEL_SIGNAL_H
#define KERNEL_SIGNAL_H

#include <faultline/signal.h>
#include "kernel/proc.h"

/* p has signal nr: it stops until its manager, PM, has dealt with it. */
void signal_cause(struct proc *p, int nr);

/* Tell manager, by notification from SYSTEM, that nr is pending. */
void signal_notify(struct proc *manager, int nr);

const char *signal_name(int nr);

#endif
