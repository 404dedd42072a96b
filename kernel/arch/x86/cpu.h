/*
 * cpu.h: instructions that C does not have. The bits that they take have their
 * names in include/x86/.
 *
 * Sources: Intel's Software Developer's Manual, volume 3: chapter 2 (control
 * registers), 3 (segments), 4 (paging), 6 (exceptions).
 */
#pragma once

#include <faultline/types.h>
#include <x86/page.h>
#include <x86/register.h>
#include <x86/segment.h>

#define READ_REGISTER(reg)                                            \
	static inline uint32_t reg##_read(void)                       \
	{                                                             \
		uint32_t value;                                       \
		__asm__ volatile("mov %%" #reg ", %0" : "=r"(value)); \
		return value;                                         \
	}
#define WRITE_REGISTER(reg)                                                    \
	static inline void reg##_write(uint32_t value)                         \
	{                                                                      \
		__asm__ volatile("mov %0, %%" #reg : : "r"(value) : "memory"); \
	}

READ_REGISTER(cr0)
WRITE_REGISTER(cr0)
READ_REGISTER(cr2)
READ_REGISTER(cr3)
WRITE_REGISTER(cr3)
READ_REGISTER(cr4)
WRITE_REGISTER(cr4)

static inline uint32_t ss_read(void)
{
	uint16_t selector;

	__asm__("mov %%ss, %0" : "=r"(selector));
	return selector;
}

static inline void tlb_invalidate(lin_t lin)
{
	/* The operand goes through DS, which is based at 0. */
	__asm__ volatile("invlpg (%0)" : : "r"(lin) : "memory");
}

static inline uint64_t tsc_read(void)
{
	uint32_t low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
	return (uint64_t)high << 32 | low;
}

static inline void cpuid(uint32_t leaf, uint32_t *eax, uint32_t *edx)
{
	uint32_t ebx, ecx;

	__asm__("cpuid"
		: "=a"(*eax), "=b"(ebx), "=c"(ecx), "=d"(*edx)
		: "a"(leaf));
}

/* Bochs's debugger takes over here, if there is one. */
static inline void debugger_stop(void)
{
	__asm__ volatile("xchgw %bx, %bx");
}

/* Return if the processor has all that the kernel needs (cpu.c). */
void cpu_check(void);

#define PORT_ACCESS(bits, suffix)                                   \
	static inline uint##bits##_t port_read##bits(uint16_t port) \
	{                                                           \
		uint##bits##_t value;                               \
		__asm__ volatile("in" suffix " %1, %0"              \
				 : "=a"(value)                      \
				 : "Nd"(port));                     \
		return value;                                       \
	}                                                           \
	static inline void port_write##bits(uint16_t port,          \
					    uint##bits##_t value)   \
	{                                                           \
		__asm__ volatile("out" suffix " %0, %1"             \
				 :                                  \
				 : "a"(value), "Nd"(port));         \
	}

PORT_ACCESS(8, "b")
PORT_ACCESS(16, "w")
PORT_ACCESS(32, "l")
