/*
 * ranges.h: physical memory as a short list of ranges: whole frames, ascending,
 * disjoint. The kernel keeps what belongs to nobody so, and VM what it gets.
 */
#pragma once

#include <faultline/info.h>

struct ranges {
	uint32_t count;
	struct mem_range range[NR_MEM_RANGES];
};

/*
 * Add [start, end). Only whole frames below PHYS_TOP are added; what is there
 * already counts once.
 */
void ranges_add(struct ranges *list, uint64_t start, uint64_t end);

/* No frame with a byte in [start, end) stays in the list. */
void ranges_remove(struct ranges *list, uint64_t start, uint64_t end);

/*
 * Take bytes (whole frames) in one piece out of [low, high): the lowest place.
 * 0: there is none. Frame 0 must not be in the list.
 */
phys_t ranges_take(struct ranges *list, uint32_t bytes, phys_t low,
		   phys_t high);

/* How much of [low, high) is in the list. */
uint32_t ranges_bytes(const struct ranges *list, phys_t low, phys_t high);

/* Where the last range ends; 0: there is none. */
phys_t ranges_end(const struct ranges *list);
