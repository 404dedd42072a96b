/*
 * describe.h: selectors and descriptors in words, for reports.
 */
#pragma once

#include "kernel/arch/x86/segments.h"

/* A table of descriptors as the processor sees it. */
struct descriptor_table {
	const struct descriptor *entry;
	uint32_t count; /* 0: there is none */
};

/* The one that selector names; NULL: it is beyond the end of its table. */
const struct descriptor *descriptor_find(uint32_t selector,
					 const struct descriptor_table *gdt,
					 const struct descriptor_table *ldt);

/* What kind it is, in a word or two: "code", "data", "TSS", "call gate", ... */
const char *descriptor_type(struct descriptor d);

/*
 * "0x0010 = GDT 2, RPL 0: data, writable, base 0x..., limit 0x... (in pages),
 * DPL 0". d is what selector names; NULL: nothing.
 */
void selector_describe(uint32_t selector, const struct descriptor *d, char *buf,
		       size_t size);
