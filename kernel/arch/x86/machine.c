/*
 * machine.c: the small questions that arch.h asks of the machine.
 */
#include "kernel/arch.h"
#include "kernel/arch/x86/console.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/debug.h"

extern uint64_t boot_tsc; /* boot.S */

uint64_t arch_ticks(void)
{
	return tsc_read() - boot_tsc;
}

/*
 * The screen is memory, and memory may be what is wrong: a panic is told on the
 * serial line alone.
 */
void arch_putc(char c)
{
	serial_putc(c);
	if (!panicking)
		vga_putc(c);
}

phys_t kernel_phys(const void *p)
{
	return (phys_t)p; /* linear = physical for all of the kernel */
}

void arch_power_off(void)
{
	serial_drain();
	for (const char *s = "Shutdown"; *s; s++)
		port_write8(0x8900, (uint8_t)*s); /* Bochs */
	port_write16(0x604, 0x2000);              /* QEMU */
	for (;;)
		__asm__ volatile("cli; hlt");
}
