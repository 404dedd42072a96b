/*
 * fork.c: a program that forks, and its children. With pm_agent and vm_agent.
 *
 *	fork NONCE
 *
 * steps 1 and on: the parent's; steps 100 and on: the first child's. What each
 * must observe is in ../life.c.
 */
#include "grader/kit/agent.h"

#define SLOT 40
#define AT ((void *)0x90000000)

static int word = 1; /* in data: 2 in the child */

static void child_life(endpoint_t parent)
{
	struct proc_info info;
	struct message m = {0};

	proof(100, (uint32_t)getpid());
	proof(101, ticks_of(SELF) < ticks_of(parent));
	proof(102, (uint32_t)word);
	proof(103, peek(AT));
	word = 2;
	poke(AT, 8);
	look(104, 0);
	proof(105, (uint32_t)kernel_call(SYS_SETGRANT, &m));
	sys_getproc(SELF, &info);
	proof(106, (uint32_t)strcmp(info.name, "fork"));
}

/* Until it is bound, it does not run, though its answer is there. */
static void inhibited_steps(endpoint_t child)
{
	struct proc_info info;

	spin(5);
	proof(2, (uint32_t)ticks_of(child));
	sys_getproc(child, &info);
	proof(3, info.cr3);
	word = 3; /* too late for the child */
	poke(AT, 9);
	proof(4, (uint32_t)agent_order(AGENT_BIND, child));
}

/* Another child in the same slot, that does nothing but end. */
static void generation_steps(endpoint_t old)
{
	endpoint_t parent = getpid();
	endpoint_t child = agent_fork(SLOT);

	if (child == NONE)
		exit(0);
	proof(10, (uint32_t)child);
	proof(11, (uint32_t)ticks_of(old));
	proof(12, (uint32_t)agent_fork(SLOT)); /* taken */
	proof(13, (uint32_t)agent_fork(endpoint_slot(parent)));
	agent_order(AGENT_BIND, child);
	await_death(child);
}

static uint32_t frames_free(void)
{
	uint32_t total = 0, free = 0;

	vm_frames(&total, &free);
	return free;
}

/* It dies before it has a page table that the kernel knows. */
static void stillborn_steps(void)
{
	endpoint_t child = agent_fork(SLOT);

	if (child == NONE)
		proof(20, 1); /* it must never run */
	proof(21, (uint32_t)agent_order(AGENT_END, child));
	proof(22, (uint32_t)ticks_of(child));
}

int main(int argc, char **argv)
{
	endpoint_t parent, child;
	uint32_t before;

	scenario_begin(argc, argv);
	vm_mmap(AT, 4096, PROT_READ | PROT_WRITE, MAP_FIXED);
	poke(AT, 7);
	parent = getpid();
	spin(5);
	before = frames_free();
	child = agent_fork(SLOT);
	if (child == NONE) {
		child_life(parent);
		return 0;
	}
	proof(1, (uint32_t)child);
	inhibited_steps(child);
	await_death(child);
	look(5, 0);
	proof(6, (uint32_t)word);
	proof(7, peek(AT));
	generation_steps(child);
	stillborn_steps();
	proof(30, before - frames_free());
	return 0;
}
