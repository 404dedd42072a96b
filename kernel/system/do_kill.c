/*
 * SYS_KILL: cause a signal.
 *
 *	process.ep      to whom
 *	process.signal  which (1 .. 25)
 *
 * Errors: -EINVAL (no such process or signal), -EPERM (a task).
 * Who may call it: PM, VM.
 */
#include "kernel/signal.h"
#include "kernel/system/system.h"

int do_kill(struct proc *caller, const struct message *req,
	    struct message *reply)
{
	struct proc *p = proc_lookup_self(req->process.ep, caller);

	(void)reply;
	if (!p || req->process.signal < 1 || req->process.signal > SIGNAL_MAX)
		return -EINVAL;
	if (proc_nr(p) < 0)
		return -EPERM;
	signal_cause(p, (int)req->process.signal);
	return OK;
}
