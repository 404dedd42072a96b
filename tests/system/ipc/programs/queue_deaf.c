/*
 * queue_deaf.c: hears its leader first, and then who else has sent to it.
 *
 *	queue_deaf NONCE LEADER
 *
 * step 1  who is the first
 * step 2  who is the next
 * step 3  1: nobody else is there within ten ticks
 */
#include "grader/kit/peer.h"

static uint32_t next(void)
{
	struct message m = {0};

	ipc_receive(ANY, &m, NULL);
	return (uint32_t)m.source;
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	turn_await(peer_named(argc, argv, 2), 1);
	proof(1, next());
	proof(2, next());
	sys_setalarm(10);
	proof(3, next() == (uint32_t)CLOCK);
	return 0;
}
