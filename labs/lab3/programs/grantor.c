/*
 * grantor.c: lets grantee map two pages copy-on-write.
 *
 *	grantor NONCE GRANTEE
 *
 * The two take turns by messages; the type is the turn.
 *
 * step 11  look: its pages, while both are shared
 * step 12  its first page, after grantee has written to its own: unchanged, 0
 * step 13  its pages after it wrote to both: what it wrote, 0
 */
#include "grader/kit/scenario.h"

static uint8_t pages[2 * 4096] __attribute__((aligned(4096)));
static struct grant grants[1];

static int turn(endpoint_t grantee, int type)
{
	struct message m = {0};

	m.words[0] = (uint32_t)(uintptr_t)pages;
	return server_call(grantee, type, &m);
}

int main(int argc, char **argv)
{
	endpoint_t grantee =
		argc > 2 ? (endpoint_t)strtou(argv[2], NULL) : NONE;

	scenario_begin(argc, argv);
	poke(pages, scenario_nonce + 1);
	poke(pages + 4096, scenario_nonce + 2);
	grants[0].flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT | GRANT_READ |
			  GRANT_MAP;
	grants[0].direct.grantee = grantee;
	grants[0].direct.start = (vir_t)(uintptr_t)pages;
	grants[0].direct.len = sizeof(pages);
	sys_setgrant(grants, 1);

	turn(grantee, 1); /* map */
	look(11, (uint32_t)(uintptr_t)pages);
	turn(grantee, 2); /* write the first page */
	proof(12, peek(pages) - scenario_nonce - 1);
	poke(pages, scenario_nonce + 11);
	poke(pages + 4096, scenario_nonce + 12);
	turn(grantee, 3); /* compare the second one, unmap */
	proof(13, (peek(pages) ^ (scenario_nonce + 11)) |
			  (peek(pages + 4096) ^ (scenario_nonce + 12)));
	return 0;
}
