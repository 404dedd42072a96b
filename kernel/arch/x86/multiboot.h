/*
 * multiboot.h: the kernel's first function in C.
 */
#ifndef KERNEL_ARCH_X86_MULTIBOOT_H
#define KERNEL_ARCH_X86_MULTIBOOT_H

#include <faultline/types.h>

struct multiboot_info;

/* Called by boot.S with what the boot loader left in EAX and EBX. */
_Noreturn void multiboot_start(uint32_t magic,
			       const struct multiboot_info *info);

#endif
