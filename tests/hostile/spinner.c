/* spinner.c: loops for ever, with interrupts off. */
#include "tests/hostile/hostile.h"

void hostile_main(const uint32_t *multiboot)
{
	(void)multiboot;
	for (;;)
		__asm__ volatile("cli");
}
