/*
 * ipc_leader.c: sends and receives in every way that there is, with two
 * partners who do what it asks.
 *
 *	NAME NONCE FIRST SECOND
 *
 * Steps 10: whose message comes first; 30: status words and notifications;
 * 50: who is not ready, and who would wait for ever; 70: calls that make no
 * sense. The table in ../ipc.c says what each must observe.
 */
#include "tests/system/ipc/programs/ipc_orders.h"

static endpoint_t first, second;

static uint32_t receive(endpoint_t from, struct message *m)
{
	uint32_t status = 0;
	int r = ipc_receive(from, m, &status);

	return r == OK ? status : (uint32_t)r;
}

static void give(endpoint_t partner, enum order order)
{
	struct message m = {0};

	m.type = (int32_t)order;
	m.words[0] = (uint32_t)second;
	ipc_send(partner, &m);
}

static void settle(void)
{
	peer_sleep(2);
}

static void order_steps(void)
{
	struct message m;

	give(first, ORDER_SEND);
	settle();
	give(second, ORDER_SENDREC);
	settle();
	receive(ANY, &m);
	proof(10, m.source == first);
	proof(11, m.words[1] - scenario_nonce - (uint32_t)first);
	receive(ANY, &m);
	proof(12, m.source == second);
	ipc_send(second, &m);
	receive(second, &m);

	give(first, ORDER_SEND);
	settle();
	give(second, ORDER_SEND);
	settle();
	receive(second, &m);
	proof(13, m.source == second);
	receive(ANY, &m);
	proof(14, m.source == first);

	give(first, ORDER_NOTIFY_AND_SEND);
	settle();
	receive(ANY, &m);
	proof(15, m.source == first && m.type == NOTIFY_MESSAGE);
	receive(ANY, &m);
	proof(16, m.source == first && m.type == ORDER_NOTIFY_AND_SEND);
	/* Two notifications were one: the next to come is the alarm. */
	sys_setalarm(2);
	receive(ANY, &m);
	proof(17, (uint32_t)m.source);
}

static void status_steps(void)
{
	struct message m;

	give(first, ORDER_SEND);
	proof(30, receive(first, &m));
	give(first, ORDER_SENDREC);
	proof(31, receive(first, &m));
	m.words[2] = scenario_nonce;
	ipc_sendnb(first, &m);
	proof(32, receive(first, &m));
	proof(33, m.words[2] - scenario_nonce);
	give(first, ORDER_NOTIFY);
	proof(34, receive(first, &m));
	give(first, ORDER_SENDNB);
	proof(35, receive(first, &m));
	give(first, ORDER_SEND);
	settle(); /* it waits for us, and we come late */
	proof(36, receive(ANY, &m));
	give(first, ORDER_SENDREC);
	settle();
	proof(37, receive(ANY, &m));
	ipc_send(first, &m);
	receive(first, &m);
	sys_setalarm(1);
	proof(38, receive(CLOCK, &m));
}

static void deadlock_steps(void)
{
	struct message m = {0};

	give(first, ORDER_SEND);
	settle();
	proof(50, (uint32_t)ipc_sendnb(first, &m));
	proof(51, (uint32_t)ipc_send(first, &m));
	proof(52, (uint32_t)ipc_sendrec(first, &m));
	proof(53, receive(first, &m));

	settle(); /* by now it waits for us */
	proof(54, receive(first, &m));
	m.type = ORDER_NOTIFY;
	proof(55, (uint32_t)ipc_sendnb(first, &m));
	receive(first, &m);

	/* first waits for second, second for us */
	give(first, ORDER_SEND_TO_SECOND);
	settle();
	give(second, ORDER_SEND);
	settle();
	proof(56, (uint32_t)ipc_send(first, &m));
	proof(57, receive(first, &m));
	proof(58, receive(second, &m));
	give(second, ORDER_RECEIVE_FROM_ANY);
	proof(59, receive(first, &m));
}

static uint32_t trap(uint32_t call, endpoint_t e, struct message *m)
{
	uint32_t eax = (uint32_t)e, ebx = vir_of(m);

	asm volatile("int $33"
		     : "+a"(eax), "+b"(ebx)
		     : "c"(call)
		     : "memory", "cc");
	return eax;
}

static void senseless_steps(endpoint_t self)
{
	struct message m = {0};
	endpoint_t stale = self + ENDPOINT_SPAN;

	proof(70, trap(0, first, &m));
	proof(71, trap(SENDNB + 1, first, &m));
	proof(72, trap(UINT32_MAX, first, &m));
	proof(73, (uint32_t)ipc_send(ANY, &m));
	proof(74, (uint32_t)ipc_send(NONE, &m));
	proof(75, (uint32_t)ipc_send(stale, &m));
	proof(76, (uint32_t)ipc_sendrec(200, &m));
	proof(77, (uint32_t)ipc_sendnb(INT32_MIN, &m));
	proof(78, (uint32_t)ipc_notify(stale));
	proof(79, receive(stale, &m));
	proof(80, (uint32_t)ipc_send(SYSTEM, &m));
	proof(81, (uint32_t)ipc_sendrec(CLOCK, &m));
	proof(82, (uint32_t)ipc_notify(HARDWARE));
	proof(83, (uint32_t)ipc_send(self, &m));
	proof(84, receive(self, &m));
	proof(85, (uint32_t)ipc_notify(self));
	proof(86, (uint32_t)ipc_notify(ANY));
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	first = peer_named(argc, argv, 2);
	second = peer_named(argc, argv, 3);
	order_steps();
	status_steps();
	deadlock_steps();
	senseless_steps(getpid());
	give(first, ORDER_EXIT);
	give(second, ORDER_EXIT);
	return 0;
}
