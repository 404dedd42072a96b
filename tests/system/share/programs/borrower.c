/*
 * borrower.c: maps a page of lender's, and loses it again.
 *
 *	borrower NONCE LENDER
 *
 * step 1  mapping: 0 (OK)
 * step 2  what lender had written is there: 0
 * step 3  what lender wrote since is there: 0
 * step 4  after the mapping was revoked it still is: 0
 * step 5  frames missing at the end: 0
 */
#include "grader/kit/scenario.h"

static uint32_t free_frames(void)
{
	uint32_t total, free;

	vm_frames(&total, &free);
	return free;
}

static void await_turn(endpoint_t lender, int type)
{
	struct message m;

	do
		ipc_receive(lender, &m, NULL);
	while (m.type != type);
}

static void turn_over(endpoint_t lender)
{
	struct message m = {0};

	ipc_sendnb(lender, &m);
}

int main(int argc, char **argv)
{
	endpoint_t lender = argc > 2 ? (endpoint_t)strtou(argv[2], NULL) : NONE;
	uint32_t before;
	uint8_t *at;

	scenario_begin(argc, argv);
	await_turn(lender, 1);
	before = free_frames();
	at = vm_mmap(NULL, 4096, PROT_READ | PROT_WRITE, 0);
	proof(1, (uint32_t)sys_safemap(lender, 0, 0, at, 4096, SAFEMAP_WRITE));
	proof(2, peek(at) - scenario_nonce);
	poke(at, scenario_nonce + 1);
	turn_over(lender);

	await_turn(lender, 2);
	proof(3, peek(at) - scenario_nonce - 2);
	turn_over(lender);

	await_turn(lender, 3);
	proof(4, peek(at) - scenario_nonce - 2);
	poke(at, scenario_nonce + 3);
	vm_munmap(at, 4096);
	proof(5, before - free_frames());
	turn_over(lender);
	return 0;
}
