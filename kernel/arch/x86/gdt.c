/*
 * gdt.c: the tables that the processor reads: GDT, TSS.
 *
 * Each process slot has an LDT of its own, and its descriptor a fixed place in
 * the GDT. The TSS is there for one field: the stack that a trap from user
 * mode switches to, which is the register area of the running process's slot.
 */
#include "kernel/arch/x86/gdt.h"
#include <lib/string.h>
#include "kernel/arch/x86/cpu.h"

#define NR_DESCRIPTORS (FIRST_LDT_INDEX + NR_TASKS + NR_PROCS)

static struct descriptor gdt[NR_DESCRIPTORS];
struct tss tss;
const struct proc *ldt_owner;

static void table_load(void)
{
	struct __attribute__((packed)) {
		uint16_t limit;
		uint32_t base;
	} pointer = {sizeof(gdt) - 1, (uint32_t)gdt};

	__asm__ volatile("lgdt %0\n\t"
			 "ljmp %1, $1f\n"
			 "1:\n\t"
			 "mov %2, %%ds\n\t"
			 "mov %2, %%es\n\t"
			 "mov %2, %%ss\n\t"
			 "mov %3, %%fs\n\t"
			 "mov %3, %%gs"
			 :
			 : "m"(pointer), "i"(KERNEL_CS), "r"(KERNEL_DS), "r"(0)
			 : "memory");
}

void gdt_set_kernel_limit(lin_t limit)
{
	gdt[KERNEL_DS >> 3] = segment_make(0, limit, SEGMENT_DATA);
	table_load();
}

void gdt_init(void)
{
	gdt[KERNEL_CS >> 3] = segment_make(0, KERNEL_TOP, SEGMENT_CODE);
	gdt[FLAT_DS >> 3] = segment_make(0, 0, SEGMENT_DATA);
	gdt[TSS_SELECTOR >> 3] =
		segment_make((uint32_t)&tss, sizeof(tss), SEGMENT_TSS);
	for (int i = 0; i < NR_TASKS + NR_PROCS; i++)
		gdt[FIRST_LDT_INDEX + i] = segment_make(
			(uint32_t)proc_table[i].arch.ldt,
			sizeof(proc_table[i].arch.ldt), SEGMENT_LDT);
	tss.ss0 = KERNEL_DS;
	tss.io_map = sizeof(tss);
	gdt_set_kernel_limit(NOPT_TOP);
	__asm__ volatile("ltr %w0" : : "r"(TSS_SELECTOR));
}

void gdt_change_ldt(const struct proc *p)
{
	uint32_t index = FIRST_LDT_INDEX + (uint32_t)(p - proc_table);

	ldt_owner = p;
	__asm__ volatile("lldt %w0" : : "r"(index << 3));
}

struct descriptor gdt_descriptor(uint32_t selector, const struct proc *p)
{
	uint32_t index = (selector & 0xffff) >> 3;

	if (selector & 4)
		return index < LDT_ENTRIES && p ? p->arch.ldt[index]
						: (struct descriptor){0, 0};
	return index < NR_DESCRIPTORS ? gdt[index] : (struct descriptor){0, 0};
}
