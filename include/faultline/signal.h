/*
 * signal.h: signals: their numbers, and what a handler finds on its stack.
 *
 * A number is a bit (1 << number) of a set. They are those of POSIX systems
 * where such exist, so that a host's <signal.h> agrees.
 */
#pragma once

#include <faultline/types.h>
#include <x86/context.h>

#define SIGILL 4   /* illegal instruction */
#define SIGTRAP 5  /* debug exception */
#define SIGABRT 6  /* a service asks to be ended (SYS_EXIT) */
#define SIGBUS 7   /* exception without a better name */
#define SIGFPE 8   /* division, arithmetic */
#define SIGKILL 9  /* ended by VM: out of memory */
#define SIGSEGV 11 /* memory that is not there, or not to be used so */

#define SIGNAL_MAX 25 /* the last that a process can have from another */

/* Of a process that RC_DELAY wanted stopped: its call is over. */
#define SIGSNDELAY 26

/* From the kernel to a manager, in the pending word of a notification. */
#define SIGKMEM 27   /* to VM: there are memory requests */
#define SIGKASYNC 28 /* to a sender: entries of its table are done (SENDA) */
#define SIGKSIG 30   /* to PM: a process has signals */

/*
 * The top of the stack when a handler begins, as if
 *	void handler(int signal, struct signal_context *context)
 * had been called: with these arguments in EAX and EDX. They are in the frame,
 * too, for who is at return_to: a handler does not keep registers.
 */
struct signal_frame {
	vir_t return_to;
	uint32_t signal;
	vir_t context; /* address of saved */
	struct signal_context saved;
};

_Static_assert(offsetof(struct signal_frame, saved) == 12,
	       "a return address and two arguments come first");
