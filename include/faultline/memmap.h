/*
 * memmap.h: a process's segments, and the linear address space they lie in.
 *
 *   linear       what                                         seen by
 *   0            kernel, boot modules: one big page           kernel
 *   0x00400000   processes without a page table: one big page kernel, them
 *   0x00800000   kernel mappings, the table of page           kernel
 *                directories, windows: each one PDE
 *   0x08000000   the process: its virtual address 0           the process
 *   0xfffff000   end of what a process may use
 *
 * Everything below VM_PROCSTART is the same in every page directory, windows
 * excepted. A paged process's segments are based at VM_PROCSTART.
 */
#ifndef FAULTLINE_MEMMAP_H
#define FAULTLINE_MEMMAP_H

#include <faultline/types.h>

#define KERNEL_START 0x00000000u
#define KERNEL_TOP 0x00400000u /* end of the kernel's big page */
#define NOPT_START \
	KERNEL_TOP /* processes without page table, linear = physical */
#define NOPT_TOP 0x00800000u /* end of the identity mapping */
#define PHYS_TOP \
	0xe0000000u /* physical memory above is not used: VM has no room for it */
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

#endif
