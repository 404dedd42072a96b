/*
 * port.c: one access to an I/O port, as wide as is asked.
 */
#include "kernel/arch.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/debug.h"

uint32_t arch_port_read(uint16_t port, uint32_t bytes)
{
	assert(bytes == 1 || bytes == 2 || bytes == 4);
	if (bytes == 1)
		return port_read8(port);
	return bytes == 2 ? port_read16(port) : port_read32(port);
}

void arch_port_write(uint16_t port, uint32_t bytes, uint32_t value)
{
	assert(bytes == 1 || bytes == 2 || bytes == 4);
	if (bytes == 1)
		port_write8(port, (uint8_t)value);
	else if (bytes == 2)
		port_write16(port, (uint16_t)value);
	else
		port_write32(port, value);
}
