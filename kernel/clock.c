/*
 * clock.c: ticks, alarms.
 *
 * Alarms belong to privilege structures, so there are few, and the next one
 * is all that a tick looks at.
 */
#include "kernel/clock.h"
#include "kernel/debug.h"
#include "kernel/ipc.h"
#include "kernel/priv.h"
#include "kernel/sched.h"

uint32_t clock_uptime;

static uint32_t next_alarm; /* the earliest; 0: none */

void clock_find_next_alarm(void)
{
	next_alarm = 0;
	for (uint32_t i = 0; i < priv_end; i++) {
		uint32_t alarm = priv_table[i].alarm;

		if (alarm && (!next_alarm || alarm < next_alarm))
			next_alarm = alarm;
	}
}

static void ring_alarms(void)
{
	for (uint32_t i = 0; i < priv_end; i++) {
		struct priv *priv = &priv_table[i];

		if (!priv->proc || !priv->alarm || priv->alarm > clock_uptime)
			continue;
		priv->alarm = 0;
		ipc_notify(proc_slot(CLOCK), priv->proc);
	}
	clock_find_next_alarm();
}

void clock_tick(struct proc *running)
{
	clock_uptime++;
	if (running)
		sched_tick(running);
	if (next_alarm && next_alarm <= clock_uptime)
		ring_alarms();
}

uint32_t clock_set_alarm(struct proc *p, uint32_t ticks)
{
	struct priv *priv = p->priv;
	uint32_t left = priv->alarm ? priv->alarm - clock_uptime : 0;

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

	assert(!next_alarm || next_alarm > clock_uptime);
	clock_find_next_alarm();
	assert(next_alarm == remembered);
}

#endif
