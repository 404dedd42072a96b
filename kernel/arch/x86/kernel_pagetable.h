/*
 * kernel_pagetable.h: the other design, in which the kernel has a page
 * directory of its own.
 */
#ifndef KERNEL_ARCH_X86_KERNEL_PAGETABLE_H
#define KERNEL_ARCH_X86_KERNEL_PAGETABLE_H

/* In KERNEL_PAGETABLE builds entry.S calls it on each entry from user mode. */
void kernel_pagetable_enter(void);

#endif
