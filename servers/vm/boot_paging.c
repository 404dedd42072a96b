/*
 * boot_paging.c: VM makes its own page directory and turns paging on.
 *
 *   linear                          what
 *   0 .. VM_PROCSTART               the kernel's part, as in every directory
 *   VM_PROCSTART + its addresses    VM's image and stack, where they are
 *   + PHYSMEM_VIR + physical        all memory that VM hands out
 *
 * Everything is static here: there is no memory to be had yet. VM's virtual
 * addresses do not change, only the base of its segments does; so the call that
 * turns paging on returns as if nothing had happened.
 */
#include "servers/vm/boot.h"
#include <lib/sys/syscall.h>
#include "servers/vm/kernelpart.h"
#include "servers/vm/panic.h"
#include "servers/vm/physmem.h"

static uint32_t directory[PT_ENTRIES] __attribute__((aligned(CLICK_SIZE)));
static uint32_t image_table[PT_ENTRIES] __attribute__((aligned(CLICK_SIZE)));

/* Page 0 stays out, so that VM's null pointers fault. */
static void map_image(const struct mem_map *map, phys_t base)
{
	uint32_t clicks = map[SEG_S].vir + map[SEG_S].len;

	if (clicks > PT_ENTRIES)
		vm_panic("VM is larger than one page table maps");
	for (uint32_t i = 1; i < clicks; i++) {
		uint32_t flags = PTE_PRESENT | PTE_USER;

		if (i >= map[SEG_T].len)
			flags |= PTE_WRITE;
		image_table[i] = (base + (i << CLICK_SHIFT)) | flags;
	}
	directory[PDE_INDEX(VM_PROCSTART)] =
		(base + (vir_t)(uintptr_t)image_table) | PTE_PRESENT |
		PTE_WRITE | PTE_USER;
}

static void map_memory(phys_t top)
{
	for (phys_t phys = PHYSMEM_BASE; phys < top; phys += BIG_SIZE)
		directory[PDE_INDEX(VM_PROCSTART + PHYSMEM_VIR + phys)] =
			phys | PTE_PRESENT | PTE_WRITE | PTE_USER | PTE_BIG;
}

void boot_paging(const struct boot_image *self, phys_t top)
{
	const uint32_t first = VM_PROCSTART >> CLICK_SHIFT;
	const uint32_t end = VM_DATATOP >> CLICK_SHIFT;
	uint32_t data = self->map[SEG_D].len;
	phys_t base = self->map[SEG_D].phys << CLICK_SHIFT;
	const struct paging_params params = {
		.map =
			{
				[SEG_T] = {0, first, self->map[SEG_T].len},
				[SEG_D] = {0, first, data},
				[SEG_S] = {data, first + data,
					   end - first - data},
			},
	};
	int result;

	kernelpart_init(base);
	kernelpart_own(directory);
	map_image(self->map, base);
	map_memory(top);
	kernelpart_bind(vmproc_new(VM_PROC_NR),
			base + (vir_t)(uintptr_t)directory);
	result =
		sys_vmctl(SELF, VMCTL_ENABLE_PAGING, (vir_t)(uintptr_t)&params);
	if (result != OK)
		vm_panic("paging is refused: %d", result);
	if (KERNEL_PAGETABLE)
		kernelpart_bind_kernel(base);
}
