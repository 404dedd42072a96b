/*
 * page.h: entries of page directories and page tables.
 *
 * A directory has 1024 entries of 4 MB each. An entry names a page table of
 * 1024 entries of 4 KB each, or, with PTE_BIG, 4 MB of memory at once.
 *
 * The headers in include/x86/ are read by C and by assembly. So a number has
 * no suffix here, and what only C understands is guarded.
 *
 * Source: Intel's Software Developer's Manual, volume 3, section 4.3.
 */
#pragma once

#define PTE_PRESENT 0x001
#define PTE_WRITE 0x002
#define PTE_USER 0x004     /* user mode may use it */
#define PTE_UNCACHED 0x010 /* device registers */
#define PTE_ACCESSED 0x020
#define PTE_DIRTY 0x040
#define PTE_BIG 0x080    /* directory: a 4 MB page */
#define PTE_GLOBAL 0x100 /* stays in the TLB when CR3 is loaded */
#define PTE_FRAME 0xfffff000

#define PT_ENTRIES 1024

#ifndef __ASSEMBLER__
#include <faultline/types.h>

#define PTE_ADDRESS(entry) ((entry)&PTE_FRAME)
#define PDE_INDEX(lin) ((lin_t)(lin) >> BIG_SHIFT)
#define PTE_INDEX(lin) ((lin_t)(lin) >> CLICK_SHIFT & (PT_ENTRIES - 1))

_Static_assert(PTE_FRAME == ~(CLICK_SIZE - 1), "flags are below the address");
_Static_assert(PT_ENTRIES * sizeof(uint32_t) == CLICK_SIZE,
	       "a page table is one page");
_Static_assert(PT_ENTRIES *CLICK_SIZE == BIG_SIZE,
	       "a big page is what a page table maps");
#endif
