/*
 * pte.h: entries of x86 page tables and page directories.
 *
 * A directory has 1024 entries of 4 MB each. An entry names a page table of
 * 1024 entries of 4 KB each, or, with PTE_BIG, 4 MB of memory at once.
 */
#ifndef VM_PTE_H
#define VM_PTE_H

#include <faultline/memmap.h>

#define PTE_PRESENT 0x001u
#define PTE_WRITE 0x002u
#define PTE_USER 0x004u     /* user mode may use it */
#define PTE_UNCACHED 0x010u /* device registers */
#define PTE_BIG 0x080u      /* directory: a 4 MB page */
#define PTE_GLOBAL 0x100u   /* stays in the TLB when CR3 is loaded */

#define PTE_ADDRESS(entry) ((entry)&0xfffff000u)

#define PT_ENTRIES 1024u
#define PDE_INDEX(lin) ((lin_t)(lin) >> BIG_SHIFT)
#define PTE_INDEX(lin) ((lin_t)(lin) >> CLICK_SHIFT & (PT_ENTRIES - 1))

/* Directory entries below this one belong to the kernel, in all directories. */
#define KERNEL_PDES (VM_PROCSTART >> BIG_SHIFT)

#endif
