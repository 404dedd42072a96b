/*
 * agent.h: what one asks of a PM that is an agent (pm_agent.c).
 *
 * Kernel calls that only PM or VM may make can be tried from a program: it
 * sends PM the call's message, with the type KERNEL_CALL + number, and gets it
 * back with the result.
 */
#pragma once

#include "grader/kit/scenario.h"

/* Or-ed to the type: answer at once, and make the call after that. */
#define AGENT_ANSWER_FIRST 0x10000

enum agent_order {
	AGENT_WAIT = 0x501,    /* no answer before somebody's WAKE */
	AGENT_WAITING = 0x502, /* does process.ep wait so? OK, -ENOTREADY */
	AGENT_WAKE = 0x503,    /* answer process.ep, which does */
	AGENT_BIND = 0x504,    /* VM: process.ep is to have its page table */
	AGENT_END = 0x505,     /* process.ep ends, as if it had asked for it */
};

static inline int agent_order(int order, endpoint_t ep)
{
	struct message m = {0};

	m.process.ep = ep;
	return server_call(PM_PROC_NR, order, &m);
}

/* Have a kernel call made; m comes back as its reply. */
static inline int agent_call(enum kernel_call nr, struct message *m)
{
	return server_call(PM_PROC_NR, KERNEL_CALL + (int)nr, m);
}

static inline int agent_schedule(endpoint_t ep, uint32_t priority,
				 uint32_t quantum)
{
	struct message m = {.schedule = {ep, priority, quantum}};

	return agent_call(SYS_SCHEDULE, &m);
}

static inline int agent_exec(endpoint_t ep, const char *name, vir_t pc,
			     vir_t sp)
{
	struct message m = {.exec = {.ep = ep, .pc = pc, .sp = sp}};

	strlcpy(m.exec.name, name, sizeof(m.exec.name));
	return agent_call(SYS_EXEC, &m);
}

static inline int agent_privctl(endpoint_t ep, enum privctl_what what)
{
	struct message m = {.privctl = {.ep = ep, .what = what}};

	return agent_call(SYS_PRIVCTL, &m);
}

static inline int agent_service(endpoint_t ep, const char *role)
{
	struct message m = {.privctl = {.ep = ep, .what = PRIVCTL_SET_SERVICE}};

	strlcpy(m.privctl.role, role, sizeof(m.privctl.role));
	return agent_call(SYS_PRIVCTL, &m);
}

/* Kernel calls from number 32 on stay. */
static inline int agent_narrow(endpoint_t ep, uint32_t traps, uint32_t calls)
{
	struct message m = {.privctl = {.ep = ep, .what = PRIVCTL_NARROW}};

	m.privctl.traps = traps;
	m.privctl.calls[0] = calls;
	m.privctl.calls[1] = UINT32_MAX;
	return agent_call(SYS_PRIVCTL, &m);
}

/* The child, in the parent; NONE in the child; an error. */
static inline endpoint_t agent_fork(uint32_t slot)
{
	struct message m = {.fork = {getpid(), slot, FORK_VMINHIBIT, 0}};
	int result = agent_call(SYS_FORK, &m);

	return result == OK ? m.fork.ep : result;
}

/* So many ticks go by; what is left of them to others is theirs. */
static inline void spin(uint32_t ticks)
{
	struct msg_times times;
	uint32_t end;

	sys_times(SELF, &times);
	end = times.uptime + ticks;
	while (times.uptime < end)
		sys_times(SELF, &times);
}

/* Ticks that found ep running; -EINVAL: it is dead. */
static inline int ticks_of(endpoint_t ep)
{
	struct msg_times times;
	int result = sys_times(ep, &times);

	return result == OK ? (int)times.user : result;
}

static inline void await_death(endpoint_t ep)
{
	while (ticks_of(ep) >= 0)
		getpid();
}
