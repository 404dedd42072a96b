/*
 * pagetable.c: a process's page directory and page tables.
 *
 * Page tables are made when the first page in their 4 MB is mapped, and freed
 * when the last goes. A table's frame counts one reference for each page that
 * it maps, so its count falls to 0 exactly when it is empty. The directory's
 * frame has one reference of its process, and one more for each page table.
 */
#include "servers/vm/pagetable.h"
#include <faultline/errors.h>
#include "servers/vm/frame.h"
#include "servers/vm/kernelpart.h"

static uint32_t *directory_of(const struct vmproc *p)
{
	vm_assert(p->flags & VMP_PAGED);
	return physmem(p->directory);
}

int pagetable_new(struct vmproc *p)
{
	phys_t frame = frame_alloc();

	vm_assert(!(p->flags & VMP_PAGED));
	if (frame == FRAME_NONE)
		return -ENOMEM;
	physmem_clear(frame);
	kernelpart_copy(physmem(frame));
	p->directory = frame;
	p->pages = 0;
	p->flags |= VMP_PAGED;
	return OK;
}

void pagetable_delete(struct vmproc *p)
{
	vm_assert(p->pages == 0);
	vm_assert(frame_refs(p->directory) == 1); /* nobody else has it */
	frame_release(p->directory);
	p->flags &= ~(uint32_t)VMP_PAGED;
}

/*
 * The entry for lin, which is about to be filled: its table, made if there is
 * none, counts it already. NULL: out of memory, or p has tables enough.
 */
static uint32_t *entry_take(struct vmproc *p, lin_t lin)
{
	uint32_t *pde = &directory_of(p)[PDE_INDEX(lin)];

	if (*pde & PTE_PRESENT) {
		frame_retain(PTE_ADDRESS(*pde));
	} else {
		phys_t frame;

		if (frame_refs(p->directory) > PAGETABLE_LIMIT)
			return NULL;
		frame = frame_alloc();
		if (frame == FRAME_NONE)
			return NULL;
		frame_retain(p->directory);
		physmem_clear(frame);
		*pde = frame | PTE_PRESENT | PTE_WRITE | PTE_USER;
	}
	return pagetable_entry(p, lin);
}

int pagetable_map(struct vmproc *p, lin_t lin, phys_t frame, uint32_t flags)
{
	uint32_t *entry = entry_take(p, lin);

	if (entry == NULL)
		return -ENOMEM;
	vm_assert(!(*entry & PTE_PRESENT));
	*entry = frame | flags | PTE_PRESENT | PTE_USER;
	p->pages++;
	return OK;
}

void pagetable_replace(uint32_t *entry, phys_t frame, uint32_t flags)
{
	phys_t old = PTE_ADDRESS(*entry);

	vm_assert(*entry & PTE_PRESENT);
	vm_debug_assert(kernelpart_windows_closed());
	*entry = frame | flags | PTE_PRESENT | PTE_USER;
	frame_release(old);
}

int pagetable_copy(uint32_t *entry, uint32_t flags)
{
	phys_t copy = frame_alloc();

	if (copy == FRAME_NONE)
		return -ENOMEM;
	physmem_copy(copy, PTE_ADDRESS(*entry));
	kernelpart_close_windows();
	pagetable_replace(entry, copy, flags);
	return OK;
}

/* Clear the entries of [start, end), which is within one table's 4 MB. */
static void table_unmap(struct vmproc *p, uint32_t *pde, lin_t start, lin_t end)
{
	phys_t table = PTE_ADDRESS(*pde);
	uint32_t *entry = pagetable_entry(p, start);

	for (lin_t lin = start; lin < end; lin += CLICK_SIZE, entry++) {
		if (!(*entry & PTE_PRESENT))
			continue;
		vm_debug_assert(kernelpart_windows_closed());
		frame_release(PTE_ADDRESS(*entry));
		*entry = 0;
		p->pages--;
		if (frame_refs(table) == 1) {
			*pde = 0;
			frame_release(p->directory);
		}
		frame_release(table);
		if (*pde == 0)
			break;
	}
}

void pagetable_unmap(struct vmproc *p, lin_t start, lin_t end)
{
	uint32_t *directory = directory_of(p);

	kernelpart_close_windows();
	while (start < end) {
		uint32_t *pde = &directory[PDE_INDEX(start)];
		lin_t border = ROUND_DOWN(start, BIG_SIZE) + BIG_SIZE;

		/* The last 4 MB end where addresses do: border is 0 there. */
		if (border == 0 || border > end)
			border = end;
		if (*pde & PTE_PRESENT)
			table_unmap(p, pde, start, border);
		start = border;
	}
}
