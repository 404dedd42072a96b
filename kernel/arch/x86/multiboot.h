/*
 * multiboot.h: the kernel's first function in C.
 */
#pragma once

#include <faultline/types.h>

struct multiboot_info;

/* Called by boot.S with what the boot loader left in EAX and EBX. */
_Noreturn void multiboot_start(uint32_t magic,
			       const struct multiboot_info *info);
