/*
 * paging.h: which page directory is loaded.
 */
#ifndef KERNEL_ARCH_X86_PAGING_H
#define KERNEL_ARCH_X86_PAGING_H

#include "kernel/proc.h"

extern bool paging_on;

/* The process whose directory is in CR3. Not NULL once paging is on. */
extern struct proc *ptproc;

/*
 * Turn the processor over to paging; CR3 is loaded. Only paging_enable() may.
 */
void paging_registers(void);

/*
 * Load CR3, and count it. While paging is on nothing else writes CR3, but the
 * report of a double fault (double_fault.c), from which nothing returns.
 */
void cr3_load(phys_t directory, uint32_t *counter);

#endif
