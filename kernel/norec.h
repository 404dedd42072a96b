/*
 * norec.h: routines that must not be entered twice.
 *
 * Some routines leave things half done while they run: a copy has its windows
 * open, a queue has its links apart. Interrupts are off in the kernel, so they
 * can only be entered again by what they call, or by an exception; and that is
 * a bug which would show much later and elsewhere. In DEBUG_VMASSERT builds
 *
 *	NOREC_ENTER(vm_lookup);
 *	result = lookup(p, lin, phys);
 *	NOREC_RETURN(vm_lookup);
 *	return result;
 *
 * panics when the routine is active already. A routine with several ways out is
 * a function of its own, and the guards are around its call, so that no way out
 * can forget them. norec_check(), on the way out of the kernel, finds a routine
 * that was left without RETURN. In other builds both are nothing.
 */
#ifndef KERNEL_NOREC_H
#define KERNEL_NOREC_H

#include <faultline/types.h>
#include "kernel/debug.h"

/* The guarded routines, by bit. norec.c has their names. */
enum norec {
	NOREC_lin_lin_copy,
	NOREC_vm_lookup,
	NOREC_vm_memset,
	NOREC_deliver_message,
	NOREC_sched_enqueue,
	NOREC_sched_dequeue,
	NOREC_sched_pick,
	NOREC_queue_caller,
	NOREC_vmrequest_suspend,
	NR_NOREC,
};

extern uint32_t norec_active; /* set of those that are being executed */

/* Panic if any is active; what ends in a panic may be. */
void norec_check(void);

#if DEBUG_VMASSERT

static inline void norec_enter(enum norec routine, const char *name)
{
	if (norec_active >> routine & 1 && !panicking)
		panic("%s() is entered while it is being executed", name);
	norec_active |= 1u << routine;
}

static inline void norec_leave(enum norec routine, const char *name)
{
	if (!(norec_active >> routine & 1) && !panicking)
		panic("%s() returns, but was not entered", name);
	norec_active &= ~(1u << routine);
}

#define NOREC_ENTER(routine) norec_enter(NOREC_##routine, #routine)
#define NOREC_RETURN(routine) norec_leave(NOREC_##routine, #routine)

#else

#define NOREC_ENTER(routine) ((void)0)
#define NOREC_RETURN(routine) ((void)0)

#endif

#endif
