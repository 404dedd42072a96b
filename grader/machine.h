/*
 * machine.h: booting a scenario in Bochs.
 */
#ifndef GRADER_MACHINE_H
#define GRADER_MACHINE_H

#include "grader/scenario.h"

/* Boot run->scenario in run->directory and gather all evidence in run. */
void machine_run(struct run *run);

#endif
