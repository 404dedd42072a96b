/*
 * pagetable.h: a process's page directory and page tables.
 *
 * All entries are written here, and the frames' reference counts kept.
 *
 * Why VM need not flush when it edits another process's table:
 *   - VM runs with its own directory loaded. Loading it has emptied the TLB of
 *     the other's translations, and the processor does not find the other's
 *     tables again before the other's directory is loaded, which empties the
 *     TLB once more. VM's view of memory (physmem.h) shows tables as data.
 *   - One way leads there in spite of that: the kernel's windows in VM's own
 *     directory. So no window is open while an entry that is present changes,
 *     or a table is freed: kernelpart_close_windows() comes first. It costs a
 *     look at one word if none is open, as nearly always.
 *   - So the processor sets no accessed or dirty bit between VM's reading an
 *     entry and writing it, which would get lost; nor in a freed table, which
 *     may be somebody's data by then.
 *   - An absent entry is never cached. To fill one needs nothing.
 *   - No entry is global that is ever changed (kernelpart.c). VM's own tables
 *     do not change once paging is on.
 * The easy mistake is to edit first and flush then: where a window is open, the
 * processor may have used the entry in between, and have written to it.
 */
#pragma once

#include "servers/vm/kernelpart.h"
#include "servers/vm/panic.h"
#include "servers/vm/physmem.h"
#include "servers/vm/pte.h"
#include "servers/vm/vmproc.h"

/*
 * Page tables of one process. Each maps 4 MB; a process that touches one page
 * in every 4 MB takes more memory for tables than for pages, and is stopped
 * here (-ENOMEM) before it takes that of others.
 */
#define PAGETABLE_LIMIT 256u

/* A directory for p with the kernel's part in it. -ENOMEM. */
int pagetable_new(struct vmproc *p);

/* Free it. Nothing may be mapped any more. */
void pagetable_delete(struct vmproc *p);

/* The entry for lin, present or not; NULL: no page table there. */
static inline uint32_t *pagetable_entry(const struct vmproc *p, lin_t lin)
{
	const uint32_t *directory = physmem(p->directory);
	uint32_t pde = directory[PDE_INDEX(lin)];
	uint32_t *table = physmem(PTE_ADDRESS(pde));

	vm_assert((p->flags & VMP_PAGED) && lin >= VM_PROCSTART);
	return pde & PTE_PRESENT ? &table[PTE_INDEX(lin)] : NULL;
}

/* The same, but only if the page is there. */
static inline uint32_t *pagetable_present(const struct vmproc *p, lin_t lin)
{
	uint32_t *entry = pagetable_entry(p, lin);

	return entry != NULL && (*entry & PTE_PRESENT) ? entry : NULL;
}

/*
 * Map the page at lin, which is absent, to frame, whose reference passes to the
 * entry. flags: 0 or PTE_WRITE. -ENOMEM: no frame for a page table, or no
 * table more for p; nothing has changed.
 */
int pagetable_map(struct vmproc *p, lin_t lin, phys_t frame, uint32_t flags);

/*
 * Let a present entry map another frame, whose reference it gets; or give it
 * the right to write (PTE_WRITE), or take that (0). The caller has closed the
 * kernel's windows, once for all entries.
 */
void pagetable_replace(uint32_t *entry, phys_t frame, uint32_t flags);

/*
 * Let a present entry map a copy of the frame that it maps. -ENOMEM: nothing
 * has changed.
 */
int pagetable_copy(uint32_t *entry, uint32_t flags);

static inline void pagetable_protect(uint32_t *entry, uint32_t flags)
{
	vm_assert(*entry & PTE_PRESENT);
	vm_debug_assert(kernelpart_windows_closed());
	*entry = (*entry & ~PTE_WRITE) | flags;
}

/* No page of [start, end) is there any more. */
void pagetable_unmap(struct vmproc *p, lin_t start, lin_t end);
