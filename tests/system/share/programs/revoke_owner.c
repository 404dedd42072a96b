/*
 * revoke_owner.c: grants memory, and takes it back from everybody who has got
 * it, however they did.
 *
 *	NAME NONCE MIDDLE USER
 *
 * MIDDLE and USER (party.c) do what it says. The table in ../revoke.c says what
 * each step must observe.
 */
#include "tests/system/share/programs/party.h"

#define PAGE 4096u
#define ROUNDS 100
#define MANY 200

enum grant_nr { G_PAGE, G_OTHER, G_FOUR, G_SOURCE, NR_GRANTS };

static uint8_t page[PAGE] __attribute__((aligned(PAGE)));
static uint8_t other[PAGE] __attribute__((aligned(PAGE)));
static uint8_t four[4 * PAGE] __attribute__((aligned(PAGE)));
static uint8_t source[4 * PAGE] __attribute__((aligned(PAGE)));
static struct grant grants[NR_GRANTS];
static endpoint_t self, middle, user;
static uint32_t word; /* the last that was written to page */

static void grant(enum grant_nr nr, uint8_t *at, uint32_t bytes)
{
	grants[nr].flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT |
			   GRANT_READ | GRANT_WRITE | GRANT_MAP;
	grants[nr].direct.grantee = ANY;
	grants[nr].direct.start = vir_of(at);
	grants[nr].direct.len = bytes;
}

static uint32_t order(endpoint_t who, enum order what, uint32_t a, uint32_t b,
		      uint32_t c, uint32_t d, uint32_t e)
{
	struct message m = {.words = {(uint32_t)what, a, b, c, d, e}};

	server_call(who, 1, &m);
	return m.words[0];
}

static uint32_t map(endpoint_t who, uint32_t at, endpoint_t grantor,
		    uint32_t nr, uint32_t flags)
{
	return order(who, ORDER_MAP, at, 1, (uint32_t)grantor, nr, flags);
}

static uint32_t read(endpoint_t who, uint32_t at)
{
	return order(who, ORDER_READ, at, 0, 0, 0, 0);
}

static void munmap(endpoint_t who)
{
	order(who, ORDER_MUNMAP, 0, 1024, 0, 0, 0);
}

/* Does who see at page at what is written to page here? */
static uint32_t sees(endpoint_t who, uint32_t at)
{
	poke(page, ++word);
	return read(who, at) == word;
}

/* Does it see what was here when it was last seen, and nothing newer? */
static uint32_t keeps(endpoint_t who, uint32_t at, uint32_t old)
{
	poke(page, ++word);
	return read(who, at) == old;
}

static uint32_t revoke(enum grant_nr nr)
{
	return (uint32_t)sys_saferevmap((grant_t)nr);
}

/* USER has it by an indirect grant of MIDDLE's. */
static void indirect_steps(void)
{
	uint32_t old;

	order(middle, ORDER_INDIRECT, 0, (uint32_t)self, G_PAGE, 0, 0);
	proof(1, map(user, 0, middle, 0, SAFEMAP_WRITE));
	proof(2, sees(user, 0));
	old = word;
	proof(3, revoke(G_PAGE));
	proof(4, keeps(user, 0, old));
	order(user, ORDER_WRITE, 0, 5, 0, 0, 0);
	proof(5, peek(page) == word);
	proof(6, revoke(G_PAGE));
}

/* USER has it by MIDDLE's grant of what MIDDLE has mapped. */
static void chain(uint32_t at)
{
	map(middle, at, self, G_PAGE, SAFEMAP_WRITE);
	order(middle, ORDER_GRANT, 1, at, 0, 0, 0);
	map(user, at, middle, 1, SAFEMAP_WRITE);
}

static void mapping_steps(void)
{
	uint32_t old;

	chain(1);
	map(user, 9, self, G_OTHER, 0);
	proof(10, sees(middle, 1) && sees(user, 1));
	old = word;
	proof(11, revoke(G_PAGE));
	proof(12, keeps(middle, 1, old));
	proof(13, keeps(user, 1, old));
	order(middle, ORDER_WRITE, 1, 6, 0, 0, 0);
	proof(14, keeps(user, 1, old));
	poke(other, 77);
	proof(15, read(user, 9));
}

static void gone_steps(void)
{
	uint32_t old;

	chain(2);
	order(middle, ORDER_MUNMAP, 2, 1, 0, 0, 0);
	proof(20, sees(user, 2));
	old = word;
	proof(21, revoke(G_PAGE));
	proof(22, keeps(user, 2, old));
	chain(3);
	proof(23, order(middle, ORDER_SAFEUNMAP, 3, 0, 0, 0, 0));
	proof(24, !sees(middle, 3) && sees(user, 3));
	proof(25, revoke(G_PAGE));
	proof(26, sees(user, 3));
}

/* A mapping ends with the memory where it is. */
static void forgotten_steps(void)
{
	uint32_t done = 0, before;

	munmap(user);
	munmap(middle);
	before = frames_free();
	for (int i = 0; i < ROUNDS; i++) {
		done += map(user, 4, self, G_PAGE, SAFEMAP_WRITE) == OK;
		order(user, ORDER_MUNMAP, 4, 1, 0, 0, 0);
	}
	proof(30, done);
	proof(31, before - frames_free());
	map(user, 4, self, G_OTHER, SAFEMAP_WRITE);
	proof(32, revoke(G_PAGE));
	poke(other, 78);
	proof(33, read(user, 4));
	proof(34, revoke(G_OTHER));
	poke(other, 79);
	proof(35, read(user, 4));
}

static void many_steps(void)
{
	uint32_t done = 0, kept = 0, old;

	munmap(user);
	for (uint32_t i = 0; i < MANY; i++)
		done += map(user, i, self, G_PAGE, SAFEMAP_WRITE) == OK;
	proof(40, done);
	proof(41, sees(user, 0) && sees(user, MANY - 1));
	old = word;
	proof(42, revoke(G_PAGE));
	for (uint32_t i = 0; i < MANY; i++)
		kept += keeps(user, i, old);
	proof(43, kept);
	munmap(user);
}

/* What is mapped to read is not written by a copy that maps. */
static void read_only_steps(void)
{
	memset(four, 1, sizeof(four));
	memset(source, 2, sizeof(source));
	proof(50, order(user, ORDER_MAP, 0, 4, (uint32_t)self, G_FOUR, 0));
	proof(51, order(user, ORDER_COPY, 0, 4, (uint32_t)self, G_SOURCE, 0));
	proof(52,
	      peek(four) == 0x01010101 && peek(four + 3 * PAGE) == 0x01010101);
	proof(53, read(user, 0) == 0x01010101);
	poke(four, 3);
	proof(54, read(user, 0));
	proof(55, revoke(G_FOUR));
	proof(56, order(user, ORDER_COPY, 0, 4, (uint32_t)self, G_SOURCE, 0));
	proof(57, peek(four));
	munmap(user);
}

static void death_steps(void)
{
	uint32_t old;

	chain(5);
	order(middle, ORDER_END, 0, 0, 0, 0, 0);
	peer_await_death(middle);
	proof(60, sees(user, 5));
	old = word;
	proof(61, revoke(G_PAGE));
	proof(62, keeps(user, 5, old));
}

/* All frames are taken: what is mapped cannot be copied, and must go. */
static void lost_steps(void)
{
	uint32_t taken = 0;
	uint8_t *at = (uint8_t *)0xa0000000u;

	map(user, 6, self, G_PAGE, SAFEMAP_WRITE);
	for (uint32_t n = 1024; n > 0; n /= 2)
		while (vm_mmap(at + taken * PAGE, n * PAGE,
			       PROT_READ | PROT_WRITE,
			       MAP_FIXED | MAP_PREALLOC) != NULL)
			taken += n;
	proof(70, frames_free());
	proof(71, revoke(G_PAGE));
	vm_munmap(at, taken * PAGE);
	order(user, ORDER_LAST, 6, 0, 0, 0, 0);
	peer_await_death(user);
	proof(72, peek(page) == word);
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	self = getpid();
	middle = peer_named(argc, argv, 2);
	user = peer_named(argc, argv, 3);
	grant(G_PAGE, page, PAGE);
	grant(G_OTHER, other, PAGE);
	grant(G_FOUR, four, sizeof(four));
	grant(G_SOURCE, source, sizeof(source));
	sys_setgrant(grants, NR_GRANTS);
	word = scenario_nonce;
	poke(page, word);
	indirect_steps();
	mapping_steps();
	gone_steps();
	forgotten_steps();
	many_steps();
	read_only_steps();
	death_steps();
	lost_steps();
	return 0;
}
