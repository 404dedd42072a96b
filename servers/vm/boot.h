/*
 * boot.h: from a machine without paging to one in which every process that is
 * to have a page table has one.
 */
#ifndef VM_BOOT_H
#define VM_BOOT_H

#include <faultline/info.h>

/* All of it. Nothing that can go wrong here can be survived. */
void boot(void);

/* Turn paging on. self: VM's image; memory: the count ranges that are free. */
void boot_paging(const struct boot_image *self, const struct mem_range *memory,
		 uint32_t count);

/* Give a boot process its page table, with the frames where it was loaded. */
void boot_process(const struct boot_image *image);

#endif
