/*
 * flood.c: prints for ever, and fills whatever is there to be filled.
 */
#include "hostile.h"

void hostile_main(const struct boot_information *info)
{
	(void)info;
	serial_init();
	for (;;) {
		port_write(0x3f8, '#'); /* without waiting: faster */
		port_write(0xe9, '#');
	}
}
