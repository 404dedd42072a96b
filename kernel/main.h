/*
 * main.h: where the architecture hands over to the kernel.
 */
#pragma once

#include "kernel/boot.h"

/*
 * Make the boot processes and run them. Segments, traps, interrupts and
 * devices are set up; paging is off; what memory is free is known.
 */
_Noreturn void kernel_main(const char *cmdline,
			   const struct boot_module *modules,
			   uint32_t module_count);
