/*
 * off.c: switches off before anything can go wrong.
 */
#include "hostile.h"

void hostile_main(const struct boot_information *info)
{
	(void)info;
	power_off();
}
