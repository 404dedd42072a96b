/*
 * page.h: making pages be there.
 *
 * Memory is promised by regions and given page by page, when it is first used.
 * Page faults, the kernel's requests and VM's own calls all come here for it.
 */
#pragma once

#include "servers/vm/vmproc.h"

/* VM's hold on the one frame that all untouched memory reads. */
void page_init(void);

/* That frame. It is never written, and never anybody's own. */
phys_t page_zero_frame(void);

/*
 * Make p's page at lin readable, or writable. -EFAULT: no region allows that,
 * or it is shared and may only be read; -ENOMEM.
 */
int page_provide(struct vmproc *p, lin_t lin, bool write);

/* The same for every page of [start, end); pages before the error are there. */
int page_provide_range(struct vmproc *p, lin_t start, lin_t end, bool write);

/*
 * Make p's page at lin, which is in region r, present and not copy-on-write:
 * either p's alone, and writable if r is, or shared. -ENOMEM.
 */
int page_own(struct vmproc *p, const struct region *r, lin_t lin);

/* PTE_WRITE if a page of r that is its owner's alone may be written. */
uint32_t page_flags(const struct region *r);
