/*
 * async_receiver.c: proves what it gets, and by which call it was sent.
 *
 * Step n: the type of the n-th message, and 16 times the call.
 */
#include "tests/system/ipc/programs/async.h"

int main(int argc, char **argv)
{
	struct message m;
	uint32_t status = 0, step = 1;

	scenario_begin(argc, argv);
	do {
		ipc_receive(ANY, &m, &status);
		proof(step++, (uint32_t)m.type + 16 * STATUS_CALL(status));
		if (m.type == ASYNC_SLEEP)
			peer_sleep(4);
	} while (m.type != ASYNC_LAST);
	return 0;
}
