/*
 * SYS_EXIT: a service ends itself.
 *
 *	exit.status  for the log
 *
 * The same as a SIGABRT: PM is told, and clears the slot. No reply.
 *
 * Who may call it: FS, TTY, services. (Programs ask PM: PM_EXIT.)
 */
#include "kernel/signal.h"
#include "kernel/system/system.h"
#include "kernel/trace.h"

int do_exit(struct proc *caller, const struct message *req,
	    struct message *reply)
{
	(void)reply;
	TRACE(signal, exit, "who=" WHO " status=%d", WHO_OF(caller),
	      (int)req->exit.status);
	signal_cause(caller, SIGABRT);
	return KCALL_NO_REPLY;
}
