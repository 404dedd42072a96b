/* off.c: switches the machine off at once. */
#include "tests/hostile/hostile.h"

void hostile_main(const uint32_t *multiboot)
{
	(void)multiboot;
	serial_begin();
	power_off();
}
