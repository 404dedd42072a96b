/*
 * echo.c: answers every message, until one of type 0.
 */
#include "grader/kit/scenario.h"

int main(int argc, char **argv)
{
	struct message m;

	scenario_begin(argc, argv);
	do {
		ipc_receive(ANY, &m, NULL);
		ipc_sendnb(m.source, &m);
	} while (m.type != 0);
	return 0;
}
