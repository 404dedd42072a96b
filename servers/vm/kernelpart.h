/*
 * kernelpart.h: the part of the linear address space that is the kernel's.
 *
 * Everything below VM_PROCSTART is the same in every page directory, so the
 * kernel goes on running when the directory changes under it. The kernel fills
 * the entries that serve it as windows by itself.
 */
#pragma once

#include "servers/vm/pte.h"
#include "servers/vm/vmproc.h"

/*
 * Make it: identity pages, the kernel's mappings, the table of page
 * directories, windows. Static pages of VM are at phys_of_vm + their address.
 */
void kernelpart_init(phys_t phys_of_vm);

/* VM's directory is this one. */
void kernelpart_own(uint32_t directory[KERNEL_PDES]);

/* Write it into a new directory. */
void kernelpart_copy(uint32_t directory[KERNEL_PDES]);

/*
 * p's directory is the frame at directory from now on: enter it in the table of
 * page directories, and tell the kernel, which lets p run.
 */
void kernelpart_bind(const struct vmproc *p, phys_t directory);

/* The frame that p's directory was will be another's: forget it. */
void kernelpart_unbind(const struct vmproc *p);

/*
 * A present entry of somebody's page table is about to change, or the table is
 * about to be freed: have the kernel close its windows in VM's directory. First
 * close, then edit: see pagetable.h. VM must not copy in between: a copy opens
 * windows.
 */
void kernelpart_close_windows(void);

/* Is none of the kernel's windows open in VM's directory? */
bool kernelpart_windows_closed(void);
