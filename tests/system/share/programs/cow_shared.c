/*
 * cow_shared.c: a page that one process shares, and another has a copy of.
 *
 *	cow_shared NONCE owner WRITER COPIER
 *	cow_shared NONCE writer OWNER  maps it to write
 *	cow_shared NONCE copier OWNER  maps it copy on write
 *
 * The owner proves what all three see. The table in cow.c says what
 * each step must observe.
 */
#include <faultline/grant.h>
#include "grader/kit/peer.h"

enum turn { MAP = 1, READ, WRITE, END };

static uint8_t page[4096] __attribute__((aligned(4096)));

static void grant(struct grant *entry, endpoint_t to, uint32_t flags)
{
	entry->flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT | GRANT_READ |
		       GRANT_MAP | flags;
	entry->direct.grantee = to;
	entry->direct.start = vir_of(page);
	entry->direct.len = sizeof(page);
}

static void own(endpoint_t writer, endpoint_t copier)
{
	static struct grant table[2];

	grant(&table[0], writer, GRANT_WRITE);
	grant(&table[1], copier, 0);
	sys_setgrant(table, 2);
	poke(page, 1);
	proof(1, turn_ask(writer, MAP, 0));
	proof(2, turn_ask(copier, MAP, 1));
	proof(3, turn_ask(writer, READ, 0));
	proof(4, turn_ask(copier, READ, 0));
	poke(page, 2);
	proof(10, turn_ask(writer, READ, 0));
	proof(11, turn_ask(copier, READ, 0));
	turn_ask(writer, WRITE, 3);
	proof(12, peek(page));
	proof(13, turn_ask(copier, READ, 0));
	turn_ask(copier, WRITE, 4);
	proof(14, peek(page));
	proof(15, turn_ask(writer, READ, 0));
	proof(16, turn_ask(copier, READ, 0));
	turn_ask(writer, END, 0);
	turn_ask(copier, END, 0);
}

static void follow(endpoint_t owner, uint32_t flags)
{
	uint32_t nr = turn_await(owner, MAP), word;
	struct message m;

	turn_over(owner, (uint32_t)sys_safemap(owner, (grant_t)nr, 0, page,
					       sizeof(page), flags));
	do {
		ipc_receive(owner, &m, NULL);
		if (m.type == WRITE)
			poke(page, m.words[0]);
		word = peek(page);
		turn_over(owner, word);
	} while (m.type != END);
}

int main(int argc, char **argv)
{
	const char *role = argc > 3 ? argv[2] : "";
	endpoint_t peer = peer_named(argc, argv, 3);

	scenario_begin(argc, argv);
	if (strcmp(role, "owner") == 0)
		own(peer, peer_named(argc, argv, 4));
	else if (strcmp(role, "writer") == 0)
		follow(peer, SAFEMAP_WRITE);
	else
		follow(peer, SAFEMAP_COW);
	return 0;
}
