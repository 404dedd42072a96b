/*
 * orphan.c: what becomes of others when VM dies.
 *
 *	orphan NONCE ask    calls VM, which dies of it
 *	orphan NONCE fault  touches memory that VM would have to find
 *	orphan NONCE talk   talks to PM after all that
 *
 * step 1  ask: the answer, should there be one; talk: the right answers of 10;
 *         fault: what it reads
 */
#include "grader/kit/peer.h"

static uint32_t talk(void)
{
	endpoint_t self = getpid();
	uint32_t right = 0;

	for (int i = 0; i < 10; i++)
		right += getpid() == self;
	return right;
}

int main(int argc, char **argv)
{
	const char *role = argc > 2 ? argv[2] : "";

	scenario_begin(argc, argv);
	if (strcmp(role, "ask") == 0) {
		proof(1, frames_free());
	} else if (strcmp(role, "fault") == 0) {
		peer_sleep(5);
		proof(1, peek((void *)0x60000000u));
	} else {
		peer_sleep(10);
		proof(1, talk());
	}
	return 0;
}
