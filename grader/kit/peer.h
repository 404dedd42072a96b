/*
 * peer.h: what programs that work with others have in common: knowing each
 * other's endpoints, waiting, taking turns, and counting frames.
 */
#pragma once

#include "grader/kit/scenario.h"

/* Argument number i as an endpoint. */
static inline endpoint_t peer_named(int argc, char **argv, int i)
{
	return i < argc ? (endpoint_t)strtou(argv[i], NULL) : NONE;
}

/* A service lets others run for so many ticks. */
static inline void peer_sleep(uint32_t ticks)
{
	struct message m;

	sys_setalarm(ticks);
	ipc_receive(CLOCK, &m, NULL);
}

/*
 * Wait until ep is nobody any more, and PM has seen to what it had. Looks are
 * made less and less often: several services that look at each tick leave no
 * time to a program that is to die.
 */
static inline void peer_await_death(endpoint_t ep)
{
	struct proc_info info;

	for (uint32_t ticks = 1; sys_getproc(ep, &info) == OK;) {
		peer_sleep(ticks);
		if (ticks < 16)
			ticks *= 2;
	}
	getpid();
}

/*
 * Turns between a leader and a follower. The leader's message asks for turn
 * number turn, with a word of its own; the answer brings one back.
 */
static inline uint32_t turn_ask(endpoint_t follower, int turn, uint32_t word)
{
	struct message m = {0};

	m.words[0] = word;
	server_call(follower, turn, &m);
	return m.words[0];
}

/* The follower waits for that turn; the leader's word is the result. */
static inline uint32_t turn_await(endpoint_t leader, int turn)
{
	struct message m;

	do
		ipc_receive(leader, &m, NULL);
	while (m.type != turn);
	return m.words[0];
}

static inline void turn_over(endpoint_t leader, uint32_t word)
{
	struct message m = {0};

	m.words[0] = word;
	ipc_sendnb(leader, &m);
}

static inline uint32_t frames_free(void)
{
	uint32_t total = 0, free = 0;

	vm_frames(&total, &free);
	return free;
}

static inline vir_t vir_of(const void *at)
{
	return (vir_t)(uintptr_t)at;
}
