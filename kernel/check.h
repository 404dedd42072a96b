/*
 * check.h: all that must hold, checked.
 */
#ifndef KERNEL_CHECK_H
#define KERNEL_CHECK_H

#include "kernel/debug.h"
#include "kernel/proc.h"

/*
 * Panic unless it does: check_space() when p's address space has been loaded,
 * check_all() when p is about to run. Without DEBUG_VMASSERT: nothing.
 */
#if DEBUG_VMASSERT
void check_space(const struct proc *p);
void check_all(const struct proc *p);
#else
static inline void check_space(const struct proc *p)
{
	(void)p;
}

static inline void check_all(const struct proc *p)
{
	(void)p;
}
#endif

#endif
