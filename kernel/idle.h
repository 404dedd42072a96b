/*
 * idle.h: when nobody can run.
 */
#ifndef KERNEL_IDLE_H
#define KERNEL_IDLE_H

#include "kernel/proc.h"

/*
 * Wait for an interrupt that makes somebody runnable: who that is. A panic when
 * none can.
 */
struct proc *idle(void);

#endif
