/*
 * boot.h: what was booted.
 */
#ifndef KERNEL_BOOT_H
#define KERNEL_BOOT_H

#include <lib/base/ranges.h>

#define NR_BOOT_IMAGES 64

/* What the boot loader put into memory (arch/x86/multiboot.c). */
struct boot_module {
	const void *start; /* an ELF file */
	uint32_t size;
	const char *cmdline; /* "name args..." */
};

extern struct boot_image boot_image[NR_BOOT_IMAGES];
extern uint32_t boot_image_count;
extern struct ranges boot_memory; /* nobody's: VM gets what is left */
extern phys_t boot_memory_top;    /* physical memory ends here */
extern const char *boot_cmdline;  /* the kernel's */

/* The value of "key=value" on the kernel's command line, or "". */
const char *boot_option(const char *key);

/* True if the comma-separated list (up to a blank) has name in it. */
bool boot_list_has(const char *list, const char *name);

/*
 * Make processes of the modules, in boot_memory: the architecture has put there
 * what is free. Panics if that is too little.
 */
void boot_processes(const struct boot_module *modules, uint32_t count);

#endif
