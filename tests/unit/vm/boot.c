/*
 * boot.c: VM looks after the memory that is free, and after that of the
 * processes that the kernel has loaded, wherever either lies.
 */
/* links: servers/vm/{boot,frame}.c lib/base/ranges.c */
/* links: tests/unit/vm/{host,host_frames}.c */
#include "servers/vm/boot.h"
#include <criterion/criterion.h>
#include <lib/sys/syscall.h>
#include "servers/vm/frame.h"
#include "servers/vm/page.h"
#include "tests/unit/vm/host.h"

#define FREE HOST_MEMORY
#define VM_BASE (FREE + 0x100000u)
#define IMAGE 0x20000u /* bytes, with the stack */

/* Two images, one behind the other, and the memory that is free. */
static const struct boot_image images[] = {
	{.ep = VM_PROC_NR,
	 .map = {[SEG_S] = {0x10, (VM_BASE >> CLICK_SHIFT) + 0x10, 0x10}}},
	{.ep = INIT_PROC_NR,
	 .paged = 1,
	 .map = {[SEG_S] = {0x1f, ((VM_BASE + IMAGE) >> CLICK_SHIFT) + 0x1f,
			    0x01}}},
};
#define IMAGES_END (VM_BASE + 2 * IMAGE)
static struct ranges given;

static phys_t seen; /* VM's view of memory ends here */

int sys_getinfo(enum getinfo_what what, void *to, uint32_t size)
{
	const void *from = what == GET_IMAGE ? (const void *)images
					     : (const void *)given.range;
	size_t bytes = what == GET_IMAGE ? sizeof(images)
					 : given.count * sizeof(given.range[0]);

	cr_assert_leq(bytes, size);
	memcpy(to, from, bytes);
	return (int)bytes;
}

void boot_paging(const struct boot_image *self, const struct vm_memory *memory)
{
	cr_assert_eq(self->ep, VM_PROC_NR);
	seen = memory->top;
}

void boot_process(const struct boot_image *image)
{
	phys_t base = VM_BASE + IMAGE;

	if (image->paged)
		for (uint32_t at = 0; at < IMAGE; at += CLICK_SIZE)
			frame_adopt(base + at);
}

void region_init(void)
{
}

void page_init(void)
{
}

static void boot_with(phys_t start, phys_t end)
{
	host_memory(end - HOST_MEMORY);
	ranges_add(&given, start, end);
	boot();
}

Test(vm_boot, free_memory_is_seen_to_its_end)
{
	boot_with(IMAGES_END, IMAGES_END + 0x100000);
	cr_assert_eq(seen, IMAGES_END + 0x100000);
	cr_assert_eq(frame_limit, seen >> CLICK_SHIFT);
}

/* Machines of a few sizes are filled by the last image to the last frame. */
Test(vm_boot, an_image_above_all_free_memory_is_seen)
{
	boot_with(FREE, VM_BASE);
	cr_assert_eq(seen, IMAGES_END);
	cr_assert_eq(frame_limit, seen >> CLICK_SHIFT);
	cr_assert_eq(frame_count_total() - frame_count_free(),
		     IMAGE >> CLICK_SHIFT);
}
