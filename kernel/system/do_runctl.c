/*
 * SYS_RUNCTL: stop a process, or let it run on.
 *
 *	runctl.ep      which
 *	runctl.action  RC_STOP: it does not run before RC_RESUME
 *	               RC_RESUME: it runs, unless something else holds it, too
 *	runctl.flags   RC_DELAY with RC_STOP: not while it is in the middle of
 *	               sending, or of a kernel call that waits or was preempted
 *
 * RC_STOP with RC_DELAY does not stop a process in the middle of a call: the
 * answer is -EBUSY, and when the call is over the process gets the signal
 * SIGSNDELAY, which holds it. RC_RESUME takes the wish back.
 *
 * Without RC_DELAY a process is stopped at once. A message that it was sending
 * is received all the same; its call goes on when it runs again.
 *
 * Errors: -EINVAL (no such process, action, flag), -EPERM (a task, PM, VM),
 * -EBUSY.
 * Who may call it: PM.
 */
#include "kernel/signal.h"
#include "kernel/system/system.h"
#include "kernel/trace.h"

static int stop(struct proc *p, uint32_t flags)
{
	if ((flags & RC_DELAY) && proc_in_call(p)) {
		p->misc |= MF_SIG_DELAY;
		return -EBUSY;
	}
	proc_stop(p, RTS_PROC_STOP);
	return OK;
}

static int resume(struct proc *p)
{
	p->misc &= ~MF_SIG_DELAY;
	proc_release(p, RTS_PROC_STOP);
	return OK;
}

int do_runctl(struct proc *caller, const struct message *req,
	      struct message *reply)
{
	uint32_t action = req->runctl.action, flags = req->runctl.flags;
	struct proc *p;
	int r = signal_target(req->runctl.ep, &p);

	(void)caller, (void)reply;
	if (r != OK)
		return r;
	if (action == RC_STOP && (flags & ~RC_DELAY) == 0)
		r = stop(p, flags);
	else if (action == RC_RESUME && flags == 0)
		r = resume(p);
	else
		return -EINVAL;
	TRACE(signal, runctl, "who=" WHO " action=%u flags=%u result=%d",
	      WHO_OF(p), action, flags, r);
	return r;
}
