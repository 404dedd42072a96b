/*
 * ipc_sender.c: sends to those whose buffers are bad; and has a message of its
 * own in memory that is shared copy-on-write.
 *
 *	NAME NONCE UNMAPPED HALF ZERO PARTNER
 *
 * Steps 10: bad buffers of others; 20: its own. The tables in
 * ../ipc_buffers.c say what each must observe.
 */
#include "tests/system/ipc/programs/senda.h"

static union {
	struct message m;
	uint8_t page[4096];
} shared __attribute__((aligned(4096)));
static struct grant grant;

static uint32_t checks(void)
{
	return COUNTER(request[VMPTYPE_CHECK]);
}

static void bad_buffer_steps(int argc, char **argv)
{
	struct message m = {.type = 5};

	for (int i = 0; i < 3; i++) {
		endpoint_t victim = peer_named(argc, argv, 2 + i);

		proof(10 + 2 * (uint32_t)i, (uint32_t)ipc_send(victim, &m));
		peer_await_death(victim);
		proof(11 + 2 * (uint32_t)i, (uint32_t)ipc_send(victim, &m));
	}
}

static void give(endpoint_t partner, enum senda_order order)
{
	struct message m = {.type = (int32_t)order, .words = {2}};

	ipc_send(partner, &m);
}

/* The answer comes where the question was: in a page that two have. */
static void cow_steps(endpoint_t partner)
{
	struct message *m = &shared.m, report = {.type = SENDA_REPORT};
	uint32_t before;

	grant.flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT | GRANT_READ |
		      GRANT_MAP;
	grant.direct.grantee = partner;
	grant.direct.start = vir_of(&shared);
	grant.direct.len = 4096;
	sys_setgrant(&grant, 1);
	m->source = NONE;
	m->type = SENDA_REPORT;
	m->words[0] = 77;
	give(partner, SENDA_MAP);
	peer_sleep(4);
	before = checks();
	proof(20, (uint32_t)ipc_sendrec(partner, m));
	proof(21, checks() - before);
	proof(22, (uint32_t)(m->source - partner));
	give(partner, SENDA_PEEK);
	ipc_sendrec(partner, &report);
	proof(23, report.words[0] >> 8);
}

int main(int argc, char **argv)
{
	endpoint_t partner = peer_named(argc, argv, 5);

	scenario_begin(argc, argv);
	bad_buffer_steps(argc, argv);
	cow_steps(partner);
	give(partner, SENDA_EXIT);
	return 0;
}
