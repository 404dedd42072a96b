/*
 * debugger.c: talking to Bochs's debugger, version 2.7.
 *
 * Source: Bochs's documentation, "Using Bochs internal debugger", and its real
 * output.
 */
#include "grader/debugger.h"
#include <stdlib.h>
#include <string.h>

void debugger_ask(FILE *rc, const uint32_t *lin, int count)
{
	fprintf(rc, "r\ncreg\nsreg\ninfo gdt 2\n");
	for (int i = 0; i < count; i++)
		fprintf(rc, "page 0x%08x\n", lin[i]);
}

static struct stop *stop_new(struct debugger *d, const struct stop *stop)
{
	d->stop = realloc(d->stop, (size_t)(d->stops + 1) * sizeof(*stop));
	if (!d->stop)
		abort();
	d->stop[d->stops] = *stop;
	return &d->stop[d->stops++];
}

static void register_parse(struct stop *s, const char *line)
{
	uint32_t *const into[] = {&s->eax, &s->ebx, &s->eip};
	static const char *const name[] = {"rax", "rbx", "rip"};
	uint32_t high, low;

	for (int i = 0; i < 3; i++)
		if (strncmp(line, name[i], 3) == 0 &&
		    sscanf(line + 3, ": %x_%x", &high, &low) == 2)
			*into[i] = low;
	sscanf(line, "cs:%x", &s->cs);
	sscanf(line, "CR0=%x", &s->cr0);
	sscanf(line, "CR3=%x", &s->cr3);
	sscanf(line, "CR4=%x", &s->cr4);
}

static void segment_parse(struct stop *s, const char *line)
{
	const char *limit = strstr(line, "limit=");

	if (strncmp(line, "GDT[", 4) == 0 && limit)
		sscanf(limit, "limit=%x", &s->kernel_limit);
}

/*
 * The lines of one walk are " PDE: 0x...", perhaps " PTE: 0x...", and then
 * either "linear page A maps to physical page B" or "physical address not
 * available for linear A".
 */
static void walk_parse(struct stop *s, struct walk *now, const char *line)
{
	unsigned long long lin, phys, entry;
	bool maps, absent;

	if (sscanf(line, " PDE: %llx", &entry) == 1)
		now->pde = (uint32_t)entry;
	if (sscanf(line, " PTE: %llx", &entry) == 1)
		now->pte = (uint32_t)entry;
	maps = sscanf(line, "linear page %llx maps to physical page %llx", &lin,
		      &phys) == 2;
	absent = sscanf(line, "physical address not available for linear %llx",
			&lin) == 1;
	if (!maps && !absent)
		return;
	now->lin = (uint32_t)lin & ~0xfffu;
	now->present = maps;
	now->phys = maps ? (uint32_t)phys : 0;
	if (s->walks < MAX_WALKS)
		s->walk[s->walks++] = *now;
	*now = (struct walk){0};
}

void debugger_parse(struct debugger *d, FILE *output)
{
	static char line[1024];
	struct stop *stop = NULL, next = {0};
	struct walk walk = {0};
	unsigned long long tick, entry = 0;

	*d = (struct debugger){0};
	while (fgets(line, sizeof(line), output)) {
		line[strcspn(line, "\n")] = '\0';
		if (strstr(line, "Magic breakpoint"))
			next.magic = true;
		if (strstr(line, ") Breakpoint "))
			next.cr3_load = true;
		if (strstr(line, "shutdown requested"))
			d->shut_down = true;
		if (sscanf(line, "Next at t=%llu", &tick) == 1) {
			/* The first magic break is the kernel's entry. */
			if (next.magic && entry == 0)
				entry = tick;
			next.tick = tick - entry;
			stop = stop_new(d, &next);
			next = (struct stop){0};
		}
		if (!stop)
			continue;
		register_parse(stop, line);
		segment_parse(stop, line);
		walk_parse(stop, &walk, line);
	}
}

const struct walk *stop_walk(const struct stop *stop, uint32_t lin)
{
	for (int i = 0; i < stop->walks; i++)
		if (stop->walk[i].lin == (lin & ~0xfffu))
			return &stop->walk[i];
	return NULL;
}

uint32_t walk_rights(const struct walk *walk)
{
	uint32_t both = PTE_PRESENT | PTE_WRITE | PTE_USER;

	if (!walk || !walk->present)
		return 0;
	if (walk->pde & PTE_BIG)
		return walk->pde;
	return (walk->pte & ~both) | (walk->pte & walk->pde & both);
}
