/*
 * serial.c: the first serial port (16550), by polling.
 *
 * Source: National Semiconductor PC16550D data sheet.
 */
#include "kernel/arch/x86/console.h"
#include "kernel/arch/x86/cpu.h"

#define COM1 0x3f8
#define DATA (COM1 + 0)             /* also divisor, low byte */
#define INTERRUPT_ENABLE (COM1 + 1) /* also divisor, high byte */
#define FIFO_CONTROL (COM1 + 2)
#define LINE_CONTROL (COM1 + 3)
#define MODEM_CONTROL (COM1 + 4)
#define LINE_STATUS (COM1 + 5)

#define LINE_8N1 0x03
#define LINE_DIVISOR 0x80
#define STATUS_ROOM 0x20  /* the transmitter takes a byte */
#define STATUS_EMPTY 0x40 /* and has sent all it had */

void serial_init(void)
{
	port_write8(INTERRUPT_ENABLE, 0);
	port_write8(LINE_CONTROL, LINE_DIVISOR | LINE_8N1);
	port_write8(DATA, 1); /* 115,200 baud */
	port_write8(INTERRUPT_ENABLE, 0);
	port_write8(LINE_CONTROL, LINE_8N1);
	port_write8(FIFO_CONTROL, 0x00);
	port_write8(MODEM_CONTROL, 0x03);
}

void serial_putc(char c)
{
	while (!(port_read8(LINE_STATUS) & STATUS_ROOM))
		;
	port_write8(DATA, (uint8_t)c);
}

void serial_drain(void)
{
	while (!(port_read8(LINE_STATUS) & STATUS_EMPTY))
		;
}
