/*
 * region.c: lists of regions, made from one pool. Pure: it knows no page
 * tables; who removes a region unmaps its pages.
 *
 * Neighbours with the same flags are one region, so a process that asks for
 * memory in small portions does not use up the pool.
 */
#include "servers/vm/region.h"
#include <faultline/errors.h>
#include "servers/vm/panic.h"

static struct region pool[REGION_POOL];
static struct region *first_free;

void region_init(void)
{
	first_free = NULL;
	for (uint32_t i = REGION_POOL; i > 0; i--) {
		pool[i - 1].next = first_free;
		first_free = &pool[i - 1];
	}
}

static struct region *region_new(void)
{
	struct region *r = first_free;

	if (r != NULL)
		first_free = r->next;
	return r;
}

static void region_free(struct region *r)
{
	*r = (struct region){.next = first_free};
	first_free = r;
}

struct region *region_find(const struct region_list *list, lin_t lin)
{
	for (struct region *r = list->first; r != NULL; r = r->next)
		if (lin < r->end)
			return lin >= r->start ? r : NULL;
	return NULL;
}

bool region_covers(const struct region_list *list, lin_t start, lin_t end,
		   uint32_t flags)
{
	const struct region *r = region_find(list, start);

	while (r != NULL && (r->flags & flags) == flags) {
		if (r->end >= end)
			return true;
		if (r->next == NULL || r->next->start != r->end)
			return false;
		r = r->next;
	}
	return false;
}

/* The last region that ends at or before lin; NULL: none does. */
static struct region *region_before(const struct region_list *list, lin_t lin)
{
	struct region *before = NULL;

	for (struct region *r = list->first; r && r->end <= lin; r = r->next)
		before = r;
	return before;
}

static bool region_joins(const struct region *left, const struct region *right)
{
	return left->end == right->start && left->flags == right->flags;
}

/* If r and its successor are one range of one kind, make them one region. */
static void region_join_next(struct region *r)
{
	struct region *next = r->next;

	if (next == NULL || !region_joins(r, next))
		return;
	r->end = next->end;
	r->next = next->next;
	region_free(next);
}

int region_add(struct region_list *list, lin_t start, lin_t end, uint32_t flags)
{
	struct region *before = region_before(list, start);
	struct region **link = before ? &before->next : &list->first;
	struct region wanted = {start, end, flags, *link};
	struct region *r;

	vm_assert(start < end);
	if (wanted.next != NULL && wanted.next->start < end)
		return -ENOMEM;
	if (before != NULL && region_joins(before, &wanted)) {
		before->end = end;
		region_join_next(before);
		return OK;
	}
	r = region_new();
	if (r == NULL)
		return -ENOMEM;
	*r = wanted;
	*link = r;
	region_join_next(r);
	return OK;
}

/* [start, end) lies within r, and some of r on both sides: cut it out. */
static int region_split(struct region *r, lin_t start, lin_t end)
{
	struct region *tail = region_new();

	if (tail == NULL)
		return -ENOMEM;
	*tail = (struct region){end, r->end, r->flags, r->next};
	r->end = start;
	r->next = tail;
	return OK;
}

int region_remove(struct region_list *list, lin_t start, lin_t end)
{
	struct region *before = region_before(list, start);
	struct region **link = before ? &before->next : &list->first;

	while (*link != NULL && (*link)->start < end) {
		struct region *r = *link;

		if (r->start < start && r->end > end)
			return region_split(r, start, end);
		if (r->start < start) {
			r->end = start;
			link = &r->next;
		} else if (r->end > end) {
			r->start = end;
		} else {
			*link = r->next;
			region_free(r);
		}
	}
	return OK;
}

lin_t region_find_hole(const struct region_list *list, lin_t low, lin_t high,
		       uint32_t bytes)
{
	for (const struct region *r = list->first; r != NULL; r = r->next) {
		if (r->end <= low)
			continue;
		if (r->start > low && r->start - low >= bytes)
			break;
		low = r->end;
	}
	return low < high && high - low >= bytes ? low : 0;
}

uint32_t region_count(const struct region_list *list)
{
	uint32_t count = 0;

	for (const struct region *r = list->first; r != NULL; r = r->next)
		count++;
	return count;
}

#if DEBUG_VMASSERT

void region_check(const struct region_list *list)
{
	lin_t end = 0;
	uint32_t count = 0;

	for (const struct region *r = list->first; r != NULL; r = r->next) {
		vm_assert(r >= pool && r < pool + REGION_POOL);
		vm_assert(r->start >= end && r->start < r->end);
		vm_assert(r->start % CLICK_SIZE == 0);
		vm_assert(r->end % CLICK_SIZE == 0);
		vm_assert(r->next == NULL || !region_joins(r, r->next));
		vm_assert(++count <= REGION_POOL); /* no cycle */
		end = r->end;
	}
}

#endif
