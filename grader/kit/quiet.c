/*
 * quiet.c: a plain program that is there until the first service ends.
 *
 *	NAME NONCE SERVICE
 */
#include "grader/kit/peer.h"

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	peer_await_death(peer_named(argc, argv, 2));
	return 0;
}
