/*
 * preempt_breaker.c: waits until preempt_caller is in the middle of a long
 * copy, and does then what could harm it.
 *
 *	NAME NONCE CALLER
 *
 * The table in ../preempt.c says what each step must observe.
 */
#include "tests/system/copy/programs/preempt.h"

static struct grant grants[1];

static int runctl(endpoint_t ep, uint32_t action, uint32_t flags)
{
	struct message m = {.runctl = {ep, action, flags}};

	return agent_call(SYS_RUNCTL, &m);
}

static int sigsend(endpoint_t ep)
{
	struct message m = {.sigsend = {.ep = ep, .signal = 1, .handler = 64}};

	return agent_call(SYS_SIGSEND, &m);
}

static int sigreturn(endpoint_t ep)
{
	struct message m = {.sigreturn = {.ep = ep, .context = AREA}};

	return agent_call(SYS_SIGRETURN, &m);
}

static uint32_t flags_of(endpoint_t ep)
{
	struct proc_info info = {0};

	sys_getproc(ep, &info);
	return info.rts_flags;
}

static void stop(endpoint_t caller)
{
	proof(1, flags_of(caller)); /* it waits for nothing but its turn */
	proof(2, (uint32_t)sigsend(caller));
	proof(3, (uint32_t)sigreturn(caller));
	proof(4, (uint32_t)agent_exec(caller, "other", 64, 64));
	proof(5, (uint32_t)runctl(caller, RC_STOP, RC_DELAY));
	proof(6, (uint32_t)runctl(caller, RC_RESUME, 0));
	proof(7, (uint32_t)runctl(caller, RC_STOP, 0));
	peer_sleep(STOPPED);
	proof(8, (uint32_t)runctl(caller, RC_RESUME, 0));
}

static void act(enum turn turn, endpoint_t caller, endpoint_t victim)
{
	peer_sleep(SOON);
	switch (turn) {
	case TURN_REVOKE:
		grants[0].flags = 0;
		break;
	case TURN_STOP:
		stop(caller);
		break;
	case TURN_END_VICTIM:
		agent_order(AGENT_END, victim);
		break;
	case TURN_END_CALLER:
		proof(10, (uint32_t)agent_order(AGENT_END, caller));
		proof(11, (uint32_t)ticks_of(caller));
	}
}

int main(int argc, char **argv)
{
	endpoint_t caller = peer_named(argc, argv, 2);
	struct message m;

	scenario_begin(argc, argv);
	area_make(scenario_nonce);
	grants[0].flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT | GRANT_READ;
	grants[0].direct.grantee = caller;
	grants[0].direct.start = AREA;
	grants[0].direct.len = BYTES;
	sys_setgrant(grants, 1);
	do {
		ipc_receive(caller, &m, NULL);
		turn_over(caller, 0);
		act((enum turn)m.type, caller, (endpoint_t)m.words[0]);
	} while (m.type != TURN_END_CALLER);
	return 0;
}
