/*
 * boot.h: from a machine without paging to one in which every process that is
 * to have a page table has one.
 */
#pragma once

#include <lib/base/ranges.h>

/* All of it. Nothing that can go wrong here can be survived. */
void boot(void);

/* What VM is given to look after. */
struct vm_memory {
	struct ranges free;
	phys_t top;             /* of them, and of the boot processes */
	struct mem_range table; /* taken from them, for the frame table */
};

/* Turn paging on. self: VM's image. */
void boot_paging(const struct boot_image *self, const struct vm_memory *memory);

/* Give a boot process its page table, with the frames where it was loaded. */
void boot_process(const struct boot_image *image);

/* The map in process space of a process that was loaded with that one. */
void boot_segments(const struct mem_map *loaded, struct mem_map *map);
