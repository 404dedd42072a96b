/*
 * lender.c: lets borrower map a page of its own, to write and to read.
 *
 *	lender NONCE BORROWER
 *
 * step 11  what borrower wrote is here: 0
 * step 12  what borrower wrote after the mapping was revoked is not: 0
 * step 13  revoking it again: -22
 */
#include "grader/kit/scenario.h"

static uint8_t page[4096] __attribute__((aligned(4096)));
static struct grant grants[1];

static void turn(endpoint_t borrower, int type)
{
	struct message m = {0};

	server_call(borrower, type, &m);
}

int main(int argc, char **argv)
{
	endpoint_t borrower =
		argc > 2 ? (endpoint_t)strtou(argv[2], NULL) : NONE;

	scenario_begin(argc, argv);
	poke(page, scenario_nonce);
	grants[0].flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT | GRANT_READ |
			  GRANT_WRITE | GRANT_MAP;
	grants[0].direct.grantee = borrower;
	grants[0].direct.start = (vir_t)(uintptr_t)page;
	grants[0].direct.len = sizeof(page);
	sys_setgrant(grants, 1);
	turn(borrower, 1); /* map, write */
	proof(11, peek(page) - scenario_nonce - 1);
	poke(page, scenario_nonce + 2);
	turn(borrower, 2); /* read */
	sys_saferevmap(0);
	turn(borrower, 3); /* write again */
	proof(12, peek(page) - scenario_nonce - 2);
	proof(13, (uint32_t)sys_saferevmap(0));
	return 0;
}
