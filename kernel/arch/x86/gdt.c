/*
 * gdt.c: the tables that the processor reads: GDT, TSS.
 *
 * Each process slot has an LDT of its own, and its descriptor a fixed place in
 * the GDT. The TSS is there for one field: the stack that a trap from user
 * mode switches to, which is the register area of the running process's slot.
 *
 * The kernel's stack is a segment that expands down: valid in it is what lies
 * above its limit. All of the kernel is one big page, so no page under the
 * stack can be missing; but a push below the segment is an exception, too.
 */
#include "kernel/arch/x86/gdt.h"
#include <lib/base/string.h>
#include "kernel/arch/x86/cpu.h"
#include "kernel/arch/x86/describe.h"
#include "kernel/arch/x86/trap.h"

#define NR_DESCRIPTORS (FIRST_LDT_INDEX + NR_TASKS + NR_PROCS)

_Static_assert(USER_CS == (LDT_CODE << SELECTOR_SHIFT | SELECTOR_LDT | 3) &&
		       USER_DS ==
			       (LDT_DATA << SELECTOR_SHIFT | SELECTOR_LDT | 3),
	       "as LDTs are laid out, at privilege 3");
_Static_assert(FIRST_LDT_INDEX == (DOUBLE_FAULT_SELECTOR >> SELECTOR_SHIFT) + 1,
	       "LDTs come after everything else");
_Static_assert(sizeof(struct descriptor) == 1 << SELECTOR_SHIFT,
	       "an index, shifted, is an offset");

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
			 "mov %3, %%es\n\t"
			 "mov %4, %%ss\n\t"
			 "mov %5, %%fs\n\t"
			 "mov %5, %%gs"
			 :
			 : "m"(pointer), "i"(KERNEL_CS), "r"(KERNEL_DS),
			   "r"(FLAT_DS), "r"(KERNEL_SS), "r"(0)
			 : "memory");
}

void gdt_set_kernel_limit(lin_t limit)
{
	gdt[KERNEL_DS >> SELECTOR_SHIFT] = segment_make(0, limit, SEGMENT_DATA);
	table_load();
}

void gdt_init(void)
{
	gdt[KERNEL_CS >> SELECTOR_SHIFT] =
		segment_make(0, KERNEL_TOP, SEGMENT_CODE);
	gdt[FLAT_DS >> SELECTOR_SHIFT] = segment_make(0, 0, SEGMENT_DATA);
	gdt[KERNEL_SS >> SELECTOR_SHIFT] =
		segment_make(0, (uint32_t)kernel_stack, SEGMENT_STACK);
	gdt[DOUBLE_FAULT_SELECTOR >> SELECTOR_SHIFT] =
		segment_make((uint32_t)&double_fault_tss,
			     sizeof(double_fault_tss), SEGMENT_TSS);
	gdt[TSS_SELECTOR >> SELECTOR_SHIFT] =
		segment_make((uint32_t)&tss, sizeof(tss), SEGMENT_TSS);
	for (int i = 0; i < NR_TASKS + NR_PROCS; i++)
		gdt[FIRST_LDT_INDEX + i] = segment_make(
			(uint32_t)proc_table[i].arch.ldt,
			sizeof(proc_table[i].arch.ldt), SEGMENT_LDT);
	tss.ss0 = KERNEL_SS;
	tss.io_map = sizeof(tss);
	gdt_set_kernel_limit(NOPT_TOP);
	__asm__ volatile("ltr %w0" : : "r"(TSS_SELECTOR));
}

void gdt_change_ldt(const struct proc *p)
{
	uint32_t index = FIRST_LDT_INDEX + (uint32_t)(p - proc_table);

	ldt_owner = p;
	__asm__ volatile("lldt %w0" : : "r"(index << SELECTOR_SHIFT));
}

static const struct descriptor *find(uint32_t selector, const struct proc *p)
{
	const struct descriptor_table all = {gdt, NR_DESCRIPTORS};
	const struct descriptor_table own = {p ? p->arch.ldt : NULL,
					     p ? LDT_ENTRIES : 0};

	return descriptor_find(selector, &all, &own);
}

void gdt_describe(uint32_t selector, const struct proc *p, char *buf,
		  size_t size)
{
	selector_describe(selector, find(selector, p), buf, size);
}

struct descriptor gdt_descriptor(uint32_t selector, const struct proc *p)
{
	const struct descriptor *d = find(selector, p);

	return d ? *d : (struct descriptor){0, 0};
}
