/*
 * paging.h: which page directory is loaded.
 */
#pragma once

#include "kernel/proc.h"

extern bool paging_on;

/* The process whose directory is in CR3. Not NULL once paging is on. */
extern struct proc *ptproc;

/*
 * Turn the processor over to paging; CR3 is loaded. Only paging_enable() may.
 */
void paging_registers(void);

/* p's page directory, as the kernel reads it and writes windows to it. */
static inline uint32_t *directory_of(const struct proc *p)
{
	return (uint32_t *)(uintptr_t)p->arch.cr3_lin;
}
