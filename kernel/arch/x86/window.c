/*
 * window.c: how the kernel sees memory that is not in the loaded page table.
 *
 * The kernel has no page table of its own. What it wants to see of another
 * process it borrows: it copies one entry of that process's page directory to
 * a reserved entry (a window) of the directory that is loaded, ptproc's, and
 * 4 MB of the other process appear there. For physical memory it makes the
 * entry of a big page up itself. Windows stay mapped, since the next copy
 * often wants the same.
 *
 * The TLB must not know anything else of a window than what its entry, and the
 * page table behind that, now say. Where could it?
 *   - The entry changed. For each window we remember which part was used since
 *     CR3 was last loaded; of the rest the TLB holds nothing. That part is
 *     flushed before the entry changes.
 *   - The entry is the same, but VM has edited the page table behind it. VM
 *     runs with its own directory loaded. If the window is in another one, CR3
 *     was loaded before VM ran and again after: the TLB is empty of it. If it
 *     is in VM's (VM itself copies, or a process without a page table does
 *     while VM's is loaded), nothing is loaded in between. So VM, when it has
 *     changed an entry that was present, closes the windows in its own
 *     directory, which costs it a store for each; and here the entry is found
 *     changed. For an entry that was absent nothing is needed: the TLB never
 *     holds those.
 * Nothing else edits page tables. So a window that is used again and again,
 * with no edits in between, is never flushed, whoever runs.
 *
 * What must hold: the directory in CR3 is ptproc's (window_map asserts it).
 */
#include "kernel/arch/x86/window.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/arch/x86/paging.h"
#include "kernel/counters.h"
#include "kernel/debug.h"
#include "kernel/trace.h"

/* With more pages than this, loading CR3 costs less than INVLPG for each. */
#define MAX_INVLPG 16

static struct window {
	uint32_t pde;     /* its index in every directory */
	lin_t start, end; /* the part that was used; empty: start == end */
} windows[NR_WINDOWS];

static uint32_t nr_windows;

bool window_offer(uint32_t pde)
{
	if (nr_windows < NR_WINDOWS)
		windows[nr_windows++].pde = pde;
	return nr_windows < NR_WINDOWS;
}

bool window_ready(void)
{
	return nr_windows == NR_WINDOWS;
}

void window_tlb_empty(void)
{
	for (int i = 0; i < NR_WINDOWS; i++)
		windows[i].start = windows[i].end = 0;
}

static void window_flush(struct window *w)
{
	uint32_t pages = (w->end - w->start) >> CLICK_SHIFT;

	TRACE(window, flush, "pde=%u pages=%u", w->pde, pages);
	if (pages > MAX_INVLPG) {
		/* The copy that wants w may be about to use the other one. */
		struct window *other = &windows[w == &windows[0]];
		struct window keep = *other;

		cr3_load(ptproc->arch.cr3, &counters.cr3_window);
		*other = keep;
		return;
	}
	for (lin_t lin = w->start; lin < w->end; lin += CLICK_SIZE)
		tlb_invalidate(lin);
	counters.invlpg += pages;
	w->start = w->end = 0;
}

/* [lin, lin + bytes) of the window is about to be used. */
static void window_use(struct window *w, lin_t lin, uint32_t bytes)
{
	lin_t start = ROUND_DOWN(lin, CLICK_SIZE);
	lin_t end = ROUND_UP(lin + bytes, CLICK_SIZE);

	if (w->start == w->end) {
		w->start = start;
		w->end = end;
		return;
	}
	if (start < w->start)
		w->start = start;
	if (end > w->end)
		w->end = end;
}

static uint32_t entry_for(const struct proc *p, uint32_t addr)
{
	if (!p)
		return ROUND_DOWN(addr, BIG_SIZE) | PTE_BIG | PTE_WRITE |
		       PTE_PRESENT;
	/* No process may use the kernel's window: it is not a user page. */
	return ((const uint32_t *)p->arch.cr3_lin)[addr >> BIG_SHIFT] &
	       ~PTE_USER;
}

/* An absent entry tells nothing: it may be one that VM has closed. */
static bool unchanged(uint32_t entry, uint32_t wanted)
{
	return (wanted & PTE_PRESENT) &&
	       ((entry ^ wanted) & ~(PTE_ACCESSED | PTE_DIRTY)) == 0;
}

static void limit(uint32_t *bytes, uint32_t room)
{
	if (*bytes > room)
		*bytes = room;
}

/* Is addr of p where it is, in the loaded directory too? */
static bool visible(const struct proc *p, uint32_t addr, uint32_t *bytes)
{
	if (!paging_on)
		return true;
	if (p)
		return p == ptproc || !proc_has_pagetable(p);
	if (addr >= NOPT_TOP)
		return false;
	limit(bytes, NOPT_TOP - addr); /* identity-mapped in all directories */
	return true;
}

lin_t window_map(struct proc *p, uint32_t addr, uint32_t *bytes,
		 enum window_slot slot)
{
	struct window *w = &windows[slot];
	uint32_t *entry, wanted, offset = addr % BIG_SIZE;
	lin_t lin;

	if (visible(p, addr, bytes))
		return addr;
	vmassert(cr3_read() == ptproc->arch.cr3);
	limit(bytes, BIG_SIZE - offset);
	entry = (uint32_t *)ptproc->arch.cr3_lin + w->pde;
	wanted = entry_for(p, addr);
	if (unchanged(*entry, wanted)) {
		counters.window_reused++;
	} else {
		if (w->start != w->end)
			window_flush(w);
		*entry = wanted;
		counters.window_mapped++;
		TRACE(window, map, "pde=%u for=%s addr=0x%08x", w->pde,
		      p ? p->name : "physical", addr);
	}
	lin = (w->pde << BIG_SHIFT) + offset;
	window_use(w, lin, *bytes);
	return lin;
}

#if DEBUG_VMASSERT

void window_check(void)
{
	const uint32_t *directory =
		paging_on ? (const uint32_t *)ptproc->arch.cr3_lin : NULL;

	for (uint32_t i = 0; i < nr_windows; i++) {
		const struct window *w = &windows[i];
		lin_t start = w->pde << BIG_SHIFT;

		assert(i == 0 || w->pde != windows[i - 1].pde);
		assert(w->start <= w->end);
		assert(w->start == w->end || w->start >= start);
		assert(w->start == w->end || w->end - start <= BIG_SIZE);
		/* What a window shows is the kernel's alone. */
		assert(!directory || !(directory[w->pde] & PTE_USER));
	}
}

#endif
