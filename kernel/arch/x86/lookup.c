/*
 * lookup.c: which physical memory an address leads to, as the page tables say
 * now.
 */
#include "kernel/arch.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/arch/x86/paging.h"
#include "kernel/arch/x86/window.h"
#include "kernel/norec.h"

static uint32_t phys_read(phys_t phys)
{
	uint32_t bytes;
	lin_t at;

	do { /* once more if all windows were open */
		bytes = sizeof(uint32_t);
		at = window_map(NULL, phys, &bytes);
	} while (bytes == 0);
	return *(const uint32_t *)at;
}

int vm_lookup(struct proc *p, lin_t lin, phys_t *phys)
{
	uint32_t pde, pte;

	NOREC(vm_lookup);
	*phys = lin;
	if (!paging_on || !proc_has_pagetable(p))
		return OK;
	pde = directory_of(p)[lin >> BIG_SHIFT];
	if (!(pde & PTE_PRESENT))
		return -EFAULT;
	if (pde & PTE_BIG) {
		*phys = ROUND_DOWN(pde, BIG_SIZE) + lin % BIG_SIZE;
		return OK;
	}
	pte = phys_read((pde & PTE_FRAME) +
			4 * ((lin >> CLICK_SHIFT) % (CLICK_SIZE / 4)));
	if (!(pte & PTE_PRESENT))
		return -EFAULT;
	*phys = (pte & PTE_FRAME) + lin % CLICK_SIZE;
	return OK;
}

/* True if [lin, lin + bytes) of p is there, and physically contiguous. */
static bool vm_contiguous(struct proc *p, lin_t lin, uint32_t bytes)
{
	lin_t end = lin + bytes;
	phys_t first, phys;

	if (vm_lookup(p, lin, &first) != OK)
		return false;
	for (lin_t at = ROUND_DOWN(lin, CLICK_SIZE) + CLICK_SIZE; at < end;
	     at += CLICK_SIZE)
		if (vm_lookup(p, at, &phys) != OK || phys - first != at - lin)
			return false;
	return true;
}

int umap_virtual(struct proc *p, enum segment seg, vir_t vir, uint32_t bytes,
		 phys_t *phys)
{
	lin_t lin;
	int r = umap_local(p, seg, vir, bytes, &lin);

	if (r != OK)
		return r;
	/* Its addresses would be taken for physical ones. */
	if (paging_on && (p->rts & RTS_VMINHIBIT))
		return -EFAULT;
	return vm_contiguous(p, lin, bytes) ? vm_lookup(p, lin, phys) : -EFAULT;
}
