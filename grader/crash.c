/*
 * crash.c: where the processor was when it gave up.
 *
 * An exception whose delivery fails is a double fault; if its delivery fails,
 * too, a PC is reset. Ours ends, and Bochs's log has the processor's registers,
 * both before and after the line about it. A line begins with the tick; the
 * first magic break is the kernel's entry.
 */
#include "grader/crash.h"
#include <string.h>
#include <x86/vector.h>
#include "grader/symbol.h"

static void register_find(const char *line, const char *name, const char *form,
			  uint32_t *value)
{
	const char *at = strstr(line, name);

	if (at)
		sscanf(at + strlen(name), form, value);
}

bool crash_read(struct crash *crash, FILE *log)
{
	char line[512];
	unsigned long long tick, entry = 0;
	bool gave_up = false;

	*crash = (struct crash){0};
	while (fgets(line, sizeof(line), log)) {
		if (sscanf(line, "%llu", &tick) != 1)
			continue;
		if (entry == 0 && strstr(line, "MAGIC BREAKPOINT"))
			entry = tick;
		if (strstr(line, "exception with no resolution")) {
			gave_up = true;
			crash->tick = tick - entry;
			register_find(line, "3rd (", "%u", &crash->vector);
		}
		register_find(line, "|  CS:", "%x", &crash->cs);
		register_find(line, "| EIP=", "%x", &crash->eip);
		register_find(line, "| CR0=", "%x", &crash->cr0);
		register_find(line, " CR2=", "%x", &crash->cr2);
		register_find(line, "| CR3=", "%x", &crash->cr3);
		register_find(line, " CR4=", "%x", &crash->cr4);
	}
	return gave_up;
}

static const char *vector_name(unsigned vector)
{
	switch (vector) {
	case VECTOR_DOUBLE_FAULT:
		return "double fault";
	case VECTOR_INVALID_TSS:
		return "invalid TSS";
	case VECTOR_NOT_PRESENT:
		return "segment not present";
	case VECTOR_STACK_FAULT:
		return "stack fault";
	case VECTOR_PROTECTION:
		return "general protection fault";
	case VECTOR_PAGE_FAULT:
		return "page fault";
	default:
		return "exception";
	}
}

void crash_describe(const struct crash *crash, char *text, size_t size)
{
	char where[120];

	symbol_describe(crash->cs, crash->eip, where, sizeof(where));
	snprintf(text, size,
		 "at %s, CS 0x%04x: a %s (%u) while another exception was "
		 "being delivered, and no handler could be reached; "
		 "CR0 0x%08x, CR2 0x%08x, CR3 0x%08x, CR4 0x%08x",
		 where, crash->cs, vector_name(crash->vector), crash->vector,
		 crash->cr0, crash->cr2, crash->cr3, crash->cr4);
}
