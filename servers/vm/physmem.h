/*
 * physmem.h: VM's view of physical memory.
 *
 * VM maps all of the memory that it hands out into its own address space, at
 * PHYSMEM_VIR above its physical address. Clearing, copying and page tables are
 * then plain memory accesses: VM needs no kernel call for them, and never has
 * to map a page in order to map a page. No other process has this view.
 */
#pragma once

#include <faultline/memmap.h>
#include <lib/base/string.h>

/* Above VM's image and stack, and low enough for 3.5 GB of memory. */
#define PHYSMEM_VIR 0x10000000u

_Static_assert(PHYS_TOP <= VM_DATATOP - VM_PROCSTART - PHYSMEM_VIR,
	       "VM sees all memory that is used");

static inline void *physmem(phys_t phys)
{
	return (void *)(uintptr_t)(PHYSMEM_VIR + phys);
}

static inline void physmem_clear(phys_t frame)
{
	memset(physmem(frame), 0, CLICK_SIZE);
}

static inline void physmem_copy(phys_t to, phys_t from)
{
	memcpy(physmem(to), physmem(from), CLICK_SIZE);
}
