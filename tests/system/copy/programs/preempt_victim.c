/*
 * preempt_victim.c: has memory, and waits to be ended.
 *
 *	NAME NONCE
 */
#include "tests/system/copy/programs/preempt.h"

int main(int argc, char **argv)
{
	struct message m;

	scenario_begin(argc, argv);
	area_make(0);
	ipc_receive(SYSTEM, &m, NULL);
	return 0;
}
