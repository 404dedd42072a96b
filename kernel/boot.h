/*
 * boot.h: what was booted.
 */
#ifndef KERNEL_BOOT_H
#define KERNEL_BOOT_H

#include <faultline/info.h>

#define NR_BOOT_IMAGES 24

/* What the boot loader put into memory (arch/x86/multiboot.c). */
struct boot_module {
	const void *start; /* an ELF file */
	uint32_t size;
	const char *cmdline; /* "name args..." */
};

extern struct boot_image boot_image[NR_BOOT_IMAGES];
extern uint32_t boot_image_count;
extern struct mem_range boot_memory; /* nobody's: VM hands it out */
extern phys_t boot_memory_top;       /* physical memory ends here */

/*
 * Make processes of the modules. Memory from NOPT_START up to top is free to be
 * used; what is left over becomes boot_memory.
 */
void boot_processes(const struct boot_module *modules, uint32_t count,
		    phys_t top);

#endif
