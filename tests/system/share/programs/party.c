/*
 * party.c: does what revoke_owner says (party.h).
 *
 *	party NONCE OWNER
 *
 * step 1  it is about to read a page that it has lost
 * step 2  it has read it (it should not have)
 */
#include "tests/system/share/programs/party.h"

static struct grant grants[4];

static void *page(uint32_t number)
{
	return (void *)(uintptr_t)(PARTY_AREA + number * 4096);
}

static int map(const uint32_t *words)
{
	uint32_t bytes = words[2] * 4096;

	vm_mmap(page(words[1]), bytes, PROT_READ | PROT_WRITE, MAP_FIXED);
	return sys_safemap((endpoint_t)words[3], (grant_t)words[4], 0,
			   page(words[1]), bytes, words[5]);
}

static int indirect(const uint32_t *words)
{
	struct grant *entry = &grants[words[1]];

	entry->flags = GRANT_USED | GRANT_VALID | GRANT_INDIRECT;
	entry->indirect.grantee = ANY;
	entry->indirect.grantor = (endpoint_t)words[2];
	entry->indirect.grant = (grant_t)words[3];
	return OK;
}

static int grant(const uint32_t *words)
{
	struct grant *entry = &grants[words[1]];

	entry->flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT | GRANT_READ |
		       GRANT_WRITE | GRANT_MAP;
	entry->direct.grantee = ANY;
	entry->direct.start = vir_of(page(words[2]));
	entry->direct.len = 4096;
	return OK;
}

static int copy(const uint32_t *words)
{
	return sys_safecopyfrom_flags((endpoint_t)words[3], (grant_t)words[4],
				      0, page(words[1]), words[2] * 4096,
				      SAFECOPY_COW);
}

static uint32_t obey(const uint32_t *words)
{
	switch (words[0]) {
	case ORDER_MAP:
		return (uint32_t)map(words);
	case ORDER_INDIRECT:
		return (uint32_t)indirect(words);
	case ORDER_GRANT:
		return (uint32_t)grant(words);
	case ORDER_WRITE:
		poke(page(words[1]), words[2]);
		return OK;
	case ORDER_SAFEUNMAP:
		return (uint32_t)sys_safeunmap(page(words[1]));
	case ORDER_MUNMAP:
		return (uint32_t)vm_munmap(page(words[1]), words[2] * 4096);
	case ORDER_COPY:
		return (uint32_t)copy(words);
	case ORDER_READ:
		return peek(page(words[1]));
	default:
		return 0;
	}
}

int main(int argc, char **argv)
{
	endpoint_t owner = peer_named(argc, argv, 2);
	struct message m;

	scenario_begin(argc, argv);
	sys_setgrant(grants, 4);
	for (;;) {
		if (ipc_receive(owner, &m, NULL) != OK ||
		    m.words[0] == ORDER_END)
			return 0;
		if (m.words[0] == ORDER_LAST) {
			turn_over(owner, 0);
			proof(1, 1);
			peek(page(m.words[1]));
			proof(2, 1);
			return 0;
		}
		turn_over(owner, obey(m.words));
	}
}
