/*
 * SYS_SETALARM: be notified by CLOCK.
 *
 *	setalarm.ticks   in how many ticks from now; 0: no alarm any more
 * Reply:
 *	setalarm.ticks   ticks that the alarm before had left, 0 if none
 *	setalarm.uptime  ticks since boot
 *
 * Errors: -EINVAL (more than half of what uptime can count).
 * Who may call it: PM, FS, TTY, services.
 */
#include "kernel/clock.h"
#include "kernel/system/system.h"

int do_setalarm(struct proc *caller, const struct message *req,
		struct message *reply)
{
	if (req->setalarm.ticks > INT32_MAX)
		return -EINVAL;
	reply->setalarm.ticks = clock_set_alarm(caller, req->setalarm.ticks);
	reply->setalarm.uptime = clock_uptime;
	return OK;
}
