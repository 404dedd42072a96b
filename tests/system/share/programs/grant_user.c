/*
 * grant_user.c: tries all of grant_owner's grants.
 *
 *	NAME NONCE OWNER MIDDLE PLAIN
 *
 * The table in ../grant.c says what each step must observe.
 */
#include "tests/system/share/programs/grants.h"

static endpoint_t owner;

static uint32_t read(int grant, uint32_t offset, uint32_t bytes)
{
	static uint8_t into[128];

	return (uint32_t)sys_safecopyfrom(owner, grant, offset, into, bytes);
}

static uint32_t write(int grant, uint32_t offset, uint32_t bytes)
{
	static const uint8_t from[128] = {0xee};

	return (uint32_t)sys_safecopyto(owner, grant, offset, from, bytes);
}

static void good_steps(void)
{
	uint32_t words[16] = {0}, word = scenario_nonce + 77;

	proof(1, (uint32_t)sys_safecopyfrom(owner, G_READ, 0, words, 64));
	proof(2, words[0] - scenario_nonce - 4);
	proof(3, words[15] - scenario_nonce - 19);
	proof(4, (uint32_t)sys_safecopyfrom(owner, G_READ, 60, words, 4));
	proof(5, words[0] - scenario_nonce - 19);
	proof(6, (uint32_t)sys_safecopyto(owner, G_WRITE, 20, &word, 4));
}

static void refused_steps(void)
{
	proof(20, write(G_READ, 0, 4));
	proof(21, read(G_WRITE, 0, 4));
	proof(22, read(G_UNUSED, 0, 4));
	proof(23, read(G_INVALID, 0, 4));
	proof(24, read(G_NO_KIND, 0, 4));
	proof(25, read(G_MIDDLES, 0, 4));
	proof(26, read(NR_GRANTS, 0, 4));
	proof(27, read(INT32_MAX, 0, 4));
	proof(28, read(-1, 0, 4));
	proof(29, read(G_READ, 0, 65));
	proof(30, read(G_READ, 61, 4));
	proof(31, read(G_READ, 65, 1));
	proof(32, read(G_READ, UINT32_MAX, 2));
	proof(33, read(G_READ, 4, UINT32_MAX));
	proof(34, write(G_WRITE, 64, 1));
	proof(35, read(G_WRAPS, 0, 4));
	proof(36, read(G_NOWHERE, 0, 4));
	proof(37, write(G_NOWHERE, 0, 4));
	proof(38, read(G_OUTSIDE, 0, 4));
}

static void indirect_steps(endpoint_t middle)
{
	uint32_t words[16] = {0};

	proof(50, (uint32_t)sys_safecopyfrom(middle, 0, 8, words, 8));
	proof(51, words[0] - scenario_nonce - 6);
	proof(52, (uint32_t)sys_safecopyto(middle, 0, 8, words, 8));
	proof(53, (uint32_t)sys_safecopyfrom(middle, 1, 8, words, 8));
	proof(54, (uint32_t)sys_safecopyfrom(middle, 0, 64, words, 1));
	proof(55, read(G_CHAIN + 1, 0, 4));
	proof(56, read(G_CHAIN + GRANT_MAX_DEPTH, 0, 4));
	proof(57, read(G_CHAIN + GRANT_MAX_DEPTH + 1, 0, 4));
	proof(58, read(G_CIRCLE, 0, 4));
	proof(59, read(G_NOT_HIS, 0, 4));
	proof(60, read(G_OF_NOBODY, 0, 4));
}

static void turn(int number)
{
	turn_over(owner, 0);
	turn_await(owner, number);
}

int main(int argc, char **argv)
{
	endpoint_t plain = peer_named(argc, argv, 4);
	uint32_t word;

	scenario_begin(argc, argv);
	owner = peer_named(argc, argv, 2);
	turn_await(owner, 1);
	good_steps();
	refused_steps();
	indirect_steps(peer_named(argc, argv, 3));
	proof(70, (uint32_t)sys_safecopyfrom(plain, 0, 0, &word, 4));
	turn(2);
	proof(71, read(G_READ, 0, 4));
	turn(3);
	proof(72, read(G_READ, 0, 4));
	turn(4);
	proof(73, read(G_READ, 0, 4));
	turn_over(owner, 0);
	return 0;
}
