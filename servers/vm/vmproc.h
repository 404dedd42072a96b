/*
 * vmproc.h: what VM knows of each process.
 *
 * The table is indexed by slot, as the kernel's is. An entry is in use from
 * boot until VM_EXIT.
 */
#pragma once

#include <faultline/endpoint.h>
#include "servers/vm/region.h"

enum vmproc_flag {
	VMP_USED = 1, /* there is such a process */
	VMP_PAGED =
		2, /* it has a page table: directory and regions are valid */
	VMP_EXITING = 4, /* PM has announced its end */
};

struct vmproc {
	uint32_t flags; /* enum vmproc_flag */
	endpoint_t ep;  /* its slot is this entry's index */

	phys_t directory;           /* frame of its page directory */
	uint32_t pages;             /* present entries in its page tables */
	struct region_list regions; /* linear; all within process space */

	/* Linear, page-aligned, heap_start <= heap_end: moved by VM_BRK. */
	lin_t heap_start; /* end of the data it was loaded with */
	lin_t heap_end;
};

extern struct vmproc vmproc_table[NR_PROCS];

/* The process of that endpoint; NULL: none, or its slot is another's by now. */
struct vmproc *vmproc_lookup(endpoint_t ep);

/* The same, NULL also when it has no page table. */
struct vmproc *vmproc_lookup_paged(endpoint_t ep);

/* Fill the slot of a process that VM hears of. */
struct vmproc *vmproc_new(endpoint_t ep);
