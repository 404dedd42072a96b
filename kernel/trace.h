/*
 * trace.h: instrumentation as data.
 *
 *	TRACE(pagefault, raise, "who=" WHO " addr=0x%08x", WHO_OF(p), addr);
 *
 * prints "@TICK pagefault.raise who=... addr=..." when the subsystem is
 * switched on: by the lab's lab.mk, or trace= on the kernel's command line.
 * All subsystems, events and keys are described in kernel/trace.c.
 */
#pragma once

#include "kernel/log.h"

enum trace_subsystem {
	TRACE_boot,
	TRACE_paging,
	TRACE_pagefault,
	TRACE_vmctl,
	TRACE_vmrequest,
	TRACE_window,
	TRACE_copy,
	TRACE_ipc,
	TRACE_deliver,
	TRACE_kcall,
	TRACE_grant,
	TRACE_signal,
	TRACE_proc,
	TRACE_physmap,
	TRACE_irq,
	NR_TRACES,
};

extern uint32_t trace_mask; /* bits 1 << enum trace_subsystem */

#define TRACE(subsystem, event, fmt, ...)                       \
	do {                                                    \
		if (trace_mask & (1u << TRACE_##subsystem))     \
			log_line(#subsystem "." #event " " fmt, \
				 ##__VA_ARGS__);                \
	} while (0)

/* Switch on what list names: "pagefault,vmctl", "all" or "none". */
void trace_select(const char *list);
