/*
 * referee.c: a service that sees how three busy programs share the processor.
 *
 *	NAME NONCE ONE OTHER THIRD
 *
 * It looks twice, and compares what they ran in between. The table in
 * ../time.c says what each step must observe.
 */
#include "grader/kit/peer.h"

#define TICKS 90
#define PARTIES 3

static uint32_t ran(endpoint_t ep)
{
	struct msg_times times = {0};

	sys_times(ep, &times);
	return times.user;
}

int main(int argc, char **argv)
{
	uint32_t before[PARTIES], sum = 0, least = UINT32_MAX, most = 0;

	scenario_begin(argc, argv);
	peer_sleep(10);
	for (int i = 0; i < PARTIES; i++)
		before[i] = ran(peer_named(argc, argv, 2 + i));
	peer_sleep(TICKS);
	for (int i = 0; i < PARTIES; i++) {
		uint32_t now = ran(peer_named(argc, argv, 2 + i));

		now -= before[i];
		sum += now;
		least = now < least ? now : least;
		most = now > most ? now : most;
	}
	printf("of %d ticks the least has %u, the most %u\n", TICKS, least,
	       most);
	proof(1, sum >= TICKS - 3 && sum <= TICKS + 3);
	proof(2, most - least <= TICKS / PARTIES / 3);
	return 0;
}
