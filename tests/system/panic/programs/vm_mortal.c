/*
 * vm_mortal.c: a VM that serves one call, and then touches what is not there.
 *
 * step 1  1: it is about to
 * step 2  what it reads there, should it live so long
 */
/* links: servers/vm */
#include "grader/kit/scenario.h"
#include "servers/vm/boot.h"

#define NOWHERE ((void *)0x70000000u)

int main(int argc, char **argv)
{
	struct message m;

	scenario_begin(argc, argv);
	boot();
	ipc_receive(ANY, &m, NULL);
	proof(1, 1);
	proof(2, peek(NOWHERE));
	return 0;
}
