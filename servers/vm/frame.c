/*
 * frame.c: the table of frames and the free list. Pure: it knows numbers of
 * frames, and never looks into one, unless free ones are poisoned.
 *
 * What must hold:
 *   - a frame is on the free list if and only if it is not reserved and has no
 *     references;
 *   - free_count is the length of the list;
 *   - frame 0 is always reserved, so that 0 can end the list;
 *   - FRAME_SHARED is set only while there are two references or more.
 */
#include "servers/vm/frame.h"
#include <faultline/poison.h>
#include "servers/vm/panic.h"
#include "servers/vm/physmem.h"

struct frame frames[FRAME_MAX];
static uint32_t first_free;
static uint32_t free_count, total_count;
static bool poisoned;     /* free frames hold a pattern */
static uint32_t fails_in; /* 0: no allocation is to fail */

void frame_init(void)
{
	for (uint32_t i = 0; i < FRAME_MAX; i++)
		frames[i] = (struct frame){.flags = FRAME_RESERVED};
	first_free = free_count = total_count = fails_in = 0;
	poisoned = false;
}

static phys_t frame_phys(const struct frame *f)
{
	return (phys_t)(f - frames) << CLICK_SHIFT;
}

/* How much of a frame is poisoned that has been free since boot. */
#define FRESH_BYTES 64u

/* Has nobody written to f since it was poisoned? */
static bool poison_holds(const struct frame *f)
{
	const uint32_t *words = physmem(frame_phys(f));

	return words[0] == POISON_FRESH
		       ? poison_intact(words, FRESH_BYTES, POISON_FRESH)
		       : poison_intact(words, CLICK_SIZE, POISON_FREED);
}

static void frame_make_free(struct frame *f)
{
	if (DEBUG_VMASSERT && poisoned)
		poison_fill(physmem(frame_phys(f)), CLICK_SIZE, POISON_FREED);
	f->next = first_free & 0xffffff;
	first_free = (uint32_t)(f - frames);
	free_count++;
}

/* Take a reserved frame into the pool. */
static struct frame *frame_enlist(phys_t phys)
{
	struct frame *f = frame_at(phys);

	vm_assert(f->flags == FRAME_RESERVED);
	f->flags = 0;
	total_count++;
	return f;
}

void frame_add(phys_t phys)
{
	frame_make_free(frame_enlist(phys));
}

void frame_adopt(phys_t phys)
{
	frame_enlist(phys)->refs = 1;
}

uint32_t frame_fail(uint32_t number)
{
	uint32_t left = fails_in;

	fails_in = number;
	return left;
}

/* Is one of the next count allocations to fail? Then that has happened. */
static bool fails_within(uint32_t count)
{
	if (fails_in == 0 || fails_in > count)
		return false;
	fails_in = 0;
	return true;
}

bool frame_available(uint32_t count)
{
	return count <= free_count && !fails_within(count);
}

phys_t frame_alloc(void)
{
	struct frame *f = &frames[first_free];

	if (!frame_available(1))
		return FRAME_NONE;
	if (fails_in > 0)
		fails_in--;
	vm_assert(f->refs == 0 && f->flags == 0);
	if (DEBUG_VMASSERT && poisoned && !poison_holds(f))
		vm_panic("free frame 0x%x was written to", frame_phys(f));
	f->refs = 1;
	first_free = f->next;
	free_count--;
	return frame_phys(f);
}

void frame_release(phys_t phys)
{
	struct frame *f = frame_in_use(phys);

	f->refs--;
	if (f->refs <= 1)
		f->flags = 0;
	if (f->refs == 0)
		frame_make_free(f);
}

void frame_share(phys_t phys)
{
	struct frame *f = frame_in_use(phys);

	vm_assert(f->refs > 1);
	f->flags |= FRAME_SHARED;
}

uint32_t frame_count_total(void)
{
	return total_count;
}

uint32_t frame_count_free(void)
{
	return free_count;
}

#if DEBUG_VMASSERT

void frame_poison(void)
{
	for (uint32_t i = first_free; i != 0; i = frames[i].next)
		poison_fill(physmem(frame_phys(&frames[i])), FRESH_BYTES,
			    POISON_FRESH);
	poisoned = true;
}

void frame_check(void)
{
	uint32_t listed = 0, idle = 0, pool = 0;

	for (uint32_t i = first_free; i != 0; i = frames[i].next) {
		vm_assert(frames[i].refs == 0 && frames[i].flags == 0);
		vm_assert(++listed <= free_count);
	}
	vm_assert(listed == free_count);
	for (uint32_t i = 0; i < FRAME_MAX; i++) {
		const struct frame *f = &frames[i];

		if (f->flags & FRAME_RESERVED) {
			vm_assert(f->refs == 0);
			continue;
		}
		pool++;
		idle += f->refs == 0;
		vm_assert(!(f->flags & FRAME_SHARED) || f->refs > 1);
	}
	vm_assert(pool == total_count && idle == free_count);
}

#endif
