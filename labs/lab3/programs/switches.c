/*
 * switches.c: how often CR3 is loaded, counted by the kernel and, between the
 * looks, by the machine.
 *
 *	switches NONCE PEER
 *
 * step 1  look: the counting begins
 * step 2  look: after 10 kernel calls and 10 SENDRECs to PM: no load
 * step 3  look: after 10 SENDRECs to PEER, which has a page table: 20 loads
 * step 4  the kernel's count of the first: 0
 * step 5  of the second, the least of five: 20; a quantum may end in the others
 */
#include "grader/kit/scenario.h"

#define TIMES 10
#define COUNTINGS 5

static endpoint_t peer = NONE;

static void call_without_paged(void)
{
	struct msg_times times;

	sys_times(SELF, &times);
	getpid();
}

static void call_peer(void)
{
	struct message m = {0};

	server_call(peer, 1, &m);
}

static void repeat(void (*call)(void))
{
	for (int i = 0; i < TIMES; i++)
		call();
}

static uint32_t least_loads(void (*call)(void))
{
	uint32_t least = UINT32_MAX;

	for (int counting = 0; counting < COUNTINGS; counting++) {
		uint32_t loads = COUNTER(cr3_switch);

		repeat(call);
		loads = COUNTER(cr3_switch) - loads;
		if (loads < least)
			least = loads;
	}
	return least;
}

int main(int argc, char **argv)
{
	struct message m = {0};

	scenario_begin(argc, argv);
	if (argc > 2)
		peer = (endpoint_t)strtou(argv[2], NULL);
	call_without_paged();
	call_peer();
	look(1, 0);
	repeat(call_without_paged);
	look(2, 0);
	repeat(call_peer);
	look(3, 0);
	proof(4, least_loads(call_without_paged));
	proof(5, least_loads(call_peer));
	server_call(peer, 0, &m); /* it may go */
	return 0;
}
