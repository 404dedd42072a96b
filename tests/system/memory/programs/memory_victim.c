/*
 * memory_victim.c: writes to memory of its own when there is none left.
 *
 *	memory_victim NONCE LEADER
 *
 * step 1  1: LEADER has taken all frames but one
 * step 2  what it reads where it has written, should it live so long
 */
#include "grader/kit/peer.h"
#include "grader/kit/memory.h"

int main(int argc, char **argv)
{
	uint8_t *fresh = NULL;

	scenario_begin(argc, argv);
	memory_map(0xd0000000, 4096, READ_WRITE, 0, &fresh);
	proof(1, (uint32_t)turn_await(peer_named(argc, argv, 2), 1) + 1);
	poke(fresh, 2);
	proof(2, peek(fresh));
	return 0;
}
