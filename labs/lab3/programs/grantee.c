/*
 * grantee.c: maps two pages of grantor's copy-on-write.
 *
 *	grantee NONCE GRANTOR
 *
 * step 1  the mapping's result: 0 (OK)
 * step 2  what it sees there: what grantor wrote, 0
 * step 3  look: its pages
 * step 4  frames used by mapping: 0
 * step 5  frames used by writing to one page: 1
 * step 6  its first page, after grantor wrote to its own: what it wrote, 0
 * step 7  its second page, after grantor wrote to its own: the old value, 0
 * step 8  frames that are missing after it has unmapped: 0
 */
#include "grader/kit/scenario.h"

#define BYTES (2 * 4096)

static uint32_t free_frames(void)
{
	uint32_t total, free;

	vm_frames(&total, &free);
	return free;
}

static void await_turn(endpoint_t grantor, int type)
{
	struct message m;

	do
		ipc_receive(grantor, &m, NULL);
	while (m.type != type);
}

static void turn_over(endpoint_t grantor)
{
	struct message m = {0};

	ipc_sendnb(grantor, &m);
}

int main(int argc, char **argv)
{
	endpoint_t grantor =
		argc > 2 ? (endpoint_t)strtou(argv[2], NULL) : NONE;
	uint32_t before, mapped;
	uint8_t *at, *other;

	scenario_begin(argc, argv);
	await_turn(grantor, 1);
	other = vm_mmap(NULL, 4096, PROT_READ | PROT_WRITE, 0);
	poke(other, 1); /* the page table for what comes is there now */
	before = free_frames();
	at = vm_mmap(NULL, BYTES, PROT_READ | PROT_WRITE, 0);
	proof(1, (uint32_t)sys_safemap(grantor, 0, 0, at, BYTES, SAFEMAP_COW));
	proof(2, (peek(at) - scenario_nonce - 1) |
			 (peek(at + 4096) - scenario_nonce - 2));
	look(3, (uint32_t)(uintptr_t)at);
	mapped = free_frames();
	proof(4, before - mapped);
	turn_over(grantor);

	await_turn(grantor, 2);
	poke(at, scenario_nonce + 21);
	proof(5, mapped - free_frames());
	turn_over(grantor);

	await_turn(grantor, 3);
	proof(6, peek(at) - scenario_nonce - 21);
	proof(7, peek(at + 4096) - scenario_nonce - 2);
	vm_munmap(at, BYTES);
	proof(8, before - free_frames());
	turn_over(grantor);
	return 0;
}
