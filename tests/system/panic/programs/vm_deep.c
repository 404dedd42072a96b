/*
 * vm_deep.c: a VM whose calls go deeper than its stack.
 *
 * step 1  1: it is about to do so
 * step 2  there is no end of its stack
 */
/* links: servers/vm */
#include "grader/kit/peer.h"
#include "servers/vm/boot.h"
#include "tests/system/panic/programs/deep.h"

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	boot();
	printf("stack at 0x%x\n", vir_of(__builtin_frame_address(0)));
	proof(1, 1);
	proof(2, deep(DEEP));
	return 0;
}
