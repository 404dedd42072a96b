/*
 * ranges.c: physical memory as a short list of ranges.
 *
 * Boot loaders give ranges in any order, overlapping, with odd borders. So a
 * range is removed before it is added, and ranges never overlap. Where the list
 * has no room, the smallest piece is left out.
 */
#include <lib/base/ranges.h>
#include <lib/base/string.h>

static phys_t limit(uint64_t address)
{
	return address < PHYS_TOP ? (phys_t)address : PHYS_TOP;
}

static phys_t end_of(const struct mem_range *r)
{
	return r->start + r->bytes;
}

static void drop(struct ranges *list, uint32_t i)
{
	struct mem_range *r = &list->range[i];

	list->count--;
	memmove(r, r + 1, (list->count - i) * sizeof(*r));
}

/* Is there a place for so many bytes, if a smaller range must go for it? */
static bool make_room(struct ranges *list, uint32_t bytes)
{
	uint32_t least = 0;

	if (list->count < NR_MEM_RANGES)
		return true;
	for (uint32_t i = 1; i < list->count; i++)
		if (list->range[i].bytes < list->range[least].bytes)
			least = i;
	if (list->range[least].bytes >= bytes)
		return false;
	drop(list, least);
	return true;
}

/* [start, end) overlaps no range of the list. */
static void insert(struct ranges *list, phys_t start, phys_t end)
{
	struct mem_range *r;

	if (start >= end || !make_room(list, end - start))
		return;
	r = &list->range[list->count];
	for (; r > list->range && r[-1].start > start; r--)
		r[0] = r[-1];
	*r = (struct mem_range){start, end - start};
	list->count++;
}

void ranges_remove(struct ranges *list, uint64_t start, uint64_t end)
{
	phys_t from = ROUND_DOWN(limit(start), CLICK_SIZE);
	phys_t to = ROUND_UP(limit(end), CLICK_SIZE);
	uint32_t i = 0;

	if (start >= end)
		return;
	while (i < list->count) {
		struct mem_range r = list->range[i];

		if (end_of(&r) <= from || to <= r.start) {
			i++;
			continue;
		}
		drop(list, i); /* what is left of r comes back there */
		insert(list, to, end_of(&r));
		insert(list, r.start, from);
	}
}

void ranges_add(struct ranges *list, uint64_t start, uint64_t end)
{
	phys_t from = ROUND_UP(limit(start), CLICK_SIZE);
	phys_t to = ROUND_DOWN(limit(end), CLICK_SIZE);

	/* Less than a frame may end before it starts: that adds nothing. */
	ranges_remove(list, from, to);
	insert(list, from, to);
}

/* The part of r within [low, high); none has a length of 0. */
static struct mem_range within(struct mem_range r, phys_t low, phys_t high)
{
	phys_t start = r.start > low ? r.start : low;
	phys_t end = end_of(&r) < high ? end_of(&r) : high;

	return (struct mem_range){start, start < end ? end - start : 0};
}

phys_t ranges_take(struct ranges *list, uint32_t bytes, phys_t low, phys_t high)
{
	for (uint32_t i = 0; i < list->count; i++) {
		struct mem_range r = within(list->range[i], low, high);

		if (r.bytes >= bytes) {
			ranges_remove(list, r.start, r.start + bytes);
			return r.start;
		}
	}
	return 0;
}

uint32_t ranges_bytes(const struct ranges *list, phys_t low, phys_t high)
{
	uint32_t bytes = 0;

	for (uint32_t i = 0; i < list->count; i++)
		bytes += within(list->range[i], low, high).bytes;
	return bytes;
}

phys_t ranges_end(const struct ranges *list)
{
	return list->count > 0 ? end_of(&list->range[list->count - 1]) : 0;
}
