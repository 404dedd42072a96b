/*
 * ipc_queue.c: one of two that wait to send to a victim, which dies; then both
 * wait to send to a collector, and notify it.
 *
 *	NAME NONCE VICTIM COLLECTOR
 *
 * step 1  SEND to the victim
 * step 2  SEND to the collector
 * step 3  RECEIVE from the collector, which ends
 */
#include "grader/kit/peer.h"

int main(int argc, char **argv)
{
	endpoint_t collector = peer_named(argc, argv, 3);
	struct message m = {.type = 1};

	scenario_begin(argc, argv);
	proof(1, (uint32_t)ipc_send(peer_named(argc, argv, 2), &m));
	proof(2, (uint32_t)ipc_send(collector, &m));
	ipc_notify(collector);
	proof(3, (uint32_t)ipc_receive(collector, &m, NULL));
	return 0;
}
