/*
 * memmap.h: a process's segments, and the linear address space they lie in.
 *
 *   linear                                      physical
 *   0xfffff000  end of what a process may use
 *               the process, by its page table
 *                 : each page  ---------------> any frame that is free
 *   0x08000000  its virtual address 0
 *               windows, table of page
 *               directories, kernel mappings:
 *               one PDE each  ----------------> what they are to show
 *   0x00800000  - - - - - - - - - - - - - - - - 0x00800000  free up to PHYS_TOP
 *               one big page (4 MB)  =========> the unpaged (PM); the rest free
 *   0x00400000  - - - - - - - - - - - - - - - - 0x00400000
 *               one big page  ================> kernel, boot modules; the rest
 *   0           - - - - - - - - - - - - - - - - 0           free, but frame 0
 *
 * A big page is one entry of a page directory (PDE) that maps 4 MB by itself.
 * In these two, linear = physical, before paging and after. The kernel sees all
 * below VM_PROCSTART. A process without a page table sees its part of the
 * second big page. A paged process sees its own part alone: its segments are
 * based at VM_PROCSTART. VM hands out what is free.
 *
 * Everything below VM_PROCSTART is the same in every page directory, windows
 * excepted.
 */
#pragma once

#include <faultline/types.h>

#define KERNEL_START 0x00000000u
#define KERNEL_TOP 0x00400000u /* end of the kernel's big page */
#define NOPT_START \
	KERNEL_TOP /* processes without page table, linear = physical */
#define NOPT_TOP 0x00800000u /* end of the identity mapping */
#define PHYS_TOP 0xe0000000u /* VM has no room for physical memory above */
#define VM_PROCSTART \
	0x08000000u /* linear address of a paged process's virtual 0 */
#define VM_DATATOP 0xfffff000u /* linear end (exclusive) of process space */
#define VM_STACKTOP \
	0x80000000u /* virtual address of a paged process's stack top */
#define VM_STACKMAX 0x01000000u /* bytes of stack region below VM_STACKTOP */

/* Segments of a process, as indices of its memory map. */
enum segment {
	SEG_T = 0, /* text: what the code segment covers */
	SEG_D = 1, /* data, bss, heap */
	SEG_S = 2, /* stack and everything above it */
	NR_SEGS = 3,

	/* Not segments: what else the copy calls take for one. */
	SEG_PHYS = 16, /* addresses are physical */
};

/*
 * One segment. Units are clicks. All three of a process have the same base
 * (phys - vir), so that a pointer means the same in each of them.
 */
struct mem_map {
	uint32_t vir;  /* first virtual click */
	uint32_t phys; /* first *linear* click */
	uint32_t len;  /* clicks */
};
