/*
 * alarm.c: a service sets alarms, and measures time.
 *
 *	NAME NONCE OTHER	OTHER: another alarm, or a program that waits
 *
 * The table in ../time.c says what each step must observe.
 */
#include "grader/kit/peer.h"

static endpoint_t other;

static struct msg_times times_of(endpoint_t ep)
{
	struct msg_times times = {0};

	sys_times(ep, &times);
	return times;
}

static uint32_t uptime(void)
{
	return times_of(SELF).uptime;
}

/* What setting an alarm says about the one before. */
static uint32_t set(uint32_t ticks, uint32_t *now)
{
	struct message m = {0};

	m.setalarm.ticks = ticks;
	kernel_call(SYS_SETALARM, &m);
	if (now)
		*now = m.setalarm.uptime;
	return m.setalarm.ticks;
}

static void work(uint32_t ticks)
{
	uint32_t from = uptime();

	while (uptime() - from < ticks)
		;
}

/* The next message of anybody: ticks since `from` if an alarm, or 1000. */
static uint32_t rings(uint32_t from)
{
	struct message m;
	uint32_t status = 0;

	ipc_receive(ANY, &m, &status);
	if (m.source != CLOCK || STATUS_CALL(status) != NOTIFY)
		return 1000;
	return m.notify.uptime - from;
}

static void alarm_steps(void)
{
	uint32_t now = 0;

	proof(10, set(7, &now));
	proof(11, rings(now));
	proof(12, set(0, NULL)); /* it has rung: nothing is left */
	proof(13, set(1, &now));
	proof(14, rings(now));

	set(40, &now);
	work(10);
	proof(20, set(20, NULL) - (40 - (uptime() - now)) <= 1);
	set(0, &now);
	work(25); /* the alarm would ring here */
	proof(21, set(5, &now));
	proof(22, rings(now));

	/* It rings while nobody listens, and is heard later. */
	set(3, &now);
	work(8);
	proof(30, set(0, NULL));
	proof(31, rings(now) - 8 <= 1);
}

static void time_steps(void)
{
	struct msg_times self = times_of(SELF), his = times_of(other);
	uint32_t up, ran;

	proof(40, self.hz);
	work(30);
	up = times_of(SELF).uptime - self.uptime;
	ran = times_of(SELF).user - self.user;
	proof(41, up - 30 <= 1);
	proof(42, up - ran <= 1); /* all of them were ours */
	proof(43, times_of(other).user - his.user);
	self = times_of(SELF);
	peer_sleep(20);
	proof(44, times_of(SELF).user - self.user <= 1);
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	other = peer_named(argc, argv, 2);
	alarm_steps();
	time_steps();
	return 0;
}
