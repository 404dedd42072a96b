/*
 * gone.c: comes to its end at once; others need somebody who is dead.
 */
#include "grader/kit/scenario.h"

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	return 0;
}
