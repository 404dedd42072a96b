/*
 * frame.c: the table of frames and the free list. Pure: it knows numbers of
 * frames, and never looks into one, unless free ones are poisoned.
 *
 * Frames that were never given out are fresh. They are a few ranges, and have
 * no valid entry in the table: so VM starts as fast in a large memory as in a
 * small one.
 *
 * What must hold:
 *   - a frame is on the free list if and only if it is not fresh, not reserved,
 *     and has no references;
 *   - free_count is the length of the list and of the fresh ranges;
 *   - frame 0 is always reserved, so that 0 can end the list;
 *   - FRAME_SHARED is set only while there are two references or more.
 */
#include "servers/vm/frame.h"
#include <faultline/poison.h>
#include "servers/vm/panic.h"
#include "servers/vm/physmem.h"

uint32_t frame_limit;
static struct ranges fresh; /* the last range is used first */
static uint32_t first_free;
static uint32_t free_count, total_count;
static bool poisoned;     /* free frames hold a pattern */
static uint32_t fails_in; /* 0: no allocation is to fail */

uint32_t frame_touched(uint32_t index)
{
	for (uint32_t i = 0; i < fresh.count; i++) {
		uint32_t first = fresh.range[i].start >> CLICK_SHIFT;
		uint32_t count = fresh.range[i].bytes >> CLICK_SHIFT;

		if (index - first < count)
			index = first + count;
	}
	return index;
}

void frame_init(uint32_t limit, const struct ranges *memory)
{
	vm_assert(ranges_bytes(memory, 0, CLICK_SIZE) == 0);
	vm_assert(ranges_end(memory) >> CLICK_SHIFT <= limit);
	frame_limit = limit;
	fresh = *memory;
	free_count = ranges_bytes(memory, 0, PHYS_TOP) >> CLICK_SHIFT;
	total_count = free_count;
	first_free = fails_in = 0;
	poisoned = false;
	for (uint32_t i = frame_touched(0); i < limit; i = frame_touched(i + 1))
		frames[i] = (struct frame){.flags = FRAME_RESERVED};
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

	vm_assert(f->flags == FRAME_RESERVED &&
		  phys != 0); /* 0: end of the list */
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

/* The next frame that was never given out. There is one. */
static struct frame *fresh_take(void)
{
	struct mem_range *last = &fresh.range[fresh.count - 1];
	struct frame *f = &frames[last->start >> CLICK_SHIFT];

	vm_assert(fresh.count > 0);
	last->start += CLICK_SIZE;
	last->bytes -= CLICK_SIZE;
	if (last->bytes == 0)
		fresh.count--;
	*f = (struct frame){0};
	return f;
}

static struct frame *listed_take(void)
{
	struct frame *f = &frames[first_free];

	first_free = f->next;
	return f;
}

phys_t frame_alloc(void)
{
	struct frame *f;

	if (!frame_available(1))
		return FRAME_NONE;
	if (fails_in > 0)
		fails_in--;
	f = first_free != 0 ? listed_take() : fresh_take();
	vm_assert(f->refs == 0 && f->flags == 0);
	if (DEBUG_VMASSERT && poisoned && !poison_holds(f))
		vm_panic("free frame 0x%x was written to", frame_phys(f));
	f->refs = 1;
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
	vm_assert(first_free == 0); /* all free frames are fresh yet */
	for (uint32_t i = 0; i < fresh.count; i++) {
		const struct mem_range *r = &fresh.range[i];

		for (uint32_t at = 0; at < r->bytes; at += CLICK_SIZE)
			poison_fill(physmem(r->start + at), FRESH_BYTES,
				    POISON_FRESH);
	}
	poisoned = true;
}

void frame_check(void)
{
	uint32_t unused = ranges_bytes(&fresh, 0, PHYS_TOP) >> CLICK_SHIFT;
	uint32_t listed = 0, idle = 0, pool = 0;

	for (uint32_t i = first_free; i != 0; i = frames[i].next) {
		vm_assert(frames[i].refs == 0 && frames[i].flags == 0);
		listed++;
		vm_assert(listed <= free_count);
	}
	vm_assert(listed + unused == free_count);
	for (uint32_t i = frame_touched(0); i < frame_limit;
	     i = frame_touched(i + 1)) {
		const struct frame *f = &frames[i];

		if (f->flags & FRAME_RESERVED) {
			vm_assert(f->refs == 0);
			continue;
		}
		pool++;
		idle += f->refs == 0;
		vm_assert(!(f->flags & FRAME_SHARED) || f->refs > 1);
	}
	vm_assert(pool + unused == total_count && idle == listed);
}

#endif
