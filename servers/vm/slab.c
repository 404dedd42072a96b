/*
 * slab.c: small structures, cut from frames.
 *
 *	frame    +------+------+------+------+-- --+------+
 *	         | slab | cell | cell | cell | ... | cell |
 *	         +------+------+------+------+-- --+------+
 *
 * A slab's free cells are a list, whose links are in the cells themselves.
 *
 * What must hold:
 *   - a slab is on the list `open` if and only if it has a free cell;
 *   - a slab with no cell in use has been given back: its frame is free.
 */
#include "servers/vm/slab.h"
#include <faultline/memmap.h>
#include "servers/vm/frame.h"
#include "servers/vm/panic.h"
#include "servers/vm/physmem.h"

struct cell {
	struct cell *next;
};

struct slab {
	struct slab *next, *prev; /* in the circle of open slabs */
	struct cell *free;
	uint32_t used; /* cells */
};

_Static_assert(SLAB_CELL % sizeof(void *) == 0, "cells are aligned");
_Static_assert(sizeof(struct slab) <= SLAB_CELL, "it takes the first cell");

static struct slab open;

void slab_init(void)
{
	open.next = open.prev = &open;
}

static void slab_open(struct slab *slab)
{
	slab->next = open.next;
	slab->prev = &open;
	slab->next->prev = slab->prev->next = slab;
}

static void slab_close(struct slab *slab)
{
	slab->next->prev = slab->prev;
	slab->prev->next = slab->next;
}

static struct slab *slab_of(const void *cell)
{
	return physmem(slab_frame(cell));
}

static struct slab *slab_new(void)
{
	phys_t frame = frame_alloc();
	struct slab *slab = physmem(frame);

	if (frame == FRAME_NONE)
		return NULL;
	*slab = (struct slab){0};
	for (uint32_t at = CLICK_SIZE / SLAB_CELL - 1; at > 0; at--) {
		struct cell *cell = physmem(frame + at * SLAB_CELL);

		cell->next = slab->free;
		slab->free = cell;
	}
	slab_open(slab);
	return slab;
}

void *slab_take(void)
{
	struct slab *slab = open.next != &open ? open.next : slab_new();
	struct cell *cell;

	if (slab == NULL)
		return NULL;
	vm_assert(slab->free != NULL);
	cell = slab->free;
	slab->free = cell->next;
	slab->used++;
	if (slab->free == NULL)
		slab_close(slab);
	return cell;
}

void slab_give(void *at)
{
	struct slab *slab = slab_of(at);
	struct cell *cell = at;

	vm_assert(slab->used > 0);
	if (slab->free == NULL)
		slab_open(slab);
	cell->next = slab->free;
	slab->free = cell;
	if (--slab->used > 0)
		return;
	slab_close(slab);
	frame_release(slab_frame(at));
}

phys_t slab_frame(const void *cell)
{
	return ROUND_DOWN((phys_t)(uintptr_t)cell - PHYSMEM_VIR, CLICK_SIZE);
}
