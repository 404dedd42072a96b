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

static struct mem_range memory_fetch(void)
{
	struct mem_range memory;
	int bytes = sys_getinfo(GET_MEMORY, &memory, sizeof(memory));

	if (bytes != (int)sizeof(memory))
		vm_panic("no memory range: %d", bytes);
	if (memory.start + memory.bytes > FRAME_MAX * CLICK_SIZE)
		memory.bytes = FRAME_MAX * CLICK_SIZE - memory.start;
	return memory;
}

static const struct boot_image *image_of(endpoint_t ep, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (images[i].ep == ep)
			return &images[i];
	vm_panic("%d is not among the boot processes", (int)ep);
}

/* From the top down, so that the lowest frames are used first. */
static void memory_init(const struct mem_range *memory)
{
	phys_t top = memory->start + memory->bytes;

	frame_init();
	region_init();
	for (phys_t phys = top; phys > memory->start; phys -= CLICK_SIZE)
		frame_add(phys - CLICK_SIZE);
#if DEBUG_VMASSERT
	frame_poison();
#endif
	page_init();
}

void boot(void)
{
	uint32_t count = images_fetch();
	struct mem_range memory = memory_fetch();

	boot_paging(image_of(VM_PROC_NR, count), memory.start + memory.bytes);
	memory_init(&memory);
	for (uint32_t i = 0; i < count; i++)
		boot_process(&images[i]);
	printf("%u frames free\n", frame_count_free());
}
