/*
 * cpu.c: does the processor have what the kernel needs?
 *
 * boot.S asks first of all, on its flat segments and before the log has a time,
 * for even the time needs a feature. A processor that lacks one would otherwise
 * end in a triple fault, which tells nobody anything.
 *
 * Source: Intel's manual, volume 2, CPUID; volume 1, section 20.1.
 */
#include "kernel/arch/x86/cpu.h"
#include "kernel/arch.h"
#include "kernel/arch/x86/console.h"

/* Bits of EDX of CPUID leaf 1. */
#define NEEDED (1u << 3 | 1u << 4 | 1u << 9 | 1u << 13 | 1u << 15)

static const char *const names[] = {
	[3] = "PSE (4 MB pages)",
	[4] = "TSC (a count of time)",
	[9] = "APIC (a local interrupt controller)",
	[13] = "PGE (global pages)",
	[15] = "CMOV (conditional moves)",
};

static uint32_t eflags_try(uint32_t eflags)
{
	__asm__ volatile("pushl %0; popfl; pushfl; popl %0"
			 : "+r"(eflags)
			 :
			 : "cc", "memory");
	return eflags;
}

static uint32_t features(void)
{
	uint32_t eax, edx = 0;

	if (eflags_try(EFLAGS_ALWAYS | EFLAGS_ID) & EFLAGS_ID)
		cpuid(1, &eax, &edx);
	eflags_try(EFLAGS_ALWAYS);
	return edx;
}

static void say(const char *s)
{
	while (*s)
		arch_putc(*s++);
}

void cpu_check(void)
{
	const uint32_t lacks = NEEDED & ~features();
	const char *before = "@0 PANIC: this processor lacks ";

	if (lacks == 0)
		return;
	debugger_stop();
	serial_init();
	vga_init();
	for (uint32_t bit = 0; bit < 32; bit++) {
		if (!(lacks & 1u << bit))
			continue;
		say(before);
		say(names[bit]);
		before = ", ";
	}
	say("\n@0 end.panic\n");
	arch_power_off();
}
