/*
 * boot_process.c: a boot process gets its page table.
 *
 * It was loaded to contiguous frames and has not run yet. Nothing is copied:
 * its regions are made over the frames that it has.
 *
 *   virtual             frames                         region
 *   0                   the first: freed               none
 *   text                as loaded                      read-only
 *   data, bss           as loaded                      writable, the heap
 *   up to VM_STACKTOP   the boot stack is its top,     writable
 *                       the rest comes when it is used
 */
#include "servers/vm/boot.h"
#include <lib/sys/syscall.h>
#include "servers/vm/frame.h"
#include "servers/vm/kernelpart.h"
#include "servers/vm/page.h"
#include "servers/vm/pagetable.h"
#include "servers/vm/panic.h"

/* A run of clicks as loaded: where it is, where it will be, what it will be. */
struct part {
	uint32_t first, end; /* clicks of the boot image */
	lin_t start;         /* of its first click */
	uint32_t flags;      /* enum region_flag */
};

static void part_map(struct vmproc *p, const struct part *part, phys_t base)
{
	uint32_t flags = part->flags & REGION_WRITABLE ? PTE_WRITE : 0;
	lin_t lin = part->start;

	vm_assert(part->first <= part->end && base % CLICK_SIZE == 0);
	for (uint32_t i = part->first; i < part->end; i++) {
		phys_t frame = base + (i << CLICK_SHIFT);

		frame_adopt(frame);
		if (pagetable_map(p, lin, frame, flags) != OK)
			vm_panic("out of memory while booting");
		lin += CLICK_SIZE;
	}
}

static void part_add_region(struct vmproc *p, lin_t start, lin_t end,
			    uint32_t flags)
{
	if (start < end && region_add(&p->regions, start, end, flags) != OK)
		vm_panic("no region for a boot process");
}

static void image_map(struct vmproc *p, const struct mem_map *map)
{
	const uint32_t text = map[SEG_T].len, data = map[SEG_D].len;
	const uint32_t stack = map[SEG_S].len;
	const lin_t data_start = VM_PROCSTART + (text << CLICK_SHIFT);
	const lin_t data_end = VM_PROCSTART + (data << CLICK_SHIFT);
	const lin_t stack_end = VM_PROCSTART + VM_STACKTOP;
	const phys_t base = map[SEG_D].phys << CLICK_SHIFT;
	const struct part parts[] = {
		{1, text, VM_PROCSTART + CLICK_SIZE, REGION_TEXT},
		{text, data, data_start, REGION_HEAP | REGION_WRITABLE},
		{data, data + stack, stack_end - (stack << CLICK_SHIFT),
		 REGION_STACK | REGION_WRITABLE},
	};

	frame_add(base);
	for (int i = 0; i < NR_SEGS; i++)
		part_map(p, &parts[i], base);
	part_add_region(p, parts[0].start, data_start, parts[0].flags);
	part_add_region(p, data_start, data_end, parts[1].flags);
	part_add_region(p, stack_end - VM_STACKMAX, stack_end, parts[2].flags);
	p->heap_start = p->heap_end = data_end;
}

void boot_segments(const struct mem_map *loaded, struct mem_map *map)
{
	const uint32_t first = VM_PROCSTART >> CLICK_SHIFT;
	const uint32_t end = VM_DATATOP >> CLICK_SHIFT;
	const uint32_t data = loaded[SEG_D].len;

	map[SEG_T] = (struct mem_map){0, first, loaded[SEG_T].len};
	map[SEG_D] = (struct mem_map){0, first, data};
	map[SEG_S] = (struct mem_map){data, first + data, end - first - data};
}

/* Its segments move to process space, and its stack pointer to the new top. */
static int kernel_tell(const struct vmproc *p, const struct mem_map *map)
{
	const uint32_t stack_end = map[SEG_S].vir + map[SEG_S].len;
	struct mem_map new_map[NR_SEGS];
	int result;

	boot_segments(map, new_map);
	result = sys_newmap(p->ep, new_map);
	if (result != OK)
		return result;
	return sys_vmctl(p->ep, VMCTL_INCSP,
			 VM_STACKTOP - (stack_end << CLICK_SHIFT));
}

void boot_process(const struct boot_image *image)
{
	struct vmproc *p;

	if (image->ep == VM_PROC_NR)
		return;
	p = vmproc_new(image->ep);
	if (!image->paged)
		return;
	if (pagetable_new(p) != OK)
		vm_panic("out of memory while booting");
	image_map(p, image->map);
	if (kernel_tell(p, image->map) != OK)
		vm_panic("the kernel refuses a map for %s", image->name);
	kernelpart_bind(p, p->directory);
}
