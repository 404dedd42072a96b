/*
 * context.h: the registers of a process whose signal handler runs.
 */
#pragma once

#include <faultline/types.h>

/*
 * What a process was doing when a handler was put in its way. No segment
 * registers: each process has only one value for them.
 */
struct signal_context {
	uint32_t mask; /* PM's affair: what it gave SYS_SIGSEND */
	uint32_t edi, esi, ebp, ebx, edx, ecx, eax;
	vir_t eip;
	uint32_t eflags;
	vir_t esp;
};

_Static_assert(sizeof(struct signal_context) == 44, "handlers know it");
