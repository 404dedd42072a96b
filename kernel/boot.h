/*
 * boot.h: what was booted.
 */
#pragma once

#include <lib/base/ranges.h>

#define NR_BOOT_IMAGES 64

/* What the boot loader put into memory (arch/x86/multiboot.c). */
struct boot_module {
	const void *start; /* an ELF file */
	uint32_t size;
	const char *cmdline; /* "name args..." */
};

extern const char *boot_cmdline; /* the kernel's: lib/base/option.h */
extern struct boot_image boot_image[NR_BOOT_IMAGES];
extern uint32_t boot_image_count;
extern struct ranges boot_memory; /* nobody's: VM gets what is left */
extern phys_t boot_memory_top;    /* physical memory ends here */

/*
 * Make processes of the modules, in boot_memory: the architecture has put there
 * what is free. Panics if that is too little.
 */
void boot_processes(const struct boot_module *modules, uint32_t count);
