/*
 * ticks.c: sets alarms where 32 bits of the kernel's ticks wrap.
 *
 * The table in ../ticks.c says what each step must observe.
 */
#include "grader/kit/peer.h"
#include "tests/broken/broken.h"

/* What setting an alarm says about the one before; *now: when it was set. */
static uint32_t set(uint32_t ticks, uint32_t *now)
{
	struct message m = {0};

	m.setalarm.ticks = ticks;
	kernel_call(SYS_SETALARM, &m);
	*now = m.setalarm.uptime;
	return m.setalarm.ticks;
}

/* When the alarm rings. */
static uint32_t rings(void)
{
	struct message m;

	ipc_receive(CLOCK, &m, NULL);
	return m.notify.uptime;
}

static uint32_t uptime(void)
{
	struct msg_times times = {0};

	sys_times(SELF, &times);
	return times.uptime;
}

/* To shortly before the wrap. */
static void ticks_set(void)
{
	struct msg_times times;

	sys_times(BREAK_NOW + BREAK_UPTIME, &times);
}

int main(int argc, char **argv)
{
	uint32_t now, from, left;

	scenario_begin(argc, argv);
	ticks_set();
	set(10, &now);
	proof(1, rings() - now);
	set(0 - uptime(), &now);
	proof(2, rings());
	ticks_set();
	set(20, &from);
	while (uptime() - from < 17)
		;
	left = set(7, &now);
	proof(3, left - (20 - (now - from)));
	proof(4, rings() - now);
	return 0;
}
