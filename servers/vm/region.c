/*
 * region.c: lists of regions. Pure: it knows no page tables; who removes a
 * region unmaps its pages.
 *
 * Neighbours that say the same are one region, so a process that asks for
 * memory in small portions does not come to its limit.
 */
#include "servers/vm/region.h"
#include <faultline/errors.h>
#include <lib/base/string.h>
#include "servers/vm/panic.h"
#include "servers/vm/slab.h"

_Static_assert(sizeof(struct region) <= SLAB_CELL, "a region fits in a cell");

void region_init(void)
{
	slab_init();
}

/* A region more of list, which its caller links; NULL: the limit, memory. */
static struct region *region_new(struct region_list *list)
{
	struct region *r = NULL;

	if (list->count < REGION_LIMIT)
		r = slab_take();
	if (r != NULL)
		list->count++;
	return r;
}

static void region_free(struct region_list *list, struct region *r)
{
	vm_assert(list->count > 0);
	list->count--;
	slab_give(r);
}

struct region *region_find(const struct region_list *list, lin_t lin)
{
	for (struct region *r = list->first; r != NULL; r = r->next)
		if (lin < r->end)
			return lin >= r->start ? r : NULL;
	return NULL;
}

struct region *region_covers(const struct region_list *list, lin_t start,
			     lin_t end, uint32_t flags)
{
	struct region *first = region_find(list, start), *r = first;

	while (r != NULL && (r->flags & flags) == flags) {
		if (r->end >= end)
			return first;
		if (r->next == NULL || r->next->start != r->end)
			return NULL;
		r = r->next;
	}
	return NULL;
}

/* The last region that ends at or before lin; NULL: none does. */
static struct region *region_before(const struct region_list *list, lin_t lin)
{
	struct region *before = NULL;

	for (struct region *r = list->first; r && r->end <= lin; r = r->next)
		before = r;
	return before;
}

static bool path_equal(const struct grant_path *a, const struct grant_path *b)
{
	return a->hops == b->hops &&
	       memcmp(a->hop, b->hop, a->hops * sizeof(a->hop[0])) == 0;
}

static bool region_joins(const struct region *left, const struct region *right)
{
	return left->end == right->start && left->flags == right->flags &&
	       left->mapping == right->mapping &&
	       path_equal(&left->via, &right->via);
}

/* If r and its successor are one range of one kind, make them one region. */
static bool region_join_next(struct region_list *list, struct region *r)
{
	struct region *next = r->next;

	if (next == NULL || !region_joins(r, next))
		return false;
	r->end = next->end;
	r->next = next->next;
	region_free(list, next);
	return true;
}

void region_tidy(struct region_list *list)
{
	for (struct region *r = list->first; r != NULL; r = r->next)
		while (region_join_next(list, r))
			;
}

int region_insert(struct region_list *list, lin_t start, lin_t end,
		  uint32_t flags)
{
	struct region *before = region_before(list, start);
	struct region **link = before ? &before->next : &list->first;
	struct region *next = *link, *r;

	vm_assert(start < end);
	if (next != NULL && next->start < end)
		return -ENOMEM;
	r = region_new(list);
	if (r == NULL)
		return -ENOMEM;
	*r = (struct region){
		.start = start, .end = end, .flags = flags, .next = next};
	*link = r;
	return OK;
}

int region_add(struct region_list *list, lin_t start, lin_t end, uint32_t flags)
{
	struct region *before = region_before(list, start);
	struct region *next = before ? before->next : list->first;
	const struct region wanted = {
		.start = start, .end = end, .flags = flags};
	int result = OK;

	if (before != NULL && region_joins(before, &wanted) &&
	    (next == NULL || next->start >= end))
		before->end = end;
	else
		result = region_insert(list, start, end, flags);
	if (result == OK)
		region_tidy(list);
	return result;
}

int region_split(struct region_list *list, lin_t lin)
{
	struct region *r = region_find(list, lin), *tail;

	if (r == NULL || r->start == lin)
		return OK;
	tail = region_new(list);
	if (tail == NULL)
		return -ENOMEM;
	*tail = *r;
	tail->start = lin;
	r->end = lin;
	r->next = tail;
	return OK;
}

int region_remove(struct region_list *list, lin_t start, lin_t end)
{
	struct region *before = region_before(list, start);
	struct region **link = before ? &before->next : &list->first;

	/* The one case in which a region becomes two: nothing else changes. */
	if (*link != NULL && (*link)->start < start && (*link)->end > end &&
	    region_split(list, end) != OK)
		return -ENOMEM;
	while (*link != NULL && (*link)->start < end) {
		struct region *r = *link;

		if (r->start < start) {
			r->end = start;
			link = &r->next;
		} else if (r->end > end) {
			r->start = end;
		} else {
			*link = r->next;
			region_free(list, r);
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

/* Writable as the process's own memory, and as what it shows. */
static void region_set_rights(struct region *r, bool write)
{
	const uint32_t both = REGION_WRITABLE | REGION_WITHHELD;

	if ((r->flags & both) == 0)
		return;
	r->flags &= ~both;
	r->flags |= write ? REGION_WRITABLE : REGION_WITHHELD;
}

void region_show(struct region *r, uint32_t mapping,
		 const struct grant_path *via, bool write)
{
	vm_assert(mapping != 0);
	vm_assert(via->hops > 0 && via->hops <= GRANT_MAX_HOPS);
	region_set_rights(r, write);
	r->mapping = mapping;
	r->via = *via;
}

void region_show_own(struct region *r)
{
	region_set_rights(r, true);
	r->mapping = 0;
	r->via.hops = 0;
}

bool region_is_through(const struct region *r, const struct grant_hop *hop)
{
	for (uint32_t i = 0; i < r->via.hops; i++)
		if (r->via.hop[i].grantor == hop->grantor &&
		    r->via.hop[i].grant == hop->grant)
			return true;
	return false;
}

#if DEBUG_VMASSERT

void region_check(const struct region_list *list)
{
	lin_t end = 0;
	uint32_t count = 0;

	for (const struct region *r = list->first; r != NULL; r = r->next) {
		vm_assert(r->start >= end && r->start < r->end);
		vm_assert(r->start % CLICK_SIZE == 0);
		vm_assert(r->end % CLICK_SIZE == 0);
		vm_assert(r->next == NULL || !region_joins(r, r->next));
		count++;
		vm_assert(count <= REGION_LIMIT); /* no cycle */
		vm_assert((r->mapping != 0) == (r->via.hops > 0));
		vm_assert(r->via.hops <= GRANT_MAX_HOPS);
		vm_assert(!(r->flags & REGION_WITHHELD) || r->mapping != 0);
		vm_assert(!(r->flags & REGION_WITHHELD) ||
			  !(r->flags & REGION_WRITABLE));
		end = r->end;
	}
	vm_assert(count == list->count);
}

#endif
