/*
 * irq.h: interrupts whose device a service drives.
 */
#pragma once

#include "kernel/proc.h"

#define NR_IRQS 16

/* Whose line it is, or NULL. */
struct proc *irq_owner(uint32_t line);

/*
 * The line is owner's, and disabled. When it interrupts, HARDWARE notifies
 * owner with that bit; once, or (reenable) as often as it interrupts.
 */
void irq_set(uint32_t line, struct proc *owner, uint32_t bit, bool reenable);

/* The line is nobody's, and disabled. */
void irq_remove(uint32_t line);

void irq_enable(uint32_t line);
void irq_disable(uint32_t line);

/* The line has interrupted. */
void irq_raise(uint32_t line);

/* p is dying: its lines are nobody's. */
void irq_forget(struct proc *p);

/* True when some line is enabled: a device can make somebody runnable. */
bool irq_expected(void);

/* Panic unless the enabled lines have owners, who are alive. */
void irq_check(void);
