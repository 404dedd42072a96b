/*
 * boot_paging.c: VM makes its own page directory and turns paging on.
 *
 *              before                            after
 *   linear  =  physical                linear -> physical
 *
 *                                      + PHYSMEM_VIR + physical
 *                                         all memory that VM hands out
 *                                      + frames - frame table
 *                                      + its end - guard - its stack
 *                                      VM_PROCSTART + 0 - no page
 *                                         VM's image     -> base
 *   base + 0   VM's image              VM_PROCSTART
 *      ^       and stack                  the kernel's part, as in every
 *      |                                  directory: kernelpart.c
 *   segment base                          (the first 8 MB: linear = physical)
 *                                      0
 *
 * Only the base of VM's segments moves, from where it was loaded to
 * VM_PROCSTART, where the same frames are mapped. VM's virtual addresses, EIP
 * among them, stay what they are; so the call that turns paging on returns as
 * if nothing had happened.
 *
 * Everything is static here: there is no memory to be had yet.
 */
#include "servers/vm/boot.h"
#include <lib/sys/syscall.h>
#include "servers/vm/frame.h"
#include "servers/vm/kernelpart.h"
#include "servers/vm/panic.h"
#include "servers/vm/physmem.h"

#define TABLE_FLAGS (PTE_PRESENT | PTE_WRITE | PTE_USER)

static uint32_t directory[PT_ENTRIES] __attribute__((aligned(CLICK_SIZE)));
static uint32_t image_table[PT_ENTRIES] __attribute__((aligned(CLICK_SIZE)));
static uint32_t low_table[PT_ENTRIES] __attribute__((aligned(CLICK_SIZE)));

/*
 * The frame table, as large as memory makes it, is seen at an address that is
 * known here: what is a constant need not be loaded at each use.
 */
__asm__(".globl frames\n\tframes = 0x08000000");
#define FRAMES_MAX (PHYS_TOP >> CLICK_SHIFT)
#define FRAMES_TABLES \
	((FRAMES_MAX * sizeof(struct frame) + BIG_SIZE - 1) >> BIG_SHIFT)

static uint32_t frame_tables[FRAMES_TABLES][PT_ENTRIES]
	__attribute__((aligned(CLICK_SIZE)));

/*
 * Page 0 stays out, so that VM's null pointers fault. The lowest page of VM's
 * stack stays out, so that an overflow faults before it reaches VM's data.
 */
static void map_image(const struct mem_map *map, phys_t base)
{
	uint32_t clicks = map[SEG_S].vir + map[SEG_S].len;

	if (clicks > PT_ENTRIES)
		vm_panic("VM is larger than one page table maps");
	vm_assert(base % CLICK_SIZE == 0);
	vm_assert(map[SEG_S].vir >= map[SEG_T].len); /* no guard in the text */
	for (uint32_t i = 1; i < clicks; i++) {
		uint32_t flags = PTE_PRESENT | PTE_USER;

		if (i == map[SEG_S].vir)
			continue;
		if (i >= map[SEG_T].len)
			flags |= PTE_WRITE;
		image_table[i] = (base + (i << CLICK_SHIFT)) | flags;
	}
	directory[PDE_INDEX(VM_PROCSTART)] =
		(base + (vir_t)(uintptr_t)image_table) | TABLE_FLAGS;
}

/* Of the kernel's big page VM sees no frame but what is free. */
static void map_low(const struct mem_range *r, phys_t base)
{
	phys_t end = r->start + r->bytes;

	for (phys_t phys = r->start; phys < end && phys < KERNEL_TOP;
	     phys += CLICK_SIZE)
		low_table[PTE_INDEX(phys)] = phys | TABLE_FLAGS;
	directory[PDE_INDEX(VM_PROCSTART + PHYSMEM_VIR)] =
		(base + (vir_t)(uintptr_t)low_table) | TABLE_FLAGS;
}

static void map_memory(const struct vm_memory *memory, phys_t base)
{
	vm_assert(memory->top > KERNEL_TOP && memory->top <= PHYS_TOP);
	for (uint32_t i = 0; i < memory->free.count; i++)
		map_low(&memory->free.range[i], base);
	for (phys_t phys = KERNEL_TOP; phys < memory->top; phys += BIG_SIZE)
		directory[PDE_INDEX(VM_PROCSTART + PHYSMEM_VIR + phys)] =
			phys | TABLE_FLAGS | PTE_BIG;
}

static void map_frames(const struct mem_range *table, phys_t base)
{
	const uint32_t first =
		PDE_INDEX(VM_PROCSTART + (vir_t)(uintptr_t)frames);

	vm_assert(table->bytes <= FRAMES_TABLES * BIG_SIZE);
	for (uint32_t i = 0; i < FRAMES_TABLES; i++)
		directory[first + i] =
			(base + (vir_t)(uintptr_t)&frame_tables[i]) |
			TABLE_FLAGS;
	for (uint32_t at = 0; at < table->bytes; at += CLICK_SIZE)
		frame_tables[at >> BIG_SHIFT][PTE_INDEX(at)] =
			(table->start + at) | TABLE_FLAGS;
}

void boot_paging(const struct boot_image *self, const struct vm_memory *memory)
{
	phys_t base = self->map[SEG_D].phys << CLICK_SHIFT;
	struct paging_params params;
	int result;

	boot_segments(self->map, params.map);
	kernelpart_init(base);
	kernelpart_own(directory);
	map_image(self->map, base);
	map_memory(memory, base);
	map_frames(&memory->table, base);
	kernelpart_bind(vmproc_new(VM_PROC_NR),
			base + (vir_t)(uintptr_t)directory);
	result =
		sys_vmctl(SELF, VMCTL_ENABLE_PAGING, (vir_t)(uintptr_t)&params);
	if (result != OK)
		vm_panic("paging is refused: %d", result);
}
