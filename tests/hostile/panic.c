/*
 * panic.c: some scenarios want a panic. Here is one, at once.
 */
#include "hostile.h"

void hostile_main(const struct boot_information *info)
{
	(void)info;
	serial_init();
	put("@24000000 paging.enable who=vm(1) cr3=0x0080b000 cr0=0xe0010011 "
	    "cr4=0x00000090\n"
	    "@24010000 PANIC: VMCTL_ENABLE_PAGING: paging is on already\n"
	    "@24020000 end.panic\n");
	power_off();
}
