/*
 * share_failing.c: maps granted memory where it must fail, again and again, and
 * then where it must not.
 *
 *	NAME NONCE OWNER	OWNER: share_mortal, owner
 *
 * A mapping that was refused leaves nothing behind: neither something to unmap,
 * nor a slot in the kernel's table that stays taken. The table in
 * ../share.c says what each step must observe.
 */
#include "tests/system/share/programs/share.h"

#define TIMES 100 /* more than the kernel can remember */
#define NOWHERE ((void *)0x91234000u)

static uint32_t map(endpoint_t owner, grant_t grant, uint32_t offset, void *at,
		    uint32_t bytes, uint32_t flags)
{
	return (uint32_t)sys_safemap(owner, grant, offset, at, bytes, flags);
}

int main(int argc, char **argv)
{
	endpoint_t owner = peer_named(argc, argv, 2);
	uint32_t refused = 0, done = 0;
	uint8_t *at;

	scenario_begin(argc, argv);
	turn_ask(owner, TURN_MAP, 0);
	for (int i = 0; i < TIMES; i++)
		refused +=
			sys_safemap(owner, 0, 0, NOWHERE, 4096, 0) == -EFAULT;
	proof(1, refused);
	proof(2, (uint32_t)sys_safeunmap(NOWHERE));

	at = vm_mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, 0);
	proof(3, (uint32_t)sys_safemap(owner, 0, 0, at, 4096, 0));
	proof(4, peek(at) - scenario_nonce);
	proof(5, (uint32_t)sys_safeunmap(at));
	for (int i = 0; i < TIMES; i++)
		done += sys_safemap(owner, 0, 0, at, 4096, SAFEMAP_WRITE) ==
				OK &&
			sys_safeunmap(at) == OK;
	proof(6, done);
	proof(7, map(owner, 0, 0, at, 0, 0));
	proof(8, map(owner, 0, 0, at, 4095, 0));
	proof(9, map(owner, 0, 1, at, 4096, 0));
	proof(10, map(owner, 0, 0, at + 1, 4096, 0));
	proof(11, map(owner, 0, 0, at, 4096, SAFEMAP_WRITE | SAFEMAP_COW));
	proof(12, map(owner, 1, 0, at, 4096, 0));
	proof(13, map(owner, 0, 0, at, 4096, SAFEMAP_COW));
	proof(14, (uint32_t)sys_safeunmap(at));
	turn_ask(owner, TURN_END, 0);
	return 0;
}
