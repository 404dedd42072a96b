/*
 * share_mortal.c: has a page, shares it or not, and dies when it is told to.
 *
 *	NAME NONCE LEADER alone|user|owner
 *
 * alone  keeps to itself
 * user   maps LEADER's page (grant 0)
 * owner  lets LEADER map its page, and nothing behind it (grant 0), or copy it
 *        (grant 1)
 *
 * All three have mapped one page and written to it, so that what their death
 * sets free tells who had a frame alone.
 */
#include "tests/system/share/programs/share.h"

static struct grant grants[2];

static void own(uint8_t *at)
{
	grants[0].flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT | GRANT_READ |
			  GRANT_WRITE | GRANT_MAP;
	grants[0].direct.grantee = ANY;
	grants[0].direct.start = vir_of(at);
	grants[0].direct.len = 2 * 4096;
	grants[1] = grants[0]; /* only to be copied */
	grants[1].flags &= ~GRANT_MAP;
	sys_setgrant(grants, 2);
}

int main(int argc, char **argv)
{
	endpoint_t leader = peer_named(argc, argv, 2);
	const char *how = argc > 3 ? argv[3] : "";
	int r = OK;
	uint8_t *at;

	scenario_begin(argc, argv);
	turn_await(leader, TURN_MAP);
	at = vm_mmap(NULL, 4096, PROT_READ | PROT_WRITE, 0);
	poke(at, scenario_nonce);
	if (strcmp(how, "user") == 0) {
		r = sys_safemap(leader, 0, 0, at, 4096, SAFEMAP_WRITE);
		poke(at, scenario_nonce + 1);
	} else if (strcmp(how, "owner") == 0) {
		own(at);
	}
	turn_over(leader, (uint32_t)r);
	turn_await(leader, TURN_END);
	turn_over(leader, 0);
	return 0;
}
