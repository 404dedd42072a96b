/*
 * panic.c: some scenarios want a panic. Here is one, at once, with the lines
 * that should come before it.
 */
#include "tests/hostile/hostile.h"

void hostile_main(const uint32_t *multiboot)
{
	(void)multiboot;
	serial_begin();
	serial_print("@1 paging.enable who=vm(1) cr3=0x0080b000 cr0=0xe0010011 "
		     "cr4=0x00000090\n"
		     "@2 vm(1): paging is on; once more\n"
		     "@3 PANIC: VMCTL_ENABLE_PAGING: paging is on already\n"
		     "@4 end.panic\n");
	power_off();
}
