/*
 * idle.h: when nobody can run.
 */
#pragma once

#include "kernel/proc.h"

/*
 * Wait for an interrupt that makes somebody runnable: who that is. A panic when
 * none can.
 */
struct proc *idle(void);
