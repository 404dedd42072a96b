/*
 * gone.c: comes to its end at once; others need somebody who is dead.
 */
#include "grader/scenarios/programs/scenario.h"

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	return 0;
}
