/*
 * SYS_SETALARM: be notified by CLOCK.
 *
 *	setalarm.ticks   in how many ticks from now; 0: no alarm any more
 * Reply:
 *	setalarm.ticks   ticks that the alarm before had left, 0 if none
 *	setalarm.uptime  ticks since boot, the lower 32 bits
 *
 * The notification's uptime and this one wrap after 497 days. Subtract them,
 * and never compare them: the difference is right across the wrap, too. That is
 * why no alarm is longer than CLOCK_LONGEST (248 days).
 *
 * Errors: -EINVAL (more than CLOCK_LONGEST ticks).
 * Who may call it: PM, services.
 */
#include "kernel/clock.h"
#include "kernel/system/system.h"

int do_setalarm(struct proc *caller, const struct message *req,
		struct message *reply)
{
	if (req->setalarm.ticks > CLOCK_LONGEST)
		return -EINVAL;
	reply->setalarm.ticks = clock_set_alarm(caller, req->setalarm.ticks);
	reply->setalarm.uptime = (uint32_t)clock_uptime;
	return OK;
}
