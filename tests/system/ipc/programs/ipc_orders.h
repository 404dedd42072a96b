/*
 * ipc_orders.h: what ipc_leader asks its partners to do, in a message's type.
 */
#pragma once

#include "grader/kit/peer.h"

enum order {
	ORDER_EXIT = 1,
	ORDER_SEND,             /* send to the leader */
	ORDER_SENDREC,          /* send, and then send back the answer */
	ORDER_NOTIFY,           /* notify the leader */
	ORDER_NOTIFY_AND_SEND,  /* notify twice, and then send */
	ORDER_SENDNB,           /* send when the leader is waiting */
	ORDER_SEND_TO_SECOND,   /* send to the second, then to the leader */
	ORDER_RECEIVE_FROM_ANY, /* receive, and answer nobody */
};
