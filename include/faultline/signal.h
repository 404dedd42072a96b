/*
 * signal.h: signal numbers, as bits (1 << number) of a set. They are those of
 * POSIX systems where such exist, so that a host's <signal.h> agrees.
 */
#ifndef FAULTLINE_SIGNAL_H
#define FAULTLINE_SIGNAL_H

#define SIGILL 4   /* illegal instruction */
#define SIGTRAP 5  /* debug exception */
#define SIGABRT 6  /* a service asks to be ended (SYS_EXIT) */
#define SIGBUS 7   /* exception without a better name */
#define SIGFPE 8   /* division, arithmetic */
#define SIGKILL 9  /* ended by VM: out of memory */
#define SIGSEGV 11 /* memory that is not there, or not to be used so */

/* From the kernel to a manager, in the pending word of a notification. */
#define SIGKMEM 27   /* to VM: there are memory requests */
#define SIGKASYNC 28 /* to a sender: entries of its table are done (SENDA) */
#define SIGKSIG 30   /* to PM: a process has signals */

#endif
