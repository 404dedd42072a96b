/*
 * phys_copy.h: the trapped copy (phys_copy.S) and what it shares with the
 * page-fault handler.
 */
#pragma once

#include <faultline/types.h>

/*
 * 0: done. Otherwise the linear address that faulted: all words in front of the
 * one that holds it are copied (of phys_copy_down: behind it), and no other.
 */
lin_t phys_copy(lin_t src, lin_t dst, uint32_t bytes);
lin_t phys_copy_down(lin_t src, lin_t dst, uint32_t bytes);
lin_t phys_memset(lin_t dst, uint32_t pattern, uint32_t bytes);

/* Labels: where copy and fill go on after a fault. Code, not data. */
extern const char phys_copy_fault[], phys_memset_fault[];

/* The error code (PF_*) of the fault that was caught last. */
extern uint32_t caught_error;
