/*
 * bad.c: touches what it must not, and should not survive it.
 *
 *	NAME NONCE nowhere|text|message
 *
 * step 1  it is alive before
 * step 2  it is alive afterwards (it should not be)
 */
#include "grader/kit/scenario.h"

int main(int argc, char **argv)
{
	const char *how = argc > 2 ? argv[2] : "nowhere";

	scenario_begin(argc, argv);
	proof(1, 1);
	if (strcmp(how, "nowhere") == 0)
		poke((void *)0x91234560, 1);
	else if (strcmp(how, "text") == 0)
		poke((void *)(uintptr_t)main, 1);
	else /* the answer is to be written to read-only memory */
		ipc_sendrec(PM_PROC_NR, (struct message *)(uintptr_t)main);
	proof(2, 1);
	return 0;
}
