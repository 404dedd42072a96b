/*
 * clock_sender.c: one of many whose tables (SENDA) are searched.
 *
 *	NAME NONCE RECEIVER VICTIM ENTRIES
 *
 * The table's entries wait for the victim, but for the last, which is for the
 * receiver until it is taken back. Then it sends to the receiver.
 */
#include <faultline/async.h>
#include <lib/sys/ipc.h>
#include "grader/kit/peer.h"

int main(int argc, char **argv)
{
	static struct async_message table[ASYNC_MAX];
	endpoint_t receiver = peer_named(argc, argv, 2);
	endpoint_t victim = peer_named(argc, argv, 3);
	uint32_t last = (uint32_t)peer_named(argc, argv, 4) - 1;
	struct message m = {.type = 1};

	scenario_begin(argc, argv);
	for (uint32_t i = 0; i <= last; i++)
		table[i] = (struct async_message){
			.flags = ASYNC_VALID,
			.dst = i == last ? receiver : victim,
		};
	proof(1, (uint32_t)ipc_senda(table, last + 1));
	table[last].flags = 0;
	ipc_send(receiver, &m);
	ipc_receive(receiver, &m, NULL);
	return 0;
}
