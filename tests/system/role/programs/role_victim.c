/*
 * role_victim.c: somebody with memory and an endpoint, for others to try what
 * they may do to it.
 *
 *	NAME NONCE ENDPOINT...	those that it outlives
 */
#include "grader/kit/peer.h"

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	for (int i = 2; i < argc; i++)
		peer_await_death(peer_named(argc, argv, i));
	return 0;
}
