/*
 * debug.h: what must hold, and what happens when it does not.
 */
#pragma once

/*
 * Print why the kernel cannot go on, and where it was, and end the machine.
 */
_Noreturn void panic(const char *fmt, ...)
	__attribute__((format(printf, 1, 2)));

/* True from the first panic on: what prints must not panic again. */
extern int panicking;

/* A condition that only a bug in the kernel can break. */
#define assert(condition)                                                \
	((condition) ? (void)0                                           \
		     : panic("assertion failed: %s (%s:%d)", #condition, \
			     __FILE__, __LINE__))

/*
 * The same, where checking costs more than a reader would pay on every kernel
 * call, or where a wrong VM could break it: then assertions that are off must
 * be followed by code that answers with an error.
 */
#ifndef DEBUG_VMASSERT
#define DEBUG_VMASSERT 0
#endif

/* Spelled out: the condition is to be told as it was written. */
#define vmassert(condition)                                                    \
	(!DEBUG_VMASSERT || (condition)                                        \
		 ? (void)0                                                     \
		 : panic("assertion failed: %s (%s:%d)", #condition, __FILE__, \
			 __LINE__))
