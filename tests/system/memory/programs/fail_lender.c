/*
 * fail_lender.c: grants memory to fail_calls, for as long as that lives.
 *
 *	fail_lender NONCE BORROWER
 *
 * step 1  words of its own pages that are not as they were: 0
 */
#include <faultline/grant.h>
#include "tests/system/memory/programs/failing.h"

static uint8_t pages[2 * CLICK_SIZE] __attribute__((aligned(CLICK_SIZE)));

int main(int argc, char **argv)
{
	static struct grant grant = {
		.flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT | GRANT_READ |
			 GRANT_WRITE | GRANT_MAP,
		.direct = {.grantee = ANY, .len = sizeof(pages)},
	};
	endpoint_t borrower =
		argc > 2 ? (endpoint_t)strtou(argv[2], NULL) : NONE;
	static struct message m;
	uint32_t wrong = 0;

	scenario_begin(argc, argv);
	memset(pages, 0x11, CLICK_SIZE);
	memset(pages + CLICK_SIZE, 0x22, CLICK_SIZE);
	grant.direct.start = (vir_t)(uintptr_t)pages;
	sys_setgrant(&grant, 1);
	while (ipc_receive(borrower, &m, NULL) == OK)
		ipc_sendnb(borrower, &m);
	for (uint32_t i = 0; i < sizeof(pages); i++)
		wrong += pages[i] != (i < CLICK_SIZE ? 0x11 : 0x22);
	proof(1, wrong);
	return 0;
}
