/*
 * device_plain.c: a plain program, which drives no device, whatever was given
 * to its name.
 */
#include "grader/kit/scenario.h"

int main(int argc, char **argv)
{
	uint32_t value;

	scenario_begin(argc, argv);
	proof(1, (uint32_t)sys_devin(0x71, 1, &value));
	proof(2, (uint32_t)sys_devout(0x71, 1, 0));
	proof(3, (uint32_t)sys_irqsetpolicy(8, 0, 0));
	return 0;
}
