/*
 * tripler.c: an exception with no way to deliver it, nor the next, nor the
 * next.
 */
#include "tests/hostile/hostile.h"

void hostile_main(const uint32_t *multiboot)
{
	static const uint16_t no_table[3] = {0, 0, 0};

	(void)multiboot;
	__asm__ volatile("lidt %0; int3" : : "m"(no_table));
}
