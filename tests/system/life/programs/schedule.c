/*
 * schedule.c: two programs that never wait, and who of them runs. With
 * pm_agent.
 *
 *	schedule NONCE leader OTHER	gives the orders, and counts ticks
 *	schedule NONCE LEADER		runs until the leader is dead
 *
 * What each step must observe is in ../life.c.
 */
#include "grader/kit/agent.h"

#define TICKS 40

/* Of so many ticks, those that the other one got. */
static int others_ticks(endpoint_t ep)
{
	int before = ticks_of(ep);

	spin(TICKS);
	return ticks_of(ep) - before;
}

static void leader(endpoint_t self, endpoint_t ep)
{
	int ticks;

	proof(1, (uint32_t)agent_schedule(ep, PRIO_USER, 5));
	ticks = others_ticks(ep);
	proof(2, ticks > TICKS / 3 && ticks < 2 * TICKS / 3);
	proof(3, (uint32_t)agent_schedule(self, PRIO_USER - 1, 5));
	proof(4, (uint32_t)others_ticks(ep));
	proof(5, (uint32_t)agent_schedule(self, PRIO_USER, 1));
	agent_schedule(ep, PRIO_USER, 9);
	ticks = others_ticks(ep);
	proof(6, ticks > 3 * TICKS / 4 && ticks < TICKS);
}

static void error_steps(endpoint_t self)
{
	proof(10, (uint32_t)agent_schedule(NONE, PRIO_USER, 1));
	proof(11, (uint32_t)agent_schedule(self, NR_QUEUES, 1));
	proof(12, (uint32_t)agent_schedule(self, UINT32_MAX, 1));
	proof(13, (uint32_t)agent_schedule(self, PRIO_USER, 0));
	proof(14, (uint32_t)agent_schedule(self, PRIO_VM, 1));
	proof(15, (uint32_t)agent_schedule(VM_PROC_NR, PRIO_USER, 1));
	proof(16, (uint32_t)agent_schedule(PM_PROC_NR, PRIO_USER, 1));
	proof(17, (uint32_t)agent_schedule(SYSTEM, PRIO_USER, 1));
}

/* Without a call that waits: nobody else is let in. */
static void other(endpoint_t ep)
{
	while (ticks_of(ep) >= 0)
		;
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	if (argc > 3) {
		leader(getpid(), (endpoint_t)strtou(argv[3], NULL));
		error_steps(getpid());
	} else if (argc > 2) {
		other((endpoint_t)strtou(argv[2], NULL));
	}
	return 0;
}
