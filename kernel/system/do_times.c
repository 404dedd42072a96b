/*
 * SYS_TIMES: how long the machine and a process have run.
 *
 *	times.ep      which process (SELF: the caller)
 * Reply:
 *	times.user    ticks that found it running
 *	times.uptime  ticks since boot
 *	times.hz      ticks a second
 *
 * Errors: -EINVAL (no such process).
 * Who may call it: everybody.
 */
#include "kernel/clock.h"
#include "kernel/system/system.h"

int do_times(struct proc *caller, const struct message *req,
	     struct message *reply)
{
	struct proc *p = proc_lookup_self(req->times.ep, caller);

	if (!p)
		return -EINVAL;
	reply->times.user = p->user_ticks;
	reply->times.uptime = clock_uptime;
	reply->times.hz = CLOCK_HZ;
	return OK;
}
