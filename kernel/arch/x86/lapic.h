/*
 * lapic.h: the local interrupt controller.
 */
#pragma once

/* If the processor has one, ask for a mapping of its registers. */
void lapic_init(void);
