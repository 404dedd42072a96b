/*
 * describe.c: selectors and descriptors in words, for reports.
 *
 * Whoever reads a panic should not have to take a descriptor apart by hand.
 * Source: Intel's Software Developer's Manual, volume 3, sections 3.4.5 (code
 * and data), 3.5 (system segments) and 6.11 (gates).
 */
#include "kernel/arch/x86/describe.h"
#include <lib/base/format.h>

/* In the access byte of what is not ACCESS_SEGMENT. */
#define SYSTEM_TYPE 0x0fu
#define TASK_GATE 5u

static const char *const system_types[16] = {
	"reserved",
	"16-bit TSS",
	"LDT",
	"busy 16-bit TSS",
	"16-bit call gate",
	"task gate",
	"16-bit interrupt gate",
	"16-bit trap gate",
	"reserved",
	"TSS",
	"reserved",
	"busy TSS",
	"call gate",
	"reserved",
	"interrupt gate",
	"trap gate",
};

static bool is_gate(uint32_t access)
{
	/* Types 4 to 7 and 12 to 15; 13 is nothing. */
	return !(access & ACCESS_SEGMENT) && (access & 4) &&
	       (access & SYSTEM_TYPE) != 13;
}

const struct descriptor *descriptor_find(uint32_t selector,
					 const struct descriptor_table *gdt,
					 const struct descriptor_table *ldt)
{
	const struct descriptor_table *table =
		selector & SELECTOR_LDT ? ldt : gdt;
	uint32_t index = (selector & 0xffff) >> SELECTOR_SHIFT;

	return index < table->count ? &table->entry[index] : NULL;
}

const char *descriptor_type(struct descriptor d)
{
	uint32_t access = segment_decode(d).access;

	if (access & ACCESS_SEGMENT)
		return access & ACCESS_CODE ? "code" : "data";
	return system_types[access & SYSTEM_TYPE];
}

/* What may be done with code or data. */
static const char *rights(uint32_t access)
{
	static const char *const of_data[4] = {", read-only", ", writable",
					       ", read-only, expands down",
					       ", writable, expands down"};
	static const char *const of_code[4] = {", not readable", ", readable",
					       ", not readable, conforming",
					       ", readable, conforming"};

	if (!(access & ACCESS_SEGMENT))
		return "";
	access &= ACCESS_CODE | ACCESS_EXPAND | ACCESS_WRITE;
	return (access & ACCESS_CODE ? of_code : of_data)[(access >> 1) & 3];
}

/* A gate has no base and no limit: it leads somewhere. */
static void gate_describe(struct descriptor d, char *buf, size_t size)
{
	struct segment_info info = segment_decode(d);
	uint32_t offset = (d.high & 0xffff0000) | (d.low & 0xffff);

	if ((info.access & SYSTEM_TYPE) == TASK_GATE)
		snprintf(buf, size, "%s%s to the TSS 0x%04x, DPL %u",
			 descriptor_type(d),
			 info.present ? "" : ", not present", d.low >> 16,
			 info.dpl);
	else
		snprintf(buf, size, "%s%s to 0x%04x:0x%08x, DPL %u",
			 descriptor_type(d),
			 info.present ? "" : ", not present", d.low >> 16,
			 offset, info.dpl);
}

static void segment_describe(struct descriptor d, char *buf, size_t size)
{
	struct segment_info info = segment_decode(d);

	snprintf(buf, size, "%s%s%s, base 0x%08x, limit 0x%08x (in %s), DPL %u",
		 descriptor_type(d), rights(info.access),
		 info.present ? "" : ", not present", info.base, info.limit,
		 info.pages ? "pages" : "bytes", info.dpl);
}

void selector_describe(uint32_t selector, const struct descriptor *d, char *buf,
		       size_t size)
{
	uint32_t index = (selector & 0xffff) >> SELECTOR_SHIFT;
	int n;

	if (index == 0 && !(selector & SELECTOR_LDT)) {
		snprintf(buf, size, "0x%04x = the null selector", selector);
		return;
	}
	n = snprintf(buf, size, "0x%04x = %s %u, RPL %u: %s", selector,
		     selector & SELECTOR_LDT ? "LDT" : "GDT", index,
		     selector & SELECTOR_RPL,
		     d ? "" : "beyond the end of the table");
	if (!d || n < 0 || (size_t)n >= size)
		return;
	if (is_gate(segment_decode(*d).access))
		gate_describe(*d, buf + n, size - (size_t)n);
	else
		segment_describe(*d, buf + n, size - (size_t)n);
}
