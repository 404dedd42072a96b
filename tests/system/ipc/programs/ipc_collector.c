/*
 * ipc_collector.c: lets a victim die for which two others wait, and receives
 * what they then send; and their notifications, the second's first.
 *
 *	NAME NONCE VICTIM FIRST SECOND
 *
 * The table in ../ipc_buffers.c says what each step must observe.
 */
#include "grader/kit/peer.h"

int main(int argc, char **argv)
{
	endpoint_t victim = peer_named(argc, argv, 2);
	endpoint_t first = peer_named(argc, argv, 3);
	endpoint_t second = peer_named(argc, argv, 4);
	struct message m;

	scenario_begin(argc, argv);
	peer_sleep(2); /* both wait for it by now */
	ipc_notify(victim);
	peer_await_death(victim);
	peer_sleep(2); /* and for us */
	ipc_receive(ANY, &m, NULL);
	proof(1, (uint32_t)(m.source - first));
	ipc_receive(ANY, &m, NULL);
	proof(2, (uint32_t)(m.source - second));
	peer_sleep(2);
	ipc_receive(second, &m, NULL);
	proof(3, (uint32_t)(m.source - second));
	proof(4, (uint32_t)m.type);
	ipc_receive(ANY, &m, NULL);
	proof(5, (uint32_t)(m.source - first));
	sys_setalarm(1);
	ipc_receive(ANY, &m, NULL);
	proof(6, (uint32_t)m.source);
	return 0;
}
