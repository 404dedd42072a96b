/*
 * privileges.c: a plain program that becomes a service, and a plain program
 * again, by the orders of another. With pm_agent.
 *
 *	privileges NONCE leader CANDIDATE
 *	privileges NONCE candidate
 *
 * What each step must observe is in ../life.c.
 */
#include "grader/kit/agent.h"

#define ALL UINT32_MAX

static int call(enum kernel_call nr)
{
	struct message m = {0};

	return kernel_call(nr, &m);
}

static int receive(void)
{
	struct message m;

	return ipc_receive(CLOCK, &m, NULL);
}

static void candidate(void)
{
	proof(1, (uint32_t)call(SYS_SETGRANT));
	proof(2, (uint32_t)receive());
	agent_order(AGENT_WAIT, NONE);
	proof(3, (uint32_t)call(SYS_SETGRANT));
	proof(4, (uint32_t)call(SYS_MEMSET)); /* taken away */
	proof(5, (uint32_t)ipc_notify(PM_PROC_NR));
	proof(6, (uint32_t)sys_setalarm(2));
	proof(7, (uint32_t)receive());
	proof(8, (uint32_t)call(SYS_PRIVCTL)); /* no service's */
	sys_setalarm(5);
	agent_order(AGENT_WAIT, NONE);
	proof(9, (uint32_t)call(SYS_SETGRANT));
	proof(10, (uint32_t)receive());
}

static void await(endpoint_t ep)
{
	while (agent_order(AGENT_WAITING, ep) != OK)
		;
}

static void to_service(endpoint_t ep)
{
	int ticks;

	proof(1, (uint32_t)agent_privctl(ep, PRIVCTL_SET_SERVICE, ALL, ALL));
	proof(2, (uint32_t)agent_privctl(ep, PRIVCTL_ALLOW, 0, 0));
	proof(3, (uint32_t)agent_privctl(ep, PRIVCTL_DISALLOW, 0, 0));
	proof(4, (uint32_t)agent_privctl(ep, PRIVCTL_DISALLOW, 0, 0));
	proof(5, (uint32_t)agent_order(AGENT_WAKE, ep));
	ticks = ticks_of(ep);
	spin(5);
	proof(6, (uint32_t)(ticks_of(ep) - ticks)); /* it does not run */
	proof(7, (uint32_t)agent_privctl(ep, PRIVCTL_SET_SERVICE,
					 ~(1u << NOTIFY), ~(1u << SYS_MEMSET)));
	proof(8, (uint32_t)agent_privctl(ep, PRIVCTL_ALLOW, 0, 0));
}

static int clear(endpoint_t ep)
{
	struct message m = {.process = {ep, 0}};

	return agent_call(SYS_CLEAR, &m);
}

static void clear_steps(endpoint_t dead)
{
	proof(40, (uint32_t)clear(dead));
	proof(41, (uint32_t)clear(SYSTEM));
	proof(42, (uint32_t)clear(PM_PROC_NR));
	proof(43, (uint32_t)clear(VM_PROC_NR));
}

static void leader(endpoint_t ep)
{
	await(ep);
	to_service(ep);
	await(ep);
	proof(20, (uint32_t)agent_privctl(ep, PRIVCTL_DISALLOW, 0, 0));
	proof(21, (uint32_t)agent_privctl(ep, PRIVCTL_SET_USER, 0, 0));
	proof(22, (uint32_t)agent_privctl(ep, PRIVCTL_ALLOW, 0, 0));
	spin(7); /* the alarm that it had would come now */
	proof(23, (uint32_t)agent_order(AGENT_WAKE, ep));
	await_death(ep);
	proof(30, (uint32_t)agent_privctl(ep, PRIVCTL_DISALLOW, 0, 0));
	proof(31, (uint32_t)agent_privctl(SYSTEM, PRIVCTL_DISALLOW, 0, 0));
	proof(32, (uint32_t)agent_privctl(VM_PROC_NR, PRIVCTL_DISALLOW, 0, 0));
	proof(33, (uint32_t)agent_privctl(PM_PROC_NR, PRIVCTL_DISALLOW, 0, 0));
	proof(34, (uint32_t)agent_privctl(getpid(), 0, 0, 0));
	clear_steps(ep);
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	if (argc > 3)
		leader((endpoint_t)strtou(argv[3], NULL));
	else
		candidate();
	return 0;
}
