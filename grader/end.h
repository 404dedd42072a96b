/*
 * end.h: telling the ends of a run apart.
 */
#pragma once

#include "grader/scenario.h"

/* What became of the emulator. */
enum bochs_end {
	BOCHS_ENDED,   /* by itself; its exit status means nothing */
	BOCHS_KILLED,  /* at the wall-clock limit */
	BOCHS_FLOODED, /* at the limit of its files' size */
	BOCHS_ABSENT,  /* it is not there */
};

/* Set run->end and run->why from all evidence. */
void end_decide(struct run *run, enum bochs_end how);
