/*
 * hostile.h: what the hostile kernels have in common: the serial port, and how
 * to switch the machine off.
 *
 * Each of them stands for something that a student's kernel may do, by mistake
 * or on purpose, and that must not get a point or hold up the grader.
 */
#ifndef TESTS_HOSTILE_H
#define TESTS_HOSTILE_H

#include <stdint.h>

/* Multiboot 0.6.96, section 3.3; the first fields. */
struct boot_information {
	uint32_t flags, unused[4], module_count;
	const struct boot_module {
		uint32_t start, end;
		const char *string;
		uint32_t reserved;
	} * modules;
};

void hostile_main(const struct boot_information *info);

static inline void port_write(uint16_t port, uint8_t value)
{
	__asm__ volatile("outb %0, %1" : : "a"(value), "d"(port));
}

static inline void serial_init(void)
{
	port_write(0x3fb, 0x83);
	port_write(0x3f8, 1);
	port_write(0x3f9, 0);
	port_write(0x3fb, 0x03);
}

static inline void put(const char *text)
{
	uint8_t status;

	for (; *text; text++) {
		do
			__asm__ volatile("inb %1, %0"
					 : "=a"(status)
					 : "d"((uint16_t)0x3fd));
		while (!(status & 0x40));
		port_write(0x3f8, (uint8_t)*text);
	}
}

static inline void power_off(void)
{
	put(""); /* all that was printed has left */
	for (const char *s = "Shutdown"; *s; s++)
		port_write(0x8900, (uint8_t)*s);
}

#endif
