/*
 * machine.h: booting a scenario in Bochs.
 */
#pragma once

#include "grader/scenario.h"

/* Boot run->scenario in run->directory and gather all evidence in run. */
void machine_run(struct run *run);
