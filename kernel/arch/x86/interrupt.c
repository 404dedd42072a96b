/*
 * interrupt.c: the interrupt controllers (8259) and the clock (8254).
 *
 * Two controllers of eight lines each make lines 0 to 15; the second one
 * reports through line 2 of the first. The kernel keeps line 0, the clock, and
 * line 2; all others are disabled until a service wants them (irq.c). Lines are
 * edge-triggered: an interrupt that comes while its line is disabled is
 * remembered by the controller, once.
 *
 * A controller that has signalled an interrupt which is then gone (its line was
 * disabled just then) reports its last line instead, although that has none in
 * service. Such an interrupt is nobody's.
 *
 * Sources: Intel 8259A and 8254 data sheets.
 */
#include "kernel/arch.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/arch/x86/trap.h"
#include "kernel/clock.h"
#include "kernel/counters.h"
#include "kernel/irq.h"

#define PIC1 0x20
#define PIC2 0xa0
#define PIC_INIT 0x11 /* edge-triggered, cascaded, ICW4 follows */
#define PIC_8086 0x01
#define PIC_EOI 0x20
#define PIC_READ_ISR 0x0b
#define PIC_LINES 8

#define LINE_CLOCK 0
#define LINE_PIC2 2

#define PIT_CHANNEL0 0x40
#define PIT_COMMAND 0x43
#define PIT_RATE_GENERATOR 0x34 /* channel 0, low then high byte, mode 2 */
#define PIT_FREQUENCY 1193182

_Static_assert(NR_IRQS == 2 * PIC_LINES, "two controllers");

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

	pic_init(PIC1, VECTOR_CLOCK, 1 << LINE_PIC2,
		 0xff & ~(1 << LINE_CLOCK | 1 << LINE_PIC2));
	pic_init(PIC2, VECTOR_SLAVE, LINE_PIC2, 0xff);
	port_write8(PIT_COMMAND, PIT_RATE_GENERATOR);
	port_write8(PIT_CHANNEL0, divisor & 0xff);
	port_write8(PIT_CHANNEL0, divisor >> 8);
}

static uint16_t pic_of(uint32_t line)
{
	return line < PIC_LINES ? PIC1 : PIC2;
}

static uint8_t pic_bit(uint32_t line)
{
	return (uint8_t)(1u << (line % PIC_LINES));
}

void arch_irq_enable(uint32_t line)
{
	uint16_t mask = pic_of(line) + 1;

	port_write8(mask, port_read8(mask) & (uint8_t)~pic_bit(line));
}

void arch_irq_disable(uint32_t line)
{
	uint16_t mask = pic_of(line) + 1;

	port_write8(mask, port_read8(mask) | pic_bit(line));
}

static bool in_service(uint32_t line)
{
	uint16_t pic = pic_of(line);

	port_write8(pic, PIC_READ_ISR);
	return (port_read8(pic) & pic_bit(line)) != 0;
}

/* The controllers may report the next interrupt. */
static void acknowledge(uint32_t line)
{
	if (line >= PIC_LINES)
		port_write8(PIC2, PIC_EOI);
	port_write8(PIC1, PIC_EOI);
}

static void interrupt(uint32_t vector, struct proc *running)
{
	uint32_t line = vector >= VECTOR_SLAVE
				? vector - VECTOR_SLAVE + PIC_LINES
				: vector - VECTOR_CLOCK;

	if (line % PIC_LINES == PIC_LINES - 1 && !in_service(line)) {
		if (line >= PIC_LINES)
			port_write8(PIC1, PIC_EOI); /* its line 2 was real */
		return;
	}
	counters.interrupts++;
	acknowledge(line);
	if (line == LINE_CLOCK)
		clock_tick(running);
	else
		irq_raise(line);
}

void interrupt_in_process(void)
{
	interrupt(proc_ptr->arch.regs.vector, proc_ptr);
}

/* The kernel idles, or is in the middle of a long call of proc_ptr's. */
void interrupt_in_kernel(const struct kernel_frame *frame)
{
	interrupt(frame->vector, proc_is_task(proc_ptr) ? NULL : proc_ptr);
}

void arch_idle(void)
{
	/* STI takes effect after the next instruction: no interrupt is lost. */
	__asm__ volatile("sti; hlt; cli" : : : "memory");
}

void arch_interrupts(void)
{
	/* They come in behind the instruction that follows STI. */
	__asm__ volatile("sti; nop; cli" : : : "memory");
}
