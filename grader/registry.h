/*
 * registry.h: all scenarios there are.
 */
#ifndef GRADER_REGISTRY_H
#define GRADER_REGISTRY_H

#include "grader/scenario.h"

/* The number of scenarios, and each of them, by lab and then by name. */
int registry_count(void);
const struct scenario *registry_at(int index);

#endif
