/*
 * boot.c: VM's first steps, in order: who is there, paging, memory, processes.
 *
 * VM starts like every boot process, at the place where the kernel has loaded
 * it, without paging. The others that are to have a page table wait until VM
 * has made it.
 */
#include "servers/vm/boot.h"
#include <lib/stdio.h>
#include <lib/syscall.h>
#include "servers/vm/frame.h"
#include "servers/vm/page.h"
#include "servers/vm/panic.h"
#include "servers/vm/physmem.h"
#include "servers/vm/vmproc.h"

static struct boot_image images[NR_PROCS];

static uint32_t images_fetch(void)
{
	int bytes = sys_getinfo(GET_IMAGE, images, sizeof(images));

	if (bytes < 0)
		vm_panic("no list of boot processes: %d", bytes);
	return (uint32_t)bytes / sizeof(images[0]);
}

/* Free memory, ascending. */
static struct mem_range memory[NR_MEM_RANGES];

static uint32_t memory_fetch(void)
{
	int bytes = sys_getinfo(GET_MEMORY, memory, sizeof(memory));

	if (bytes <= 0)
		vm_panic("no memory: %d", bytes);
	return (uint32_t)bytes / sizeof(memory[0]);
}

static const struct boot_image *image_of(endpoint_t ep, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (images[i].ep == ep)
			return &images[i];
	vm_panic("%d is not among the boot processes", (int)ep);
}

/* Memory for the frame table, in one piece, from the highest range with room. */
static struct frame *table_take(uint32_t count, uint32_t frames)
{
	uint32_t bytes = ROUND_UP(frames * sizeof(struct frame), CLICK_SIZE);
	struct mem_range *r = &memory[count];

	do {
		if (r-- == memory)
			vm_panic("no room for a table of %u frames", frames);
	} while (r->bytes < bytes);
	r->start += bytes;
	r->bytes -= bytes;
	return physmem(r->start - bytes);
}

/* The table has an entry for each frame up to the last that is free. */
static void memory_init(uint32_t count)
{
	const struct mem_range *last = &memory[count - 1];
	uint32_t frames = (last->start + last->bytes) >> CLICK_SHIFT;

	frame_init(table_take(count, frames), frames, memory, count);
	region_init();
#if DEBUG_VMASSERT
	frame_poison();
#endif
	page_init();
}

void boot(void)
{
	uint32_t count = images_fetch(), ranges = memory_fetch();

	boot_paging(image_of(VM_PROC_NR, count), memory, ranges);
	memory_init(ranges);
	for (uint32_t i = 0; i < count; i++)
		boot_process(&images[i]);
	printf("%u frames free\n", frame_count_free());
}
