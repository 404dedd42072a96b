/*
 * preempt_caller.c: makes long copies, in the middle of which others run.
 *
 *	NAME NONCE BREAKER VICTIM
 *
 * Its priority is the lowest. The table in ../preempt.c says what each step
 * must observe.
 */
#include "tests/system/copy/programs/preempt.h"

static uint8_t here[BYTES] __attribute__((aligned(4096)));

#define NOWHERE 0x91234000u

static endpoint_t breaker;

static uint32_t first_word(void)
{
	return peek(here) - scenario_nonce;
}

static uint32_t last_word(void)
{
	return peek(here + BYTES - 4) - scenario_nonce;
}

/*
 * The grant is gone in the middle: what was copied stays. That VM has refused a
 * copy before means nothing for this one.
 */
static void revoke_steps(void)
{
	proof(4, (uint32_t)sys_vircopy(SELF, AREA, SELF, NOWHERE, 4));
	turn_ask(breaker, TURN_REVOKE, 0);
	proof(1, (uint32_t)sys_safecopyfrom(breaker, 0, 0, here, BYTES));
	proof(2, first_word());
	proof(3, peek(here + BYTES - 4));
}

/* It is stopped in the middle, and the call is complete all the same. */
static void stop_steps(void)
{
	struct msg_times before, after;
	uint32_t took;

	turn_ask(breaker, TURN_STOP, 0);
	sys_times(SELF, &before);
	proof(10, (uint32_t)sys_vircopy(SELF, AREA, SELF, vir_of(here), BYTES));
	sys_times(SELF, &after);
	took = after.uptime - before.uptime;
	proof(11, took >= STOPPED + SOON);
	proof(12, after.user - before.user >= SOON &&
			  after.user - before.user <= took - STOPPED + 1);
	proof(13, first_word());
	proof(14, last_word());
}

int main(int argc, char **argv)
{
	endpoint_t victim = peer_named(argc, argv, 3);

	scenario_begin(argc, argv);
	breaker = peer_named(argc, argv, 2);
	area_make(scenario_nonce);
	agent_schedule(getpid(), PRIO_USER, 5);
	revoke_steps();
	stop_steps();
	turn_ask(breaker, TURN_END_VICTIM, (uint32_t)victim);
	proof(20, (uint32_t)sys_vircopy(SELF, AREA, victim, AREA, BYTES));
	turn_ask(breaker, TURN_END_CALLER, 0);
	sys_vircopy(SELF, AREA, SELF, vir_of(here), BYTES);
	proof(30, 1); /* it is dead by now */
	return 0;
}
