/*
 * cpu.h: instructions that C does not have, and the bits they take.
 *
 * Sources: Intel's Software Developer's Manual, volume 3: chapter 2 (control
 * registers), 3 (segments), 4 (paging), 6 (exceptions).
 */
#ifndef KERNEL_ARCH_X86_CPU_H
#define KERNEL_ARCH_X86_CPU_H

#include <faultline/types.h>

#define CR0_PG 0x80000000u /* paging */
#define CR0_WP 0x00010000u /* read-only pages also bind the kernel */
#define CR4_PSE 0x10u      /* big pages */
#define CR4_PGE 0x80u      /* global pages survive a load of CR3 */

/* Entries of page directories and page tables. */
#define PTE_PRESENT 0x001u
#define PTE_WRITE 0x002u
#define PTE_USER 0x004u
#define PTE_UNCACHED 0x010u
#define PTE_ACCESSED 0x020u
#define PTE_DIRTY 0x040u
#define PTE_BIG 0x080u /* in a directory: maps 4 MB itself */
#define PTE_GLOBAL 0x100u
#define PTE_FRAME 0xfffff000u

#define EFLAGS_IF 0x200u
#define EFLAGS_ALWAYS 0x002u

/* Selectors of the GDT (gdt.c). */
#define KERNEL_CS 0x08u
#define KERNEL_DS 0x10u
#define FLAT_DS 0x18u /* 0 to 4 GB: ES, for phys_copy and phys_memset */
#define TSS_SELECTOR 0x20u
#define KERNEL_SS 0x28u /* the kernel's stack, and what lies above it */
#define DOUBLE_FAULT_SELECTOR 0x30u /* TSS of its own */
#define FIRST_LDT_INDEX 7

/* Of a process: its own LDT, privilege 3. */
#define USER_CS 0x07u
#define USER_DS 0x0fu

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

static inline void port_write8(uint16_t port, uint8_t value)
{
	__asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static inline void port_write16(uint16_t port, uint16_t value)
{
	__asm__ volatile("outw %0, %1" : : "a"(value), "Nd"(port));
}

static inline void port_write32(uint16_t port, uint32_t value)
{
	__asm__ volatile("outl %0, %1" : : "a"(value), "Nd"(port));
}

static inline uint16_t port_read16(uint16_t port)
{
	uint16_t value;

	__asm__ volatile("inw %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

static inline uint32_t port_read32(uint16_t port)
{
	uint32_t value;

	__asm__ volatile("inl %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

static inline uint8_t port_read8(uint16_t port)
{
	uint8_t value;

	__asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

#endif
