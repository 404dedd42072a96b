/*
 * window.h: how the kernel sees memory that is not in the loaded page table.
 */
#ifndef KERNEL_ARCH_X86_WINDOW_H
#define KERNEL_ARCH_X86_WINDOW_H

#include "kernel/proc.h"

enum window_slot { WINDOW_SRC, WINDOW_DST, NR_WINDOWS };

/* VM offers entry pde of every directory. True: one more is wanted. */
bool window_offer(uint32_t pde);

/* True when all windows are there: paging may begin. */
bool window_ready(void);

/*
 * Make addr, linear in p (or physical, if p is NULL), visible, and return
 * where. *bytes is cut to what can be seen from there on.
 */
lin_t window_map(struct proc *p, uint32_t addr, uint32_t *bytes,
		 enum window_slot slot);

/* CR3 was loaded: the TLB holds nothing of any window. */
void window_tlb_empty(void);

/* Panic unless what is remembered of each window lies in it. */
void window_check(void);

#endif
