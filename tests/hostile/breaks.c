/*
 * breaks.c: stops in the debugger again and again, in the hope that one of the
 * stops is taken for a program's.
 */
#include "tests/hostile/hostile.h"

void hostile_main(const uint32_t *multiboot)
{
	(void)multiboot;
	for (uint32_t i = 0;; i++)
		__asm__ volatile("xchgw %%bx, %%bx" : : "a"(i));
}
