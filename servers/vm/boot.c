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

/* Memory for the frame table, in one piece, from the highest range with room. */
static struct mem_range table_take(struct vm_memory *memory)
{
	uint32_t frames = memory->top >> CLICK_SHIFT;
	uint32_t bytes = ROUND_UP(frames * sizeof(struct frame), CLICK_SIZE);
	struct mem_range *r = &memory->range[memory->count];

	do {
		if (r-- == memory->range)
			vm_panic("no room for a table of %u frames", frames);
	} while (r->bytes < bytes);
	r->start += bytes;
	r->bytes -= bytes;
	return (struct mem_range){r->start - bytes, bytes};
}

static void memory_fetch(struct vm_memory *memory)
{
	int bytes = sys_getinfo(GET_MEMORY, memory->range,
				sizeof(memory->range));
	const struct mem_range *last;

	if (bytes <= 0)
		vm_panic("no memory: %d", bytes);
	memory->count = (uint32_t)bytes / sizeof(memory->range[0]);
	last = &memory->range[memory->count - 1];
	memory->top = last->start + last->bytes;
	memory->table = table_take(memory);
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
	frame_init(memory->top >> CLICK_SHIFT, memory->range, memory->count);
	region_init();
#if DEBUG_VMASSERT
	frame_poison();
#endif
	page_init();
}

void boot(void)
{
	static struct vm_memory memory;
	uint32_t count = images_fetch();

	memory_fetch(&memory);
	boot_paging(image_of(VM_PROC_NR, count), &memory);
	memory_init(&memory);
	for (uint32_t i = 0; i < count; i++)
		boot_process(&images[i]);
	printf("%u frames free\n", frame_count_free());
}
