/*
 * senda_owner.c: has a table of messages in a page that its partner maps copy
 * on write before it takes them.
 *
 *	NAME NONCE PARTNER
 *
 * The table in ../async.c says what each step must observe.
 */
#include <faultline/async.h>
#include <faultline/grant.h>
#include "tests/system/ipc/programs/senda.h"

#define UNTOUCHED 77 /* as a result: the kernel has not written any */

static union {
	struct async_message table[3];
	uint8_t page[4096];
} shared __attribute__((aligned(4096)));
static struct grant grant;

static void page_grant(endpoint_t partner)
{
	grant.flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT | GRANT_READ |
		      GRANT_MAP;
	grant.direct.grantee = partner;
	grant.direct.start = vir_of(&shared);
	grant.direct.len = sizeof(shared);
	sys_setgrant(&grant, 1);
}

static void order(endpoint_t partner, enum senda_order what, uint32_t word)
{
	struct message m = {.type = (int32_t)what, .words = {word}};

	ipc_send(partner, &m);
}

static void table_fill(endpoint_t partner)
{
	senda_fill(&shared.table[0], partner, 0, 7);
	senda_fill(&shared.table[1], partner, 0, 8);
	senda_fill(&shared.table[2], partner, ASYNC_NOTIFY, 9);
	for (int i = 0; i < 3; i++)
		shared.table[i].result = UNTOUCHED;
}

static uint32_t done(void)
{
	uint32_t count = 0;

	for (int i = 0; i < 3; i++)
		count += (shared.table[i].flags & ASYNC_DONE) &&
			 shared.table[i].result == OK;
	return count;
}

int main(int argc, char **argv)
{
	endpoint_t partner = peer_named(argc, argv, 2);
	struct message m = {0}, report = {.type = SENDA_REPORT};
	uint32_t requests;

	scenario_begin(argc, argv);
	page_grant(partner);
	table_fill(partner);
	order(partner, SENDA_MAP, 3); /* it sleeps, and maps the page */
	requests = COUNTER(request[VMPTYPE_CHECK]);
	proof(1, (uint32_t)ipc_senda(shared.table, 3));
	ipc_receive(SYSTEM, &m, NULL);
	proof(2, m.notify.pending);
	proof(3, done());
	proof(4, COUNTER(request[VMPTYPE_CHECK]) - requests);
	order(partner, SENDA_PEEK, 0);
	ipc_sendrec(partner, &report);
	proof(5, report.words[0]);
	proof(6, report.words[1]);
	proof(7, report.words[2]);
	proof(8, report.words[3] >> 8);
	order(partner, SENDA_EXIT, 0);
	return 0;
}
