/*
 * boot.c: VM's first steps, in order: who is there, paging, memory, processes.
 *
 * VM starts like every boot process, at the place where the kernel has loaded
 * it, without paging. The others that are to have a page table wait until VM
 * has made it.
 */
#include "servers/vm/boot.h"
#include <lib/sys/stdio.h>
#include <lib/sys/syscall.h>
#include "servers/vm/frame.h"
#include "servers/vm/page.h"
#include "servers/vm/panic.h"
#include "servers/vm/vmproc.h"

static struct boot_image images[NR_PROCS];

static uint32_t images_fetch(void)
{
	int bytes = sys_getinfo(GET_IMAGE, images, sizeof(images));

	if (bytes < 0)
		vm_panic("no list of boot processes: %d", bytes);
	return (uint32_t)bytes / sizeof(images[0]);
}

/* VM looks after what is free, and after the images, which may lie above it. */
static phys_t memory_top(const struct ranges *free, uint32_t count)
{
	phys_t top = ranges_end(free);

	for (uint32_t i = 0; i < count; i++) {
		const struct mem_map *last = &images[i].map[SEG_S];
		phys_t end = (last->phys + last->len) << CLICK_SHIFT;

		if (end > top)
			top = end;
	}
	return top;
}

/* The frame table lies in free memory, in one piece, above 8 MB if it can. */
static void memory_fetch(struct vm_memory *memory, uint32_t count)
{
	int bytes = sys_getinfo(GET_MEMORY, memory->free.range,
				sizeof(memory->free.range));
	uint32_t table;

	if (bytes <= 0)
		vm_panic("no memory: %d", bytes);
	memory->free.count = (uint32_t)bytes / sizeof(struct mem_range);
	memory->top = memory_top(&memory->free, count);
	table = (memory->top >> CLICK_SHIFT) * sizeof(struct frame);
	table = ROUND_UP(table, CLICK_SIZE);
	memory->table.bytes = table;
	memory->table.start =
		ranges_take(&memory->free, table, NOPT_TOP, PHYS_TOP);
	if (memory->table.start == 0)
		memory->table.start =
			ranges_take(&memory->free, table, 0, NOPT_TOP);
	if (memory->table.start == 0)
		vm_panic("no %u bytes for the frame table", table);
}

static const struct boot_image *image_of(endpoint_t ep, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (images[i].ep == ep)
			return &images[i];
	vm_panic("%d is not among the boot processes", (int)ep);
}

static void memory_init(const struct vm_memory *memory)
{
	frame_init(memory->top >> CLICK_SHIFT, &memory->free);
	region_init();
	if (DEBUG_VMASSERT)
		frame_poison();
	page_init();
}

void boot(void)
{
	static struct vm_memory memory;
	uint32_t count = images_fetch();

	memory_fetch(&memory, count);
	boot_paging(image_of(VM_PROC_NR, count), &memory);
	memory_init(&memory);
	for (uint32_t i = 0; i < count; i++)
		boot_process(&images[i]);
	printf("%u frames free\n", frame_count_free());
}
