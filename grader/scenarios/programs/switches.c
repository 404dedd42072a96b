/*
 * switches.c: counts loads of CR3, from the kernel's counter. Of several
 * countings the least is taken: in the others a quantum may have ended.
 *
 *	switches NONCE PEER
 *
 * step 1  in 10 kernel calls: 0
 * step 2  in 10 SENDRECs to PM, which has no page table: 0
 * step 3  in 10 SENDRECs to PEER, which has one: 20
 * step 4  look: its directory is loaded
 */
#include "grader/scenarios/programs/scenario.h"

#define TIMES 10
#define COUNTINGS 5

static endpoint_t peer = NONE;

static void call_kernel(void)
{
	struct msg_times times;

	sys_times(SELF, &times);
}

static void call_pm(void)
{
	getpid();
}

static void call_peer(void)
{
	struct message m = {0};

	server_call(peer, 1, &m);
}

static uint32_t least_loads(void (*call)(void))
{
	uint32_t least = UINT32_MAX;

	for (int counting = 0; counting < COUNTINGS; counting++) {
		uint32_t loads = COUNTER(cr3_switch);

		for (int i = 0; i < TIMES; i++)
			call();
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
	call_peer();
	proof(1, least_loads(call_kernel));
	proof(2, least_loads(call_pm));
	proof(3, least_loads(call_peer));
	look(4, 0);
	server_call(peer, 0, &m); /* it may go */
	return 0;
}
