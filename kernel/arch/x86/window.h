/*
 * window.h: how the kernel sees memory that is not in the loaded page table.
 */
#pragma once

#include "kernel/proc.h"

/* VM offers entry pde of every directory. True: one more is wanted. */
bool window_offer(uint32_t pde);

/* True when all windows are there: paging may begin. */
bool window_ready(void);

/*
 * Make addr, linear in p (or physical, if p is NULL), visible, and return
 * where. *bytes is cut to what can be seen from there on.
 *
 * When all windows are open, *bytes is cut to 0: CR3 was loaded, which has
 * closed them all, and the caller must map both sides of its copy again. The
 * easy mistake is to go on with what an earlier call has returned.
 */
lin_t window_map(struct proc *p, uint32_t addr, uint32_t *bytes);

/*
 * Load CR3, and count it. Then no window is open, and the TLB holds nothing but
 * global pages. While paging is on nothing else writes CR3, but the report of a
 * double fault (double_fault.c), from which nothing returns.
 */
void cr3_load(phys_t directory, uint32_t *counter);

/* Panic unless the loaded directory has those windows open that we opened. */
void window_check(void);
