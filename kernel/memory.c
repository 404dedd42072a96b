/*
 * memory.c: physical memory that belongs to nobody yet: a short sorted list.
 *
 * Boot loaders give ranges in any order, overlapping, with odd borders. So a
 * range is removed before it is added, and ranges never overlap. A piece for
 * which the list has no room is not used; the numbers at boot tell.
 */
#include "kernel/memory.h"
#include <lib/base/string.h>
#include "kernel/debug.h"

struct mem_range boot_memory[NR_MEM_RANGES];
uint32_t boot_memory_count;
phys_t boot_memory_top;
uint64_t memory_seen, memory_used;

static phys_t limit(uint64_t address)
{
	return address < PHYS_TOP ? (phys_t)address : PHYS_TOP;
}

static phys_t end_of(const struct mem_range *r)
{
	return r->start + r->bytes;
}

/* [start, end) overlaps no range of the list. */
static void insert(phys_t start, phys_t end)
{
	uint32_t i = boot_memory_count;

	if (start >= end || boot_memory_count == NR_MEM_RANGES)
		return;
	for (; i > 0 && boot_memory[i - 1].start > start; i--)
		boot_memory[i] = boot_memory[i - 1];
	assert(i == 0 || end_of(&boot_memory[i - 1]) <= start);
	boot_memory[i] = (struct mem_range){start, end - start};
	boot_memory_count++;
}

static void delete(uint32_t i)
{
	boot_memory_count--;
	for (; i < boot_memory_count; i++)
		boot_memory[i] = boot_memory[i + 1];
}

void memory_remove(uint64_t start, uint64_t end)
{
	phys_t from = ROUND_DOWN(limit(start), CLICK_SIZE);
	phys_t to = ROUND_UP(limit(end), CLICK_SIZE);
	uint32_t i = 0;

	while (i < boot_memory_count) {
		struct mem_range r = boot_memory[i];

		if (end_of(&r) <= from || to <= r.start) {
			i++;
			continue;
		}
		delete(i); /* what is left of r comes back in the same place */
		insert(to, end_of(&r));
		insert(r.start, from);
	}
}

void memory_add(uint64_t start, uint64_t end)
{
	phys_t from = ROUND_UP(limit(start), CLICK_SIZE);
	phys_t to = ROUND_DOWN(limit(end), CLICK_SIZE);

	memory_seen += end - start;
	memory_remove(from, to);
	insert(from, to);
	if (from < to && to > boot_memory_top)
		boot_memory_top = to;
	memory_used = memory_free(0, PHYS_TOP);
}

/* The part of r within [low, high); none has a length of 0. */
static struct mem_range within(struct mem_range r, phys_t low, phys_t high)
{
	phys_t start = r.start > low ? r.start : low;
	phys_t end = end_of(&r) < high ? end_of(&r) : high;

	return (struct mem_range){start, start < end ? end - start : 0};
}

phys_t memory_take(uint32_t bytes, phys_t low, phys_t high)
{
	assert(bytes > 0 && bytes % CLICK_SIZE == 0);
	for (uint32_t i = 0; i < boot_memory_count; i++) {
		struct mem_range r = within(boot_memory[i], low, high);

		if (r.bytes >= bytes) {
			memory_remove(r.start, r.start + bytes);
			return r.start;
		}
	}
	return 0;
}

uint32_t memory_free(phys_t low, phys_t high)
{
	uint32_t bytes = 0;

	for (uint32_t i = 0; i < boot_memory_count; i++)
		bytes += within(boot_memory[i], low, high).bytes;
	return bytes;
}
