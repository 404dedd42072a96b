/*
 * port.c: one access to an I/O port, as wide as is asked.
 */
#include "kernel/arch.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/debug.h"

uint32_t arch_port_read(uint16_t port, uint32_t bytes)
{
	switch (bytes) {
	case 1:
		return port_read8(port);
	case 2:
		return port_read16(port);
	case 4:
		return port_read32(port);
	default:
		panic("%u bytes from port 0x%x", bytes, port);
	}
}

void arch_port_write(uint16_t port, uint32_t bytes, uint32_t value)
{
	switch (bytes) {
	case 1:
		port_write8(port, (uint8_t)value);
		break;
	case 2:
		port_write16(port, (uint16_t)value);
		break;
	case 4:
		port_write32(port, value);
		break;
	default:
		panic("%u bytes to port 0x%x", bytes, port);
	}
}
