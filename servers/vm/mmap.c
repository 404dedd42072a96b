/*
 * mmap.c: VM_MMAP, VM_MUNMAP, VM_BRK: a process changes its own memory.
 *
 * MMAP: mmap.addr (where, or a hint), mmap.len, mmap.prot, mmap.flags.
 *	Memory of zeroes, to be had when it is used, or at once (MAP_PREALLOC).
 *	Reply: mmap.addr. -EINVAL (no length, unknown flags; MAP_FIXED: an
 *	address that is unaligned, 0, or out of range), -ENOMEM (no room there,
 *	no frames, REGION_LIMIT regions already).
 * MUNMAP: mmap.addr, mmap.len.
 *	Whatever is mapped there is no more; it may be any part of the
 *	process's memory, or nothing. -EINVAL (no length, unaligned, out of
 *	range), -ENOMEM (a region would become two, and there are too many).
 * BRK: mmap.addr.
 *	The heap ends there, rounded up to a page; what lies above is freed.
 *	-EINVAL (below the data that the program was loaded with), -ENOMEM (into
 *	other memory, or as MMAP).
 *
 * A process names virtual addresses; regions are linear.
 */
#include "servers/vm/mmap.h"
#include <faultline/call.h>
#include <faultline/errors.h>
#include <faultline/memmap.h>
#include "servers/vm/page.h"
#include "servers/vm/pagetable.h"
#include "servers/vm/panic.h"

/* End of a process's virtual addresses. */
#define VIR_TOP (VM_DATATOP - VM_PROCSTART)

/* Linear: from here to VM_DATATOP MMAP looks for room. */
#define MMAP_START (VM_PROCSTART + VM_STACKTOP)

/* Checked: [addr, addr + len) is in process space. *end: rounded up. */
static int linear_range(vir_t addr, uint32_t len, lin_t *start, lin_t *end)
{
	if (len == 0 || addr % CLICK_SIZE != 0)
		return -EINVAL;
	if (addr == 0 || addr > VIR_TOP || len > VIR_TOP - addr)
		return -EINVAL;
	*start = VM_PROCSTART + addr;
	*end = *start + ROUND_UP(len, CLICK_SIZE);
	return OK;
}

/* Remove regions and pages of [start, end). */
static int memory_remove(struct vmproc *p, lin_t start, lin_t end)
{
	int result = region_remove(&p->regions, start, end);

	if (result == OK)
		pagetable_unmap(p, start, end);
	return result;
}

/* Room for len bytes, if possible at hint or above it. */
static int find_room(const struct vmproc *p, vir_t hint, uint32_t len,
		     lin_t *start, lin_t *end)
{
	uint32_t bytes = ROUND_UP(len, CLICK_SIZE);
	lin_t low = VM_PROCSTART + ROUND_DOWN(hint, CLICK_SIZE);

	if (len > VIR_TOP)
		return -ENOMEM;
	*start = 0;
	if (hint < VIR_TOP && low >= MMAP_START)
		*start = region_find_hole(&p->regions, low, VM_DATATOP, bytes);
	if (*start == 0)
		*start = region_find_hole(&p->regions, MMAP_START, VM_DATATOP,
					  bytes);
	*end = *start + bytes;
	return *start != 0 ? OK : -ENOMEM;
}

static int mmap_place(const struct vmproc *p, const struct msg_mmap *req,
		      lin_t *start, lin_t *end)
{
	if (req->len == 0)
		return -EINVAL;
	if (req->prot & ~(PROT_READ | PROT_WRITE))
		return -EINVAL;
	if (req->flags & ~(MAP_FIXED | MAP_PREALLOC))
		return -EINVAL;
	if (req->flags & MAP_FIXED)
		return linear_range(req->addr, req->len, start, end);
	return find_room(p, req->addr, req->len, start, end);
}

/*
 * A region with all its pages, or nothing. It is not part of a neighbour before
 * it is filled: taking it out of that could fail, for want of a region.
 */
static int mmap_fill(struct vmproc *p, lin_t start, lin_t end, uint32_t flags)
{
	int result = region_insert(&p->regions, start, end, flags);

	if (result != OK)
		return result;
	result = page_provide_range(p, start, end, flags != 0);
	if (result != OK)
		memory_remove(p, start, end);
	region_tidy(&p->regions);
	return result;
}

int do_mmap(struct vmproc *p, struct message *m)
{
	uint32_t flags = m->mmap.prot & PROT_WRITE ? REGION_WRITABLE : 0;
	lin_t start, end;
	int result = mmap_place(p, &m->mmap, &start, &end);

	if (result == OK && (m->mmap.flags & MAP_PREALLOC))
		result = mmap_fill(p, start, end, flags);
	else if (result == OK)
		result = region_add(&p->regions, start, end, flags);
	if (result == OK)
		m->mmap.addr = start - VM_PROCSTART;
	return result;
}

int do_munmap(struct vmproc *p, struct message *m)
{
	lin_t start, end;
	int result = linear_range(m->mmap.addr, m->mmap.len, &start, &end);

	return result == OK ? memory_remove(p, start, end) : result;
}

int do_brk(struct vmproc *p, struct message *m)
{
	lin_t end = VM_PROCSTART + ROUND_UP(m->mmap.addr, CLICK_SIZE);
	int result = OK;

	if (m->mmap.addr > VIR_TOP || end < p->heap_start)
		return -EINVAL;
	if (end > p->heap_end)
		result = region_add(&p->regions, p->heap_end, end,
				    REGION_WRITABLE | REGION_HEAP);
	else if (end < p->heap_end)
		result = memory_remove(p, end, p->heap_end);
	if (result == OK)
		p->heap_end = end;
	return result;
}
