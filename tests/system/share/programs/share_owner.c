/*
 * share_owner.c: lets share_user map two of its pages: one to read, one to
 * write.
 *
 *	NAME NONCE USER READER
 *
 * READER maps the first page to read, and writes to it all the same. The turns
 * are share_user's; the table in ../share.c says what each step must
 * observe.
 *
 * step 11  look: its first page
 * step 12  look: its second page
 */
#include "tests/system/share/programs/share.h"

static uint8_t pages[2 * 4096] __attribute__((aligned(4096)));
static struct grant grants[2];

static void grant(int g, uint32_t flags)
{
	grants[g].flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT | GRANT_READ |
			  GRANT_MAP | flags;
	grants[g].direct.grantee = ANY;
	grants[g].direct.start = vir_of(pages) + (uint32_t)g * 4096;
	grants[g].direct.len = 4096;
}

int main(int argc, char **argv)
{
	endpoint_t user = peer_named(argc, argv, 2);
	endpoint_t reader = peer_named(argc, argv, 3);
	uint32_t before, requests;

	scenario_begin(argc, argv);
	grant(0, 0);
	grant(1, GRANT_WRITE);
	sys_setgrant(grants, 2);
	poke(pages, scenario_nonce + 1);
	poke(pages + 4096, scenario_nonce + 2);
	before = frames_free();

	turn_ask(user, TURN_MAP, 0);
	look(11, vir_of(pages));
	look(12, vir_of(pages) + 4096);
	poke(pages, scenario_nonce + 11);
	poke(pages + 4096, scenario_nonce + 12);
	turn_ask(user, TURN_COMPARE, 0);
	proof(50, peek(pages + 4096) - scenario_nonce - 22);
	turn_ask(user, TURN_UNMAP, 0);
	poke(pages + 4096, scenario_nonce + 32);
	proof(51, (uint32_t)sys_saferevmap(0));
	proof(52, (uint32_t)sys_saferevmap(0));
	proof(53, (uint32_t)sys_saferevmap(1));
	poke(pages, scenario_nonce + 31);
	turn_ask(user, TURN_KEEP, 0);
	proof(54, peek(pages) - scenario_nonce - 31);
	proof(55, peek(pages + 4096) - scenario_nonce - 32);
	turn_ask(user, TURN_END, 0);
	proof(56, before - frames_free());
	turn_ask(user, TURN_EXIT, 0);

	turn_ask(reader, TURN_MAP, 0);
	peer_await_death(reader);
	proof(57, peek(pages) - scenario_nonce - 31);
	/* The page is nobody else's any more: writing to it costs nothing. */
	requests = COUNTER(fault_user);
	poke(pages, 0);
	proof(58, COUNTER(fault_user) - requests);
	proof(59, (uint32_t)sys_saferevmap(0));
	return 0;
}
