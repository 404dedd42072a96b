/*
 * random.h: numbers that look random and are the same in every run.
 */
#pragma once

#include <stdint.h>

/* A linear congruential generator; the high bits are the good ones. */
static inline uint32_t random_below(uint64_t *state, uint32_t bound)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((*state >> 33) % bound);
}
