/*
 * gdt.h: the tables that the processor reads: GDT, TSS.
 */
#pragma once

#include "kernel/arch/x86/segments.h"
#include "kernel/proc.h"

/* Build GDT and TSS and load them; every process slot gets its LDT. */
void gdt_init(void);

/* The kernel's data segment ends at limit (exclusive) from now on. */
void gdt_set_kernel_limit(lin_t limit);

/* Whose LDT is current. */
extern const struct proc *ldt_owner;

/* p's becomes current, which it is not. */
void gdt_change_ldt(const struct proc *p);

/* p's LDT becomes current. */
static inline void gdt_load_ldt(const struct proc *p)
{
	if (p != ldt_owner)
		gdt_change_ldt(p);
}

/*
 * A task state, which the processor reads. All that runs here is one task; only
 * a double fault, which cannot use its stack, has another. When that is
 * entered the processor leaves the registers of the first in its TSS.
 */
struct tss {
	uint32_t back_link;
	uint32_t esp0, ss0; /* stack of traps from user mode */
	uint32_t unused[4];
	uint32_t cr3, eip, eflags;
	uint32_t eax, ecx, edx, ebx, esp, ebp, esi, edi;
	uint32_t es, cs, ss, ds, fs, gs, ldt;
	uint16_t trap, io_map; /* io_map beyond the limit: no port is open */
};

_Static_assert(sizeof(struct tss) == 104, "as the processor has it");
_Static_assert(offsetof(struct tss, esp0) == TSS_ESP0, "entry.S knows it");

extern struct tss tss, double_fault_tss;

/*
 * What selector names, in p's LDT if it says so: in words, and the descriptor
 * itself (none: zero).
 */
void gdt_describe(uint32_t selector, const struct proc *p, char *buf,
		  size_t size);
struct descriptor gdt_descriptor(uint32_t selector, const struct proc *p);
