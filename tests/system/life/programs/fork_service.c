/*
 * fork_service.c: a service that forks: its child is a plain program, and waits
 * to be told so. With pm_agent and vm_agent.
 *
 *	fork_service NONCE
 *
 * steps 1 and on: the service's; steps 100 and on: its child's. What each must
 * observe is in ../life.c.
 */
#include "grader/kit/agent.h"

#define SLOT 41

static void child_life(endpoint_t parent)
{
	struct message m = {0};

	proof(100, ticks_of(SELF) < ticks_of(parent));
	proof(101, (uint32_t)kernel_call(SYS_SETGRANT, &m));
	proof(102, (uint32_t)ipc_receive(CLOCK, &m, NULL));
	proof(103, (uint32_t)ipc_notify(VM_PROC_NR));
}

int main(int argc, char **argv)
{
	endpoint_t parent, child;
	struct message m;

	scenario_begin(argc, argv);
	parent = getpid();
	sys_setalarm(12);
	spin(5);
	child = agent_fork(SLOT);
	if (child == NONE) {
		child_life(parent);
		return 0;
	}
	agent_order(AGENT_BIND, child);
	spin(5);
	proof(1, (uint32_t)ticks_of(child));
	proof(2, (uint32_t)agent_privctl(child, PRIVCTL_ALLOW, 0, 0));
	await_death(child);
	proof(3, (uint32_t)ipc_receive(CLOCK, &m, NULL)); /* its own alarm */
	proof(4, (uint32_t)sys_setgrant(NULL, 0));
	return 0;
}
