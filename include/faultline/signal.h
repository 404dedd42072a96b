/*
 * signal.h: signal numbers, as bits (1 << number) of a set.
 */
#ifndef FAULTLINE_SIGNAL_H
#define FAULTLINE_SIGNAL_H

enum signal_nr {
	SIGILL = 4,   /* illegal instruction */
	SIGTRAP = 5,  /* debug exception */
	SIGABRT = 6,  /* a service asks to be ended (SYS_EXIT) */
	SIGBUS = 7,   /* exception without a better name */
	SIGFPE = 8,   /* division, arithmetic */
	SIGKILL = 9,  /* ended by VM: out of memory */
	SIGSEGV = 11, /* memory that is not there, or not to be used so */

	/* From the kernel to a manager, in the pending word of a notification. */
	SIGKMEM = 27, /* to VM: there are memory requests */
	SIGKSIG = 30, /* to PM: a process has signals */
};

#endif
