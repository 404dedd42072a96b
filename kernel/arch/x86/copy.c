/*
 * copy.c: copying from anywhere to anywhere.
 *
 * Each side of a copy is an address in some process, or a physical one. The
 * windows make a piece of each side visible; the trapped copy moves it; and so
 * on to the end. Nothing is looked up before: that memory is missing shows
 * when the copy faults. The address of the fault tells what is done by then,
 * to the byte, and the copy is changed to what is left.
 *
 * What must hold: each byte is read before it is overwritten, and is copied
 * once. So ranges that overlap in one address space are copied from the end
 * where that is needed, as memmove() does. It is decided anew whenever a copy
 * goes on: once what is left does not overlap any more, either way is right.
 * Addresses do not tell that two ranges are the same memory (which processes
 * may share); then the words are copied in the order of their addresses.
 */
#include "kernel/arch.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/arch/x86/paging.h"
#include "kernel/arch/x86/phys_copy.h"
#include "kernel/arch/x86/window.h"
#include "kernel/counters.h"
#include "kernel/debug.h"
#include "kernel/norec.h"
#include "kernel/trace.h"

#define WORD 4u /* what the trapped copy moves at once */

/* What is copied without a window is who runs': its directory is loaded. */
static inline bool runs_in_its_own(const struct proc *p)
{
	return !paging_on || p == ptproc || !proc_has_pagetable(p);
}

lin_t copy_from_caller(lin_t from, void *to, uint32_t bytes)
{
	vmassert(runs_in_its_own(proc_ptr));
	return phys_copy(from, (lin_t)to, bytes);
}

lin_t copy_to_loaded(const void *from, lin_t to, uint32_t bytes)
{
	vmassert(runs_in_its_own(proc_ptr));
	return phys_copy((lin_t)from, to, bytes);
}

/*
 * Which side faulted? The range that holds the address tells, except when the
 * two overlap; what always tells is that a copy reads only its source and
 * writes only its destination.
 */
static int fault_side(lin_t fault, lin_t src, lin_t dst, uint32_t bytes)
{
	bool in_src = fault - src < bytes, in_dst = fault - dst < bytes;

	assert(in_src || in_dst); /* a copy touches nothing else */
	if (in_src && in_dst)
		return caught_error & PF_WRITE ? -EFAULT_DST : -EFAULT_SRC;
	return in_src ? -EFAULT_SRC : -EFAULT_DST;
}

/*
 * How much of a chunk is done when byte number `at` of it has faulted? Whole
 * words are moved at once, and the last 1 to 3 bytes one by one: a word that
 * faulted has not been moved, wherever in it the missing page begins.
 */
static uint32_t bytes_done(uint32_t at, uint32_t chunk, bool down)
{
	bool in_word = at < ROUND_DOWN(chunk, WORD);
	uint32_t start = in_word ? ROUND_DOWN(at, WORD) : at;

	vmassert(at < chunk); /* what has faulted is not done */
	return down ? chunk - start - (in_word ? WORD : 1) : start;
}

/* A chunk has faulted: on which side, and how much of it is done? */
static int chunk_fault(lin_t at, lin_t s, lin_t d, uint32_t *chunk, bool down)
{
	int r = fault_side(at, s, d, *chunk);

	*chunk = bytes_done(at - (r == -EFAULT_SRC ? s : d), *chunk, down);
	TRACE(copy, fault, "side=%s addr=0x%08x",
	      r == -EFAULT_SRC ? "source" : "destination", at);
	return r;
}

/* All who have no page table see the same memory, which is the physical one. */
static const struct proc *space_of(const struct copy_side *side)
{
	return side->proc && proc_has_pagetable(side->proc) ? side->proc : NULL;
}

/* Would a copy from the start overwrite what it has not read yet? */
static bool goes_down(const struct copy *c)
{
	uint32_t distance = c->dst.addr - c->src.addr;

	return distance != 0 && distance < c->bytes &&
	       space_of(&c->src) == space_of(&c->dst);
}

/* Of the bytes in front of end, the last ones, which one window shows. */
static uint32_t shown_at_end(uint32_t end, uint32_t bytes)
{
	uint32_t shown = (end - 1) % BIG_SIZE + 1;

	return shown < bytes ? shown : bytes;
}

/* Copy up to chunk bytes of c: its first ones, or, down, its last ones. */
static int chunk_copy(struct copy *c, uint32_t chunk, bool down)
{
	uint32_t start = c->start;
	lin_t s, d, at;
	int r = OK;

	if (down) {
		chunk = shown_at_end(c->src.addr + start + c->bytes, chunk);
		chunk = shown_at_end(c->dst.addr + start + c->bytes, chunk);
		start += c->bytes - chunk;
	}
	s = window_map(c->src.proc, c->src.addr + start, &chunk);
	d = window_map(c->dst.proc, c->dst.addr + start, &chunk);
	at = down ? phys_copy_down(s, d, chunk) : phys_copy(s, d, chunk);
	if (at != 0)
		r = chunk_fault(at, s, d, &chunk, down);
	c->start += down ? 0 : chunk;
	c->bytes -= chunk;
	counters.copied_bytes += chunk;
	return r;
}

int lin_lin_copy(struct copy *c, uint32_t most)
{
	uint32_t stop = c->bytes > most ? c->bytes - most : 0;
	bool down = goes_down(c);
	int r;

	NOREC(lin_lin_copy);
	vmassert(c->bytes > 0);
	do /* a chunk is 0 bytes when all windows were open: once more */
		r = chunk_copy(c, c->bytes - stop, down);
	while (r == OK && c->bytes > stop);
	/* A fault leaves some to be done; without one that much is done. */
	vmassert(r == OK ? c->bytes == stop : c->bytes > stop);
	return r;
}

int vm_memset(phys_t phys, uint8_t pattern, uint32_t bytes)
{
	NOREC(vm_memset);
	while (bytes > 0) {
		uint32_t chunk = bytes;
		lin_t at = window_map(NULL, phys, &chunk);

		if (phys_memset(at, pattern * 0x01010101u, chunk) != 0)
			return -EFAULT;
		phys += chunk;
		bytes -= chunk;
	}
	return OK;
}
