/*
 * arch_proc.h: the part of a process that only x86 knows, and the few
 * questions that the rest of the kernel asks about it.
 */
#pragma once

#include <faultline/types.h>
#include "kernel/arch/x86/layout.h"

/*
 * The registers of a process that is not running, in the order in which the
 * processor and entry.S push them. The stack pointer that the processor takes
 * from the TSS on a trap points to the end of this structure: a trap saves
 * the registers directly in the process slot.
 */
struct regs {
	uint32_t edi, esi, ebp, unused_esp, ebx, edx, ecx, eax; /* pushal */
	uint32_t vector;
	uint32_t error; /* the processor's error code, or 0 */
	uint32_t eip, cs, eflags, esp, ss;
};

_Static_assert(sizeof(struct regs) == REGS_SIZE, "entry.S knows this layout");
_Static_assert(offsetof(struct regs, cs) - offsetof(struct regs, vector) ==
		       FRAME_CS,
	       "entry.S knows this place");

/* A segment descriptor as the processor has it (segments.c builds them). */
struct descriptor {
	uint32_t low, high;
};

enum ldt_index { LDT_CODE = 0, LDT_DATA = 1, LDT_ENTRIES = 2 };

struct arch_proc {
	struct regs regs; /* must be first: see entry.S */
	struct descriptor ldt[LDT_ENTRIES];
	lin_t base;                    /* of all its segments */
	uint32_t text_size, data_size; /* bytes of code and data segment */
	phys_t cr3;    /* page directory; 0: none, see proc_has_pagetable() */
	lin_t cr3_lin; /* where the kernel can edit the directory; 0 if none */
};

static inline phys_t arch_directory(const struct arch_proc *arch)
{
	return arch->cr3;
}
