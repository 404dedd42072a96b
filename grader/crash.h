/*
 * crash.h: where the processor was when it gave up (a triple fault).
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct crash {
	uint64_t tick;   /* since the kernel's entry, as in its log */
	unsigned vector; /* of the exception that could not be delivered */
	uint32_t cs, eip;
	uint32_t cr0, cr2, cr3, cr4;
};

/* Read it from Bochs's log. False: the processor did not give up. */
bool crash_read(struct crash *crash, FILE *log);

/* In words, for somebody who looks for the reason. */
void crash_describe(const struct crash *crash, char *text, size_t size);
