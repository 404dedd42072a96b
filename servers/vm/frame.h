/*
 * frame.h: the frames of physical memory: which are free, and how many users
 * each of the others has.
 *
 * Every frame is in one of three states:
 *   reserved  not VM's to give: the kernel, PM, VM itself, devices
 *   free      fresh: never given out; or on the free list, references 0
 *   in use    references >= 1
 *
 * What counts as one reference: an entry of a page table that maps the frame;
 * VM's own hold on the zero page; a slab of regions (slab.h). A frame that is
 * itself a page table has one for each page that it maps, and a page directory
 * one for its process and one for each page table (see pagetable.c).
 *
 * A frame with several references is shared in one of two ways. Copy on write,
 * the usual one: no entry is writable, and a write makes a copy. Or shared for
 * good (FRAME_SHARED): entries may be writable, and there are never copies.
 */
#pragma once

#include <lib/base/ranges.h>
#include "servers/vm/panic.h"

#define FRAME_NONE 0xffffffffu

enum frame_flag {
	FRAME_RESERVED = 1, /* not VM's to give */
	FRAME_SHARED = 2,   /* by SMAP: one memory for all its users */
};

struct frame {
	uint32_t refs;
	uint32_t next : 24; /* free: index of the next free one, 0 ends */
	uint32_t flags : 8; /* enum frame_flag */
#if DEBUG_VMASSERT
	uint32_t uses; /* references that check.c can account for */
#endif
};

_Static_assert(PHYS_TOP >> CLICK_SHIFT <= 1u << 24,
	       "the free list holds any index");
_Static_assert(sizeof(struct frame) == (DEBUG_VMASSERT ? 12 : 8),
	       "VM's need of memory is told by this");

/* The table, of frame_limit entries, lies where VM has mapped it. */
extern struct frame frames[];
extern uint32_t frame_limit;

/* The first frame from index on that is reserved, or was given out once. */
uint32_t frame_touched(uint32_t index);

static inline struct frame *frame_at(phys_t phys)
{
	uint32_t index = phys >> CLICK_SHIFT;

	vm_assert(index < frame_limit);
	vm_assert(!DEBUG_VMASSERT || frame_touched(index) == index);
	return &frames[index];
}

static inline struct frame *frame_in_use(phys_t phys)
{
	struct frame *f = frame_at(phys);

	vm_assert(f->refs > 0);
	return f;
}

/* The table has room for limit frames. Those of memory are free. */
void frame_init(uint32_t limit, const struct ranges *memory);

/* A reserved frame becomes free, or is in use with one reference. */
void frame_add(phys_t phys);
void frame_adopt(phys_t phys);

/* A free frame, now with one reference; FRAME_NONE: there is none. */
phys_t frame_alloc(void);

/* True: the next count calls of frame_alloc() will give frames. */
bool frame_available(uint32_t count);

/*
 * For tests: the next number-th allocation fails, though there are frames; 0:
 * none does. Returns what was left of the number that was set before, 0 if
 * that allocation has failed.
 */
uint32_t frame_fail(uint32_t number);

/* One reference more, or less. With the last the frame is free. */
static inline void frame_retain(phys_t phys)
{
	frame_in_use(phys)->refs++;
}
void frame_release(phys_t phys);

static inline uint32_t frame_refs(phys_t phys)
{
	return frame_at(phys)->refs;
}

void frame_share(phys_t phys); /* set FRAME_SHARED; it goes with the sharing */

static inline bool frame_is_shared(phys_t phys)
{
	return frame_in_use(phys)->flags & FRAME_SHARED;
}

/*
 * From now on free frames hold a pattern (<faultline/poison.h>), and one that
 * does not hold it any more when it is handed out ends VM.
 */
void frame_poison(void);

uint32_t frame_count_total(void); /* free and in use */
uint32_t frame_count_free(void);

/* Panic unless the free list and the table agree. */
void frame_check(void);
