/*
 * senda_partner.c: does what senda_leader asks, and tells it afterwards in what
 * order its messages came, and how.
 *
 *	NAME NONCE LEADER
 */
#include "tests/system/ipc/programs/senda.h"

#define REMEMBERED 7

static endpoint_t leader;
static struct message report;
static uint32_t remembered;

static void remember(uint32_t word, uint32_t how)
{
	if (remembered < REMEMBERED)
		report.words[remembered++] = word << 8 | how;
}

static void tell(void)
{
	ipc_sendnb(leader, &report);
	memset(&report, 0, sizeof(report));
	remembered = 0;
}

static bool obey(struct message *m, uint32_t status)
{
	static uint32_t *at;

	switch (m->type) {
	case SENDA_WORD:
		remember(m->words[0], STATUS_CALL(status));
		break;
	case SENDA_SLEEP:
		peer_sleep(m->words[0]);
		break;
	case SENDA_ASK:
		ipc_sendrec(leader, m);
		remember(m->words[0], 0);
		break;
	case SENDA_MAP:
		peer_sleep(m->words[0]);
		at = vm_mmap(NULL, 4096, PROT_READ | PROT_WRITE, 0);
		sys_safemap(leader, 0, 0, at, 4096, SAFEMAP_COW);
		break;
	case SENDA_PEEK:
		remember(at ? peek(at + 2) : 0, 0);
		break;
	case SENDA_REPORT:
		tell();
		break;
	default:
		break;
	}
	return m->type != SENDA_EXIT;
}

int main(int argc, char **argv)
{
	struct message m;
	uint32_t status;

	scenario_begin(argc, argv);
	leader = peer_named(argc, argv, 2);
	do
		ipc_receive(leader, &m, &status);
	while (obey(&m, status));
	return 0;
}
