/*
 * busy.c: uses the processor until so many ticks have passed since boot.
 *
 *	NAME NONCE TICKS
 */
#include "grader/kit/peer.h"

int main(int argc, char **argv)
{
	uint32_t until = (uint32_t)peer_named(argc, argv, 2);
	struct msg_times times;

	scenario_begin(argc, argv);
	do {
		for (volatile int i = 0; i < 300; i++)
			;
		sys_times(SELF, &times);
	} while (times.uptime < until);
	return 0;
}
