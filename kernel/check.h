/*
 * check.h: all that must hold, checked.
 */
#pragma once

#include "kernel/debug.h"
#include "kernel/proc.h"

/* Panic unless it does; p is about to run (DEBUG_VMASSERT builds). */
void check_all(const struct proc *p);
