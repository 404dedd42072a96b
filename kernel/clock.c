/*
 * clock.c: ticks, alarms.
 *
 * Alarms belong to privilege structures, so there are few, and a tick only
 * counts down to the next one.
 *
 * The kernel counts ticks in 64 bits, so the counter never wraps and ticks can
 * be compared. Messages carry its lower 32 bits, which wrap after 497 days:
 * only the difference of two such values means something.
 */
#include "kernel/clock.h"
#include "kernel/debug.h"
#include "kernel/ipc.h"
#include "kernel/priv.h"
#include "kernel/sched.h"

uint64_t clock_uptime;

static uint32_t next_alarm; /* ticks until the earliest; 0: there is none */

static uint32_t ticks_left(const struct priv *priv)
{
	uint64_t alarm = priv->alarm;

	if (!alarm)
		return 0;
	assert(alarm > clock_uptime); /* otherwise it has rung */
	assert(alarm - clock_uptime <= CLOCK_LONGEST);
	return (uint32_t)(alarm - clock_uptime);
}

void clock_find_next_alarm(void)
{
	next_alarm = 0;
	for (uint32_t i = 0; i < priv_end; i++) {
		uint32_t left = ticks_left(&priv_table[i]);

		if (left && (!next_alarm || left < next_alarm))
			next_alarm = left;
	}
}

/* Seldom: clock_tick() is to save no registers for it. */
static __attribute__((noinline)) void ring_alarms(void)
{
	for (uint32_t i = 0; i < priv_end; i++) {
		struct priv *priv = &priv_table[i];

		if (!priv->proc || !priv->alarm || priv->alarm > clock_uptime)
			continue;
		vmassert(priv->alarm == clock_uptime); /* in time */
		priv->alarm = 0;
		ipc_notify(proc_slot(CLOCK), priv->proc);
	}
	clock_find_next_alarm();
}

void clock_tick(struct proc *running)
{
	vmassert(!running || running == proc_ptr);
	clock_uptime++;
	if (running)
		sched_tick(running);
	if (next_alarm && --next_alarm == 0)
		ring_alarms();
}

uint32_t clock_set_alarm(struct proc *p, uint32_t ticks)
{
	struct priv *priv = p->priv;
	uint32_t left = ticks_left(priv);

	assert(ticks <= CLOCK_LONGEST);
	priv->alarm = ticks ? clock_uptime + ticks : 0;
	clock_find_next_alarm();
	return left;
}

bool clock_alarms_pending(void)
{
	return next_alarm != 0;
}

#if DEBUG_VMASSERT

void clock_check(void)
{
	uint32_t remembered = next_alarm;

	clock_find_next_alarm();
	assert(next_alarm == remembered);
}

#endif
