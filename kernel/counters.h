/*
 * counters.h: what the kernel counts, always. See struct counters in
 * <faultline/info.h> for the meaning of each.
 */
#pragma once

#include <faultline/info.h>

extern struct counters counters;

/* One "counters.*" line for each group. */
void counters_print(void);
