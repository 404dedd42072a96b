/*
 * ipc_mortal.c: dies when others wait for it.
 *
 *	NAME NONCE LEADER silent|reading|readonly
 *
 * silent    is notified, and dies a little later without having listened
 * reading   receives a message, and dies instead of answering
 * readonly  wants a message in read-only memory; step 1: before that
 */
#include "grader/kit/peer.h"

static const struct message constant = {.type = 1};

int main(int argc, char **argv)
{
	endpoint_t leader = peer_named(argc, argv, 2);
	const char *how = argc > 3 ? argv[3] : "";
	struct message m;

	scenario_begin(argc, argv);
	if (strcmp(how, "silent") == 0) {
		ipc_receive(leader, &m, NULL);
		peer_sleep(4);
	} else if (strcmp(how, "reading") == 0) {
		ipc_receive(leader, &m, NULL);
	} else {
		proof(1, 1);
		ipc_receive(leader, (struct message *)(uintptr_t)&constant,
			    NULL);
		proof(2, 1);
	}
	return 0;
}
