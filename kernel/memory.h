/*
 * memory.h: physical memory that belongs to nobody yet.
 *
 * The architecture adds what the machine has and removes what is in use. The
 * boot processes take their part; VM gets the list of what is left
 * (GET_MEMORY).
 */
#ifndef KERNEL_MEMORY_H
#define KERNEL_MEMORY_H

#include <faultline/info.h>

/* Whole frames, ascending, disjoint. */
extern struct mem_range boot_memory[NR_MEM_RANGES];
extern uint32_t boot_memory_count;

extern phys_t boot_memory_top; /* all memory that is used ends below */

/* Bytes that the machine has, and those of them that the system uses. */
extern uint64_t memory_seen, memory_used;

/*
 * [start, end) is memory. Only whole frames below PHYS_TOP are used; what is
 * added twice counts once.
 */
void memory_add(uint64_t start, uint64_t end);

/* No frame with a byte in [start, end) is free. */
void memory_remove(uint64_t start, uint64_t end);

/*
 * Take bytes (whole frames) in one piece out of [low, high): the lowest place.
 * 0: there is none.
 */
phys_t memory_take(uint32_t bytes, phys_t low, phys_t high);

/* How much of [low, high) is free. */
uint32_t memory_free(phys_t low, phys_t high);

#endif
