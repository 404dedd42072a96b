/* halter.c: halts the processor with interrupts off: not even time passes. */
#include "tests/hostile/hostile.h"

void hostile_main(const uint32_t *multiboot)
{
	(void)multiboot;
	for (;;)
		__asm__ volatile("cli; hlt");
}
