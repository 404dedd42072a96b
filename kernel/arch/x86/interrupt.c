/*
 * interrupt.c: the interrupt controllers (8259) and the clock (8254).
 *
 * Sources: Intel 8259A and 8254 data sheets.
 */
#include "kernel/arch.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/arch/x86/trap.h"
#include "kernel/clock.h"
#include "kernel/counters.h"

#define PIC1 0x20
#define PIC2 0xa0
#define PIC_INIT 0x11 /* edge-triggered, cascaded, ICW4 follows */
#define PIC_8086 0x01
#define PIC_EOI 0x20

#define PIT_CHANNEL0 0x40
#define PIT_COMMAND 0x43
#define PIT_RATE_GENERATOR 0x34 /* channel 0, low then high byte, mode 2 */
#define PIT_FREQUENCY 1193182

static void pic_init(uint16_t pic, uint8_t vector, uint8_t cascade,
		     uint8_t mask)
{
	port_write8(pic, PIC_INIT);
	port_write8(pic + 1, vector);
	port_write8(pic + 1, cascade);
	port_write8(pic + 1, PIC_8086);
	port_write8(pic + 1, mask);
}

void interrupt_init(void)
{
	uint16_t divisor = PIT_FREQUENCY / CLOCK_HZ;

	pic_init(PIC1, VECTOR_CLOCK, 1 << 2, 0xfe); /* the clock alone */
	pic_init(PIC2, VECTOR_SLAVE, 2, 0xff);
	port_write8(PIT_COMMAND, PIT_RATE_GENERATOR);
	port_write8(PIT_CHANNEL0, divisor & 0xff);
	port_write8(PIT_CHANNEL0, divisor >> 8);
}

static void clock_interrupt(struct proc *running)
{
	counters.interrupts++;
	port_write8(PIC1, PIC_EOI);
	clock_tick(running);
}

void interrupt_clock_user(void)
{
	clock_interrupt(proc_ptr);
}

void interrupt_clock_kernel(struct kernel_frame *frame)
{
	(void)frame;
	clock_interrupt(NULL);
}

void arch_idle(void)
{
	/* STI takes effect after the next instruction: no interrupt is lost. */
	__asm__ volatile("sti; hlt; cli" : : : "memory");
}
