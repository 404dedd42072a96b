/*
 * hang.c: interrupts off, and round and round.
 */
#include "hostile.h"

void hostile_main(const struct boot_information *info)
{
	(void)info;
	__asm__ volatile("cli");
	for (;;)
		;
}
