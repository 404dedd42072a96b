/*
 * lapic.h: the local interrupt controller.
 */
#ifndef KERNEL_ARCH_X86_LAPIC_H
#define KERNEL_ARCH_X86_LAPIC_H

/* If the processor has one, ask for a mapping of its registers. */
void lapic_init(void);

#endif
