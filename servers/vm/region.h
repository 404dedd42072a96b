/*
 * region.h: what a process's memory is meant to be.
 *
 * A region is a range of linear addresses with one meaning. Regions say what
 * may be there; page tables say what is there already. The answer to a page
 * fault follows from the region that holds the address, or from there being
 * none.
 *
 *	regions      [ text ] [ heap         ] [ mapping ]
 *	                |       |    |    .         |      . nothing there yet
 *	page tables     r-      rw   rw   -         rw
 *	                |       |    |              |
 *	frames: users   1       1    1              2 -- another's page table
 *
 * A region also says whose memory it shows, if that is not the process's own:
 * SMAP makes such a region (a mapping), from memory that was granted. It names
 * the grants by which the memory came, from the one that the process used to
 * the one of the memory's owner; so each of these grantors can take it back
 * (share_revoke), whoever of them has died or unmapped it since. Nothing else
 * remembers a mapping: when its region goes, by munmap, exit, or another
 * mapping in its place, it is forgotten.
 */
#pragma once

#include <faultline/grant.h>

/*
 * Regions of one process. Regions are cut from frames, so that each process
 * can have as many as it needs, and a greedy one takes nothing but memory from
 * the others, and of that no more than this.
 */
#define REGION_LIMIT 1024u

enum region_flag {
	REGION_WRITABLE = 0x01,
	/*
	 * A mapping to read: not writable, but when the mapping ends, the
	 * region becomes so. Never together with REGION_WRITABLE.
	 */
	REGION_WITHHELD = 0x02,
	REGION_TEXT = 0x10, /* what it is for: one of these, or none (mmap) */
	REGION_HEAP = 0x20,
	REGION_STACK = 0x40,
};

struct region {
	lin_t start;    /* first address, page-aligned */
	lin_t end;      /* first address after it; end > start */
	uint32_t flags; /* enum region_flag */
	struct region *next;

	/* Which SMAP it is from, and by which grants; 0: the memory is own. */
	uint32_t mapping;
	struct grant_path via; /* hops > 0 if and only if mapping != 0 */
};

/* A process's regions: sorted by start, disjoint. */
struct region_list {
	struct region *first;
	uint32_t count;
};

/* There are no regions. */
void region_init(void);

/* The region that holds lin, or NULL. */
struct region *region_find(const struct region_list *list, lin_t lin);

/*
 * The first of the regions of [start, end), if every address there is in some
 * region with these flags; otherwise NULL.
 */
struct region *region_covers(const struct region_list *list, lin_t start,
			     lin_t end, uint32_t flags);

/*
 * Add [start, end), or widen a neighbour that has the same flags. -ENOMEM: it
 * would overlap, the process has REGION_LIMIT regions, or memory is out.
 */
int region_add(struct region_list *list, lin_t start, lin_t end,
	       uint32_t flags);

/*
 * The same, but always a region of its own, which region_remove() can then
 * remove without fail. Who keeps it calls region_tidy().
 */
int region_insert(struct region_list *list, lin_t start, lin_t end,
		  uint32_t flags);

/*
 * No region holds any of [start, end) any more; what sticks out on either side
 * stays. -ENOMEM, and nothing has changed: one region would become two, and
 * there must not or cannot be one more.
 */
int region_remove(struct region_list *list, lin_t start, lin_t end);

/*
 * Make lin a border: no region is on both sides of it. -ENOMEM, as above. What
 * the regions say has not changed; region_tidy() joins what is left over.
 */
int region_split(struct region_list *list, lin_t lin);

/* Make one region of neighbours that say the same. */
void region_tidy(struct region_list *list);

/*
 * r shows what a mapping shows: its number, its grants, and whether it may be
 * written where r itself may be. Or, from now on, it is the process's own.
 */
void region_show(struct region *r, uint32_t mapping,
		 const struct grant_path *via, bool write);
void region_show_own(struct region *r);

/* Did r's memory come by that grant? */
bool region_is_through(const struct region *r, const struct grant_hop *hop);

/* Lowest start of a hole of so many bytes within [low, high); 0: none. */
lin_t region_find_hole(const struct region_list *list, lin_t low, lin_t high,
		       uint32_t bytes);

/* Panic unless list obeys the rules above. */
void region_check(const struct region_list *list);
