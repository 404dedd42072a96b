/*
 * share_survivor.c: shares memory with processes that die.
 *
 *	NAME NONCE ALONE USER OWNER
 *
 * The table in ../share.c says what each step must observe.
 */
#include "tests/system/share/programs/share.h"

static uint8_t page[4096] __attribute__((aligned(4096)));
static struct grant grants[1];

/* Frames that its death sets free. */
static uint32_t end(endpoint_t who)
{
	uint32_t before = frames_free();

	turn_ask(who, TURN_END, 0);
	peer_await_death(who);
	return frames_free() - before;
}

static void own_page(void)
{
	grants[0].flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT | GRANT_READ |
			  GRANT_WRITE | GRANT_MAP;
	grants[0].direct.grantee = ANY;
	grants[0].direct.start = vir_of(page);
	grants[0].direct.len = 4096;
	sys_setgrant(grants, 1);
	poke(page, scenario_nonce);
}

int main(int argc, char **argv)
{
	endpoint_t user = peer_named(argc, argv, 3);
	endpoint_t owner = peer_named(argc, argv, 4);
	uint32_t alone, frames;
	uint8_t *at;

	scenario_begin(argc, argv);
	own_page();
	turn_ask(peer_named(argc, argv, 2), TURN_MAP, 0);
	alone = end(peer_named(argc, argv, 2));
	proof(1, alone > 4);

	proof(2, turn_ask(user, TURN_MAP, 0));
	proof(3, peek(page) - scenario_nonce - 1);
	proof(4, alone - end(user));
	poke(page, scenario_nonce + 2);
	proof(5, peek(page) - scenario_nonce - 2);
	proof(6, (uint32_t)sys_saferevmap(0));

	turn_ask(owner, TURN_MAP, 0);
	at = vm_mmap(NULL, 4096, PROT_READ | PROT_WRITE, 0);
	proof(7, (uint32_t)sys_safemap(owner, 0, 0, at, 4096, SAFEMAP_WRITE));
	proof(8, peek(at) - scenario_nonce);
	proof(9, alone - end(owner));
	proof(10, peek(at) - scenario_nonce);
	poke(at, scenario_nonce + 3);
	proof(11, peek(at) - scenario_nonce - 3);
	proof(12, (uint32_t)sys_safemap(owner, 0, 0, at, 4096, 0));
	proof(13, (uint32_t)sys_safeunmap(at));
	frames = frames_free();
	vm_munmap(at, 4096);
	proof(14, frames_free() - frames);
	return 0;
}
