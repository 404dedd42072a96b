/*
 * SYS_TIMES: how long the machine and a process have run.
 *
 *	times.ep      which process (SELF: the caller)
 * Reply:
 *	times.user    ticks that found it running
 *	times.uptime  ticks since boot, the lower 32 bits
 *	times.hz      ticks a second
 *
 * Both counts wrap after 497 days. Subtract two of them, and never compare
 * them: the difference is right across the wrap, too.
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
	reply->times.uptime = (uint32_t)clock_uptime;
	reply->times.hz = CLOCK_HZ;
	return OK;
}
