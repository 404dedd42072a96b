/*
 * grant_owner.c: grants memory in every way that works, and in every way that
 * must not.
 *
 *	NAME NONCE USER MIDDLE
 *
 * The numbers of its grants are in grants.h. It lets MIDDLE go first, which
 * passes a grant on, and then USER, which tries all of them.
 *
 * step 10  what USER has written: 0
 * step 11  what USER must not have written: 0
 */
#include "tests/system/share/programs/grants.h"

static uint8_t page[4096] __attribute__((aligned(4096)));
static struct grant grants[NR_GRANTS];

static void direct(enum grant_nr nr, uint32_t flags, endpoint_t to)
{
	grants[nr].flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT | flags;
	grants[nr].direct.grantee = to;
	grants[nr].direct.start = vir_of(page) + 16;
	grants[nr].direct.len = 64;
}

static void indirect(int nr, int to, endpoint_t grantee, endpoint_t self)
{
	grants[nr].flags = GRANT_USED | GRANT_VALID | GRANT_INDIRECT;
	grants[nr].indirect.grantee = grantee;
	grants[nr].indirect.grantor = self;
	grants[nr].indirect.grant = to;
}

static void grants_fill(endpoint_t self, endpoint_t user, endpoint_t middle)
{
	direct(G_READ, GRANT_READ, user);
	direct(G_WRITE, GRANT_WRITE, ANY);
	direct(G_UNUSED, GRANT_READ, ANY);
	grants[G_UNUSED].flags &= ~GRANT_USED;
	direct(G_INVALID, GRANT_READ, ANY);
	grants[G_INVALID].flags &= ~GRANT_VALID;
	direct(G_NO_KIND, GRANT_READ, ANY);
	grants[G_NO_KIND].flags &= ~GRANT_DIRECT;
	direct(G_MIDDLES, GRANT_READ, middle);
	direct(G_WRAPS, GRANT_READ, ANY);
	grants[G_WRAPS].direct.start = UINT32_MAX - 15;
	direct(G_NOWHERE, GRANT_READ | GRANT_WRITE, ANY);
	grants[G_NOWHERE].direct.start = 0x91234560;
	direct(G_OUTSIDE, GRANT_READ, ANY);
	grants[G_OUTSIDE].direct.start = 0xf7fff000;
	direct(G_CHAIN, GRANT_READ, ANY);
	for (int depth = 1; depth <= GRANT_MAX_DEPTH + 1; depth++)
		indirect(G_CHAIN + depth, G_CHAIN + depth - 1, ANY, self);
	indirect(G_CIRCLE, G_CIRCLE, ANY, self);
	indirect(G_NOT_HIS, G_CHAIN, middle, self);
	indirect(G_OF_NOBODY, 0, ANY, NONE);
}

int main(int argc, char **argv)
{
	endpoint_t user = peer_named(argc, argv, 2);
	endpoint_t middle = peer_named(argc, argv, 3);

	scenario_begin(argc, argv);
	for (uint32_t i = 0; i < 1024; i++)
		poke(page + 4 * i, scenario_nonce + i);
	grants_fill(getpid(), user, middle);
	sys_setgrant(grants, NR_GRANTS);
	turn_ask(middle, 1, 0);
	turn_ask(user, 1, 0);
	proof(10, peek(page + 16 + 20) - scenario_nonce - 77);
	proof(11, (peek(page + 12) - scenario_nonce - 3) |
			  (peek(page + 80) - scenario_nonce - 20));
	/* A table that nobody has touched cannot be read. */
	sys_setgrant(vm_mmap(NULL, 4096, PROT_READ | PROT_WRITE, 0), 4);
	turn_ask(user, 2, 0);
	sys_setgrant((struct grant *)0x91234560u, 4);
	turn_ask(user, 3, 0);
	sys_setgrant(grants, 0);
	turn_ask(user, 4, 0);
	turn_ask(middle, 2, 0);
	return 0;
}
