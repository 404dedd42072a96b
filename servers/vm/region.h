/*
 * region.h: what a process's memory is meant to be.
 *
 * A region is a range of linear addresses with one meaning. Regions say what
 * may be there; page tables say what is there already. The answer to a page
 * fault follows from the region that holds the address, or from there being
 * none.
 */
#ifndef VM_REGION_H
#define VM_REGION_H

#include <faultline/types.h>

#define REGION_POOL 2048u /* regions of all processes together */

enum region_flag {
	REGION_WRITABLE = 0x01,
	REGION_TEXT = 0x10, /* what it is for: one of these, or none (mmap) */
	REGION_HEAP = 0x20,
	REGION_STACK = 0x40,
};

struct region {
	lin_t start;    /* first address, page-aligned */
	lin_t end;      /* first address after it; end > start */
	uint32_t flags; /* enum region_flag */
	struct region *next;
};

/* A process's regions: sorted by start, disjoint. */
struct region_list {
	struct region *first;
};

/* The whole pool is free. */
void region_init(void);

/* The region that holds lin, or NULL. */
struct region *region_find(const struct region_list *list, lin_t lin);

/* True if every address of [start, end) is in some region with these flags. */
bool region_covers(const struct region_list *list, lin_t start, lin_t end,
		   uint32_t flags);

/*
 * Add [start, end), or widen a neighbour that has the same flags. -ENOMEM: it
 * would overlap, or the pool is empty.
 */
int region_add(struct region_list *list, lin_t start, lin_t end,
	       uint32_t flags);

/*
 * No region holds any of [start, end) any more; what sticks out on either side
 * stays. -ENOMEM, and nothing has changed: one region would become two, and the
 * pool is empty.
 */
int region_remove(struct region_list *list, lin_t start, lin_t end);

/* Lowest start of a hole of so many bytes within [low, high); 0: none. */
lin_t region_find_hole(const struct region_list *list, lin_t low, lin_t high,
		       uint32_t bytes);

uint32_t region_count(const struct region_list *list);

/* Panic unless list obeys the rules above. */
void region_check(const struct region_list *list);

#endif
