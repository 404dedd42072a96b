/*
 * debugger.h: what Bochs's debugger said of the machine.
 *
 * A run's debugger output is a row of stops. At each, the debugger was asked
 * for registers, control registers, the kernel's data segment, and the
 * translation of some addresses.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <x86/page.h>

#define MAX_WALKS 16 /* what one scenario asks for */

/* How the loaded page tables translate one linear address. */
struct walk {
	uint32_t lin;
	bool present;
	uint32_t pde;
	uint32_t pte;  /* 0: a big page */
	uint32_t phys; /* of the page */
};

struct stop {
	uint64_t tick; /* since the kernel's entry, as in the log */
	bool magic;    /* stopped by the program itself */
	bool cr3_load; /* stopped where CR3 is about to be loaded */
	uint32_t eax, ebx, eip, cs;
	uint32_t cr0, cr3, cr4;
	uint32_t kernel_limit; /* of the kernel's data segment */
	struct walk walk[MAX_WALKS];
	int walks;
};

struct debugger {
	struct stop *stop;
	int stops;
	bool shut_down; /* the guest switched the machine off */
};

/* Write the commands that ask for all of it, with these addresses. */
void debugger_ask(FILE *rc, const uint32_t *lin, int count);

/* Take the output of a run apart. The stops are the caller's to free. */
void debugger_parse(struct debugger *d, FILE *output);

/* What the walk of lin gave at that stop; NULL if it was not asked. */
const struct walk *stop_walk(const struct stop *stop, uint32_t lin);

/* The bits (PTE_*) that hold for the page: those that both levels give. */
uint32_t walk_rights(const struct walk *walk);
