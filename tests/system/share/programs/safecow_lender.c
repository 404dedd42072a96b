/*
 * safecow_lender.c: grants one buffer to read and one to write.
 *
 *	NAME NONCE BORROWER
 *
 * TURN_WRITE writes to a page in the middle of the first; TURN_WRONG answers
 * how many bytes of the second differ from the pattern: of 7 pages, from byte
 * 100 on.
 */
#include "tests/system/share/programs/safecow.h"

static uint8_t first[BYTES] __attribute__((aligned(4096)));
static uint8_t second[BYTES] __attribute__((aligned(4096)));
static struct grant grants[GRANTS];

static void grant(int nr, uint8_t *buffer, endpoint_t to, uint32_t access)
{
	grants[nr].flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT | access;
	grants[nr].direct.grantee = to;
	grants[nr].direct.start = vir_of(buffer);
	grants[nr].direct.len = BYTES;
}

int main(int argc, char **argv)
{
	endpoint_t borrower = peer_named(argc, argv, 2);
	struct message m;

	scenario_begin(argc, argv);
	for (uint32_t i = 0; i < BYTES; i++)
		first[i] = pattern(i);
	grant(GRANT_FROM, first, borrower, GRANT_READ);
	grant(GRANT_TO, second, borrower, GRANT_WRITE);
	sys_setgrant(grants, GRANTS);
	do {
		ipc_receive(borrower, &m, NULL);
		if (m.type == TURN_WRITE)
			first[3 * 4096] ^= 0xff;
		turn_over(borrower, wrong(second, 100, 100 + 7 * 4096));
	} while (m.type != TURN_END);
	return 0;
}
