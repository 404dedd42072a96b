/*
 * panic.h: what must hold in VM, and what happens when it does not.
 *
 * VM's books decide whose memory is whose, so a mistake in them ends the
 * machine. Nothing that a process can send may come that far: what comes from
 * outside is checked and refused, not asserted.
 */
#pragma once

/* Say why VM cannot go on, and end the machine. (Host tests have their own.) */
_Noreturn void vm_panic(const char *fmt, ...)
	__attribute__((format(printf, 1, 2)));

#define vm_assert(condition)                                                \
	((condition) ? (void)0                                              \
		     : vm_panic("assertion failed: %s (%s:%d)", #condition, \
				__FILE__, __LINE__))

/* Builds with 1 check all books after every message; the others never do. */
#ifndef DEBUG_VMASSERT
#define DEBUG_VMASSERT 0
#endif

/* What must hold at each entry that is edited: only these builds look. */
#if DEBUG_VMASSERT
#define vm_debug_assert(condition) vm_assert(condition)
#else
#define vm_debug_assert(condition) ((void)sizeof(condition))
#endif
