/*
 * hostile.h: the little that kernels need which are out to fool the grader.
 * Each of them must earn nothing, and hold the grader for less than 30 seconds.
 */
#pragma once

#include <stdint.h>

void hostile_main(const uint32_t *multiboot);

static inline void out(uint16_t port, uint8_t value)
{
	__asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static inline uint8_t in(uint16_t port)
{
	uint8_t value;

	__asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

static inline void serial_begin(void)
{
	out(0x3fb, 0x83);
	out(0x3f8, 1);
	out(0x3f9, 0);
	out(0x3fb, 0x03);
}

static inline void serial_put(char c)
{
	while (!(in(0x3fd) & 0x20))
		;
	out(0x3f8, (uint8_t)c);
}

static inline void serial_print(const char *s)
{
	while (*s)
		serial_put(*s++);
}

static inline void power_off(void)
{
	while (!(in(0x3fd) & 0x40))
		;
	for (const char *s = "Shutdown"; *s; s++)
		out(0x8900, (uint8_t)*s);
}
