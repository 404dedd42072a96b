/*
 * window.c: how the kernel sees memory that is not in the loaded page table.
 *
 * The kernel has no page table of its own. What it wants to see of another
 * process it borrows: it copies one entry of that process's page directory to
 * a reserved entry (a window) of the directory that is loaded, ptproc's, and
 * 4 MB of the other process appear there. For physical memory it makes the
 * entry of a big page up itself.
 *
 *    other process         ptproc (CR3)           VM
 *   +----------------+    +----------------+     +----------------+
 *   | kernel's part  |    | kernel's part  |     | kernel's part  |
 *   | window 0 absent|    | window 0  open |<-.  | window 0 absent|
 *   | window 1 absent|    | window 1 absent|  |  | window 1 absent|
 *   | ...            |    | ...            |  |  | ...            |
 *   +----------------+    +----------------+  |  +----------------+
 *   | its memory     |    | its memory     |  |  | its memory     |
 *   |  entry n ------|----|---- copied ----|--'  |                |
 *   +----|-----------+    +----------------+     +----------------+
 *        v                        |
 *   +-------------+               v
 *   | page table  |<----  TLB: may have cached whatever CR3 leads to, so also
 *   +-------------+       each page of window 0; but nothing of window 1
 *
 * The processor may cache a present entry of any table that CR3 leads to at any
 * time, whether the kernel has used it or not, and may keep it until CR3 is
 * loaded. It never caches an absent entry. What must hold, therefore:
 *   1. An open window does not change. Between two loads of CR3 its entry
 *      changes only once, from absent to present; nothing of it is cached then,
 *      so opening a window needs no flush.
 *   2. Each load of CR3 closes all windows. So no directory that is not loaded
 *      has an open window, and after a load there is none. The entries are
 *      cleared before the load: whoever loads first leaves a gap in which the
 *      processor caches what it has just been told to forget.
 *   3. No window is open while VM changes or removes an entry that is present.
 *      VM runs with its own directory loaded, where windows are open only if
 *      VM, or a process without a page table, has just copied. VM has these
 *      closed first (kernelpart_close_windows). What VM edits is then in no
 *      directory that is loaded: see servers/vm/pagetable.h.
 *   4. CR3 is ptproc's directory whenever a window is opened or used.
 *
 * Windows are opened in the order in which VM has offered them, so VM knows
 * from the first one whether there are any. When all are open, CR3 is loaded.
 * A new window costs a store and a fifteenth of a load; one that is open
 * already costs nothing, whoever has opened it.
 */
#include "kernel/arch/x86/window.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/arch/x86/paging.h"
#include "kernel/counters.h"
#include "kernel/debug.h"
#include "kernel/trace.h"

/*
 * The last one is never opened. Whoever looks for absent memory is sent there,
 * and faults as the process itself would.
 */
#define NR_WINDOWS 16
#define CLOSED_WINDOW (NR_WINDOWS - 1)

static struct window {
	uint32_t pde;    /* its index in every directory */
	uint32_t *entry; /* in the loaded one, if it is open */
} windows[NR_WINDOWS];

static uint32_t nr_windows; /* that VM has offered */
static uint32_t nr_open;    /* the first ones */

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

/* First close, then load: see above. */
void cr3_load(phys_t directory, uint32_t *counter)
{
	while (nr_open > 0)
		*windows[--nr_open].entry = 0;
	cr3_write(directory);
	++*counter;
}

static uint32_t entry_for(const struct proc *p, uint32_t addr)
{
	if (!p)
		return ROUND_DOWN(addr, BIG_SIZE) | PTE_BIG | PTE_WRITE |
		       PTE_PRESENT;
	/* No process may use the kernel's window: it is not a user page. */
	return directory_of(p)[addr >> BIG_SHIFT] & ~PTE_USER;
}

/* The processor sets these bits in the window's entry, not in the other. */
static bool shows(const struct window *w, uint32_t wanted)
{
	return ((*w->entry ^ wanted) & ~(PTE_ACCESSED | PTE_DIRTY)) == 0;
}

/* The open window that shows it; the newest is the likeliest. NULL: none. */
static struct window *window_find(uint32_t wanted)
{
	for (uint32_t i = nr_open; i > 0; i--)
		if (shows(&windows[i - 1], wanted))
			return &windows[i - 1];
	return NULL;
}

/* NULL: all are open. */
static struct window *window_open(uint32_t wanted)
{
	struct window *w = &windows[nr_open];

	if (nr_open == CLOSED_WINDOW)
		return NULL;
	w->entry = &directory_of(ptproc)[w->pde];
	vmassert(wanted & PTE_PRESENT);
	vmassert(*w->entry == 0); /* so nothing of it is cached */
	*w->entry = wanted;
	nr_open++;
	counters.window_mapped++;
	return w;
}

static struct window *window_for(const struct proc *p, uint32_t addr)
{
	uint32_t wanted = entry_for(p, addr);
	struct window *w;

	if (!(wanted & PTE_PRESENT))
		return &windows[CLOSED_WINDOW];
	w = window_find(wanted);
	if (w) {
		counters.window_reused++;
		return w;
	}
	w = window_open(wanted);
	if (w)
		TRACE(window, map, "pde=%u for=%s addr=0x%08x", w->pde,
		      p ? p->name : "physical", addr);
	return w;
}

static void limit(uint32_t *bytes, uint32_t room)
{
	if (*bytes > room)
		*bytes = room;
}

/* Can addr of p be reached without a window? */
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

lin_t window_map(struct proc *p, uint32_t addr, uint32_t *bytes)
{
	uint32_t offset = addr % BIG_SIZE;
	const struct window *w;

	if (visible(p, addr, bytes))
		return addr;
	vmassert(cr3_read() == ptproc->arch.cr3);
	limit(bytes, BIG_SIZE - offset);
	w = window_for(p, addr);
	if (!w) {
		TRACE(window, full, "open=%u", nr_open);
		cr3_load(ptproc->arch.cr3, &counters.cr3_window);
		*bytes = 0;
		return 0;
	}
	/* What follows is another window's, and shows something else. */
	vmassert(*bytes <= BIG_SIZE - offset);
	return (w->pde << BIG_SHIFT) + offset;
}

#if DEBUG_VMASSERT

void window_check(void)
{
	const uint32_t *directory = paging_on ? directory_of(ptproc) : NULL;

	assert(nr_open <= CLOSED_WINDOW);
	for (uint32_t i = 0; directory && i < nr_windows; i++) {
		const struct window *w = &windows[i];
		uint32_t entry = directory[w->pde];

		/* What a window shows is the kernel's alone. */
		assert(!(entry & PTE_USER));
		assert(i == 0 || w->pde != windows[i - 1].pde);
		assert((i < nr_open) == ((entry & PTE_PRESENT) != 0));
		assert(i >= nr_open || w->entry == &directory[w->pde]);
		assert(proc_vm() == ptproc || !directory_of(proc_vm())[w->pde]);
	}
}

#endif
