/*
 * halt.c: interrupts off, and no instruction ever again: no limit that counts
 * instructions is reached.
 */
#include "hostile.h"

void hostile_main(const struct boot_information *info)
{
	(void)info;
	for (;;)
		__asm__ volatile("cli; hlt");
}
