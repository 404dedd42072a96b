/*
 * triple.c: an exception, and no table to say where it goes.
 */
#include "hostile.h"

void hostile_main(const struct boot_information *info)
{
	static const struct __attribute__((packed)) {
		uint16_t limit;
		uint32_t base;
	} nothing = {0, 0};

	(void)info;
	__asm__ volatile("lidt %0\n\tint3" : : "m"(nothing));
}
