/*
 * pm_deep.c: a PM whose calls go deeper than its stack.
 *
 * step 1  1: it is about to do so
 * step 2  there is no end of its stack
 */
/* links: servers/pm */
#include "servers/pm/process.h"
#include "tests/system/panic/programs/deep.h"

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	process_init();
	proof(1, 1);
	proof(2, deep(DEEP));
	return 0;
}
