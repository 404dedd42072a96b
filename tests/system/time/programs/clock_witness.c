/*
 * clock_witness.c: is to run at each tick.
 *
 *	NAME NONCE CALLER
 *
 * Turn 1 answers the most instructions that went by between two ticks at which
 * it ran, since the turn before. Turn 2 ends it.
 */
#include "grader/kit/bench.h"
#include "grader/kit/peer.h"

int main(int argc, char **argv)
{
	endpoint_t caller = peer_named(argc, argv, 2);
	uint32_t last = 0, longest = 0, now, status;
	struct message m;

	scenario_begin(argc, argv);
	for (;;) {
		sys_setalarm(1);
		ipc_receive(ANY, &m, &status);
		now = instructions();
		if (STATUS_CALL(status) != NOTIFY) {
			turn_over(caller, longest);
			if (m.type == 2)
				return 0;
			longest = 0;
		} else if (now - last > longest) {
			longest = now - last;
		}
		last = now;
	}
}
