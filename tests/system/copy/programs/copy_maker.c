/*
 * copy_maker.c: copies between itself and copy_peer, which has memory at the
 * same addresses, in all lengths and over all borders.
 *
 *	NAME NONCE PEER
 *
 * AREA is a range across a border of 4 MB. In each process its bytes follow a
 * pattern of the nonce and of whose they are, so that it shows what came from
 * where. The table in ../copy.c says what each step must observe.
 */
#include "tests/system/copy/programs/copy.h"

static endpoint_t peer;

/* Bytes of [at, at + bytes) that are not the peer's from `from` on. */
static uint32_t wrong(const uint8_t *at, vir_t from, uint32_t bytes)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < bytes; i++)
		count += at[i] != area_byte(peer, from + i);
	return count;
}

/* Copy from the peer: how many bytes, there and around it, are wrong? */
static uint32_t copy_in(uint8_t *to, vir_t from, uint32_t bytes)
{
	to[-1] = to[bytes] = 0x77;
	if (sys_vircopy(peer, from, SELF, vir_of(to), bytes) != OK)
		return 1000000;
	return wrong(to, from, bytes) + (to[-1] != 0x77) + (to[bytes] != 0x77);
}

static void small_steps(void)
{
	uint8_t *to = (uint8_t *)AREA + 64;
	uint32_t count = 0;

	for (uint32_t bytes = 1; bytes <= 9; bytes++)
		for (uint32_t s = 0; s < 4; s++)
			for (uint32_t d = 0; d < 4; d++)
				count += copy_in(to + d, AREA + 512 + s, bytes);
	proof(1, count);
}

static void border_steps(void)
{
	uint8_t *page = (uint8_t *)AREA + 4096, *big = (uint8_t *)BORDER;

	proof(10, copy_in(page - 5, AREA + 96, 10));
	proof(11, copy_in(page + 100, AREA + 8192 - 3, 7));
	proof(12, copy_in(page - 3, AREA + 4096 - 3, 4096 + 6));
	proof(13, copy_in(big - 5, AREA + 96, 11));
	proof(14, copy_in(page, BORDER - 3, 9));
	proof(15, copy_in(big - 4097, BORDER - 4099, 3 * 4096));
	proof(16, copy_in(big - 30000, BORDER - 31111, 0x10000));
}

/* 1 MB, compared word by word: the pattern is the same each 64 KB. */
static void large_steps(void)
{
	const vir_t from = BORDER - 0x80000 + 1;
	uint32_t count = 0;
	uint8_t *to = (uint8_t *)LARGE + 3;

	proof(20,
	      (uint32_t)sys_vircopy(peer, from, SELF, vir_of(to), LARGE_BYTES));
	count = wrong(to, from, 0x10000);
	for (uint32_t i = 0; i + 4 <= LARGE_BYTES - 0x10000; i += 4)
		count += peek(to + i) != peek(to + i + 0x10000);
	proof(21, count);
	proof(22, (uint32_t)sys_vircopy(SELF, vir_of(to), peer,
					LARGE + 0x10000 + 5, LARGE_BYTES));
	/* It comes back, to where a copy of it is already: nothing changes. */
	memset(to, 0, 0x10000);
	proof(23, (uint32_t)sys_vircopy(peer, LARGE + 0x10000 + 5, SELF,
					vir_of(to), LARGE_BYTES));
	proof(24, wrong(to, from, 0x10000));
}

/* The peer copies nothing: what changes there, we have changed. */
static void away_steps(void)
{
	proof(30, (uint32_t)sys_vircopy(SELF, BORDER - 3, peer, BORDER - 5, 9));
	proof(31, turn_ask(peer, TURN_COMPARE, BORDER - 3));
	proof(32,
	      (uint32_t)sys_vircopy(peer, BORDER + 50, peer, BORDER + 8, 9));
	proof(33, turn_ask(peer, TURN_OWN, 0));
}

static void overlap_steps(void)
{
	uint8_t *at = (uint8_t *)LARGE;
	uint32_t count = 0;

	for (uint32_t i = 0; i < 10000; i++)
		at[i] = (uint8_t)(scenario_nonce + i * 13);
	proof(40, (uint32_t)sys_vircopy(SELF, LARGE + 7, SELF, LARGE, 9000));
	for (uint32_t i = 0; i < 9000; i++)
		count += at[i] != (uint8_t)(scenario_nonce + (i + 7) * 13);
	proof(41, count);
	proof(42, (uint32_t)sys_vircopy(SELF, LARGE, SELF, LARGE, 9000));
	proof(43, at[8999] != (uint8_t)(scenario_nonce + 9006 * 13));
}

/* Within the peer, across 4 MB, to where source and destination overlap. */
static void peer_steps(void)
{
	const vir_t from = BORDER - 50001, to = from + 8195;

	turn_ask(peer, TURN_FILL, 0);
	proof(60, (uint32_t)sys_vircopy(peer, from, peer, to, 100003));
	sys_vircopy(peer, to, SELF, LARGE, 100003);
	proof(61, wrong((uint8_t *)LARGE, from, 100003));
	turn_ask(peer, TURN_FILL, 0);
	proof(62, (uint32_t)sys_vircopy(peer, to, peer, from, 100003));
	sys_vircopy(peer, from, SELF, LARGE, 100003);
	proof(63, wrong((uint8_t *)LARGE, to, 100003));
}

/* What is missing begins at the border, and ends where the region does. */
static void edge_steps(void)
{
	uint32_t suspended = COUNTER(suspensions);
	const uint32_t half = EDGE_PAGES * 4096;

	proof(50,
	      (uint32_t)sys_vircopy(peer, EDGE - half, SELF, AREA, 2 * half));
	proof(51, COUNTER(suspensions) - suspended);
	proof(52, ((uint8_t *)AREA)[half - 1] - ((uint8_t *)AREA)[half]);
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	peer = peer_named(argc, argv, 2);
	area_fill(getpid());
	turn_ask(peer, TURN_FILL, 0);
	small_steps();
	border_steps();
	large_steps();
	area_fill(getpid()); /* the borders have something of the peer's */
	away_steps();
	overlap_steps();
	peer_steps();
	edge_steps();
	turn_ask(peer, TURN_EXIT, 0);
	return 0;
}
