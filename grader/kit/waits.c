/*
 * waits.c: waits for somebody who will never answer.
 *
 *	waits NONCE receive PEER (or any)
 *	waits NONCE send PEER
 *
 * step 1  1: it is about to wait
 * step 2  the result, should there be one
 */
#include "grader/kit/peer.h"

int main(int argc, char **argv)
{
	bool sends = argc > 3 && strcmp(argv[2], "send") == 0;
	bool any = argc > 3 && strcmp(argv[3], "any") == 0;
	endpoint_t peer = any ? ANY : peer_named(argc, argv, 3);
	struct message m = {.type = 1};

	scenario_begin(argc, argv);
	proof(1, 1);
	proof(2, (uint32_t)(sends ? ipc_send(peer, &m)
				  : ipc_receive(peer, &m, NULL)));
	return 0;
}
