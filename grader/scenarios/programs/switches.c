/*
 * switches.c: counts loads of CR3, from the kernel's counter.
 *
 *	switches NONCE PEER
 *
 * step 1  in 50 kernel calls: 0
 * step 2  in 50 SENDRECs to PM, which has no page table: 0
 * step 3  in 50 SENDRECs to PEER, which has one: 100
 * step 4  look: its directory is loaded
 */
#include "grader/scenarios/programs/scenario.h"

#define TIMES 50

static uint32_t loads(void)
{
	return COUNTER(cr3_switch);
}

int main(int argc, char **argv)
{
	endpoint_t peer = argc > 2 ? (endpoint_t)strtou(argv[2], NULL) : NONE;
	struct msg_times times;
	struct message m = {0};
	uint32_t before;

	scenario_begin(argc, argv);
	getpid();
	server_call(peer, 1, &m);
	before = loads();
	for (int i = 0; i < TIMES; i++)
		sys_times(SELF, &times);
	proof(1, loads() - before);
	before = loads();
	for (int i = 0; i < TIMES; i++)
		getpid();
	proof(2, loads() - before);
	before = loads();
	for (int i = 0; i < TIMES; i++)
		server_call(peer, 1, &m);
	proof(3, loads() - before);
	look(4, 0);
	server_call(peer, 0, &m); /* it may go */
	return 0;
}
