/*
 * norec.h: routines that must not be entered twice.
 *
 * Some routines leave things half done while they run: a copy has its windows
 * open, a queue has its links apart. Interrupts are off in the kernel, so they
 * can only be entered again by what they call, or by an exception; and that is
 * a bug which would show much later and elsewhere. In DEBUG_VMASSERT builds
 *
 *	NOREC(vm_lookup);
 *
 * panics when the routine is active already. It is active from there to the end
 * of its block, whichever way that is left. norec_check(), on the way out of
 * the kernel, finds a routine that was never left. In other builds both are
 * nothing.
 */
#pragma once

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

static inline enum norec norec_enter(enum norec routine, const char *name)
{
	if (norec_active >> routine & 1 && !panicking)
		panic("%s() is entered while it is being executed", name);
	norec_active |= 1u << routine;
	return routine;
}

static inline void norec_leave(const enum norec *routine)
{
	assert(norec_active >> *routine & 1 || panicking);
	norec_active &= ~(1u << *routine);
}

#define NOREC(routine)                                          \
	const enum norec norec_here                             \
		__attribute__((cleanup(norec_leave), unused)) = \
			norec_enter(NOREC_##routine, #routine)

#else

#define NOREC(routine) ((void)0)

#endif
