/*
 * share_writer.c: maps a page of share_owner's to read, and dies of writing to
 * it.
 *
 *	NAME NONCE OWNER
 *
 * step 1  it lives, and has mapped the page
 * step 2  it has written to it (it should not have)
 */
#include "tests/system/share/programs/share.h"

int main(int argc, char **argv)
{
	endpoint_t owner = peer_named(argc, argv, 2);
	uint8_t *at;

	scenario_begin(argc, argv);
	turn_await(owner, TURN_MAP);
	at = vm_mmap(NULL, 4096, PROT_READ | PROT_WRITE, 0);
	if (sys_safemap(owner, 0, 0, at, 4096, 0) == OK)
		proof(1, 1);
	turn_over(owner, 0);
	peek(at);
	poke(at, 1);
	proof(2, 1);
	return 0;
}
