/*
 * vm.c: VM's part: its counters, and the end of the machine.
 */
#include "kernel/arch/x86/cpu.h"
#include "tests/coverage/coverage.h"

#define BOCHS_SHUTDOWN 0x8900

void coverage_vm_end(void)
{
	coverage_send();
	for (const char *s = "Shutdown"; *s; s++)
		port_write8(BOCHS_SHUTDOWN, (uint8_t)*s);
	for (;;)
		;
}
