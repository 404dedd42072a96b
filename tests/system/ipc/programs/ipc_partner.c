/*
 * ipc_partner.c: does what ipc_leader asks.
 *
 *	NAME NONCE LEADER
 *
 * Its messages carry the order as their type, and in words[1] the nonce plus
 * its own endpoint.
 */
#include "tests/system/ipc/programs/ipc_orders.h"

static endpoint_t leader;

static void obey(struct message *m, endpoint_t second)
{
	switch (m->type) {
	case ORDER_NOTIFY:
		ipc_notify(leader);
		return;
	case ORDER_NOTIFY_AND_SEND:
		ipc_notify(leader);
		ipc_notify(leader);
		break;
	case ORDER_SENDREC:
		ipc_sendrec(leader, m);
		break; /* the answer goes back */
	case ORDER_SENDNB:
		peer_sleep(2);
		ipc_sendnb(leader, m);
		return;
	case ORDER_SEND_TO_SECOND:
		ipc_send(second, m);
		break;
	case ORDER_RECEIVE_FROM_ANY:
		ipc_receive(ANY, m, NULL);
		return;
	default:
		break;
	}
	ipc_send(leader, m);
}

int main(int argc, char **argv)
{
	endpoint_t self = getpid();
	struct message m;

	scenario_begin(argc, argv);
	leader = peer_named(argc, argv, 2);
	for (;;) {
		ipc_receive(leader, &m, NULL);
		if (m.type == ORDER_EXIT)
			return 0;
		m.words[1] = scenario_nonce + (uint32_t)self;
		obey(&m, (endpoint_t)m.words[0]);
	}
}
