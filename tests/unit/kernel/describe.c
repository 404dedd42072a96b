/*
 * describe.c: every selector and every kind of descriptor is told in
 * words, also those that name nothing.
 */
/* links: kernel/arch/x86/describe.c tests/unit/fakes/arch.c */
/* links: kernel/arch/x86/segments.c */
/* links: kernel/{proc,priv,sched,ipc,async,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,role}.c lib/base/option.c */
#include "kernel/arch/x86/describe.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static char text[160];

static const char *told(uint32_t selector, struct descriptor d)
{
	selector_describe(selector, &d, text, sizeof(text));
	return text;
}

/* What is told of a segment with this access byte, between ':' and ','. */
static const char *kind(uint8_t access)
{
	static char word[80];
	const char *begin, *end;

	told(0x28, segment_make(0x1000, 0x2000, access));
	begin = strstr(text, ": ") + 2;
	end = strstr(text, ", base");
	if (!end)
		end = strstr(text, " to ");
	snprintf(word, sizeof(word), "%.*s", (int)(end - begin), begin);
	return word;
}

Test(kernel_describe, base_limit_type_privilege_and_granularity_are_told)
{
	cr_assert_str_eq(
		told(0x17, segment_make(0x08000000, 0x101000,
					SEGMENT_DATA | ACCESS_USER)),
		"0x0017 = LDT 2, RPL 3: data, writable, base 0x08000000, "
		"limit 0x00100fff (in pages), DPL 3");
	cr_assert_str_eq(
		told(0x08, segment_make(0x123456, 0x100, SEGMENT_CODE)),
		"0x0008 = GDT 1, RPL 0: code, readable, base "
		"0x00123456, limit 0x000000ff (in bytes), DPL 0");
}

Test(kernel_describe, each_kind_of_segment_has_its_words)
{
	cr_assert_str_eq(kind(0x90), "data, read-only");
	cr_assert_str_eq(kind(0x93), "data, writable");
	cr_assert_str_eq(kind(0x94), "data, read-only, expands down");
	cr_assert_str_eq(kind(SEGMENT_STACK), "data, writable, expands down");
	cr_assert_str_eq(kind(0x98), "code, not readable");
	cr_assert_str_eq(kind(SEGMENT_CODE), "code, readable");
	cr_assert_str_eq(kind(0x9c), "code, not readable, conforming");
	cr_assert_str_eq(kind(0x9f), "code, readable, conforming");
	cr_assert_str_eq(kind(0x12), "data, writable, not present");
}

Test(kernel_describe, so_has_each_system_segment)
{
	cr_assert_str_eq(kind(SEGMENT_LDT), "LDT");
	cr_assert_str_eq(kind(SEGMENT_TSS), "TSS");
	cr_assert_str_eq(kind(0x8b), "busy TSS");
	cr_assert_str_eq(kind(0x81), "16-bit TSS");
	cr_assert_str_eq(kind(0x83), "busy 16-bit TSS");
	cr_assert_str_eq(kind(0x8d), "reserved");
	cr_assert_str_eq(kind(0x00), "reserved, not present");
}

Test(kernel_describe, gates_lead_somewhere)
{
	struct descriptor gate = {0x00085678, 0x12340000};

	gate.high |= 0xee00;
	cr_assert_str_eq(told(0x33, gate),
			 "0x0033 = GDT 6, RPL 3: interrupt gate to "
			 "0x0008:0x12345678, DPL 3");
	gate.high ^= 0xee00 ^ 0x8c00;
	cr_assert_str_eq(told(0x30, gate),
			 "0x0030 = GDT 6, RPL 0: call gate to "
			 "0x0008:0x12345678, DPL 0");
	gate.high ^= 0x8c00 ^ 0x0500;
	cr_assert_str_eq(told(0x30, gate),
			 "0x0030 = GDT 6, RPL 0: task gate, not present to "
			 "the TSS 0x0008, DPL 0");
	cr_assert_str_eq(kind(0x84), "16-bit call gate");
	cr_assert_str_eq(kind(0x86), "16-bit interrupt gate");
	cr_assert_str_eq(kind(0x87), "16-bit trap gate");
	cr_assert_str_eq(kind(0x8f), "trap gate");
}

Test(kernel_describe, a_selector_that_names_nothing_says_so)
{
	for (uint32_t rpl = 0; rpl < 4; rpl++) {
		selector_describe(rpl, NULL, text, sizeof(text));
		cr_assert_str_eq(text + 6, " = the null selector");
	}
	selector_describe(0xfffb, NULL, text, sizeof(text));
	cr_assert_str_eq(text, "0xfffb = GDT 8191, RPL 3: beyond the end of "
			       "the table");
	/* Index 0 of an LDT is a descriptor like any other. */
	selector_describe(0x07, NULL, text, sizeof(text));
	cr_assert_str_eq(text, "0x0007 = LDT 0, RPL 3: beyond the end of the "
			       "table");
}

Test(kernel_describe, a_descriptor_is_found_in_the_table_its_selector_names)
{
	static const struct descriptor global[3], local[2];
	const struct descriptor_table gdt = {global, 3}, ldt = {local, 2};
	const struct descriptor_table none = {NULL, 0};

	cr_assert_eq(descriptor_find(0x13, &gdt, &ldt), &global[2]);
	cr_assert_eq(descriptor_find(0x0f, &gdt, &ldt), &local[1]);
	cr_assert_eq(descriptor_find(0xabcd0008, &gdt, &ldt), &global[1],
		     "a selector has 16 bits");
	cr_assert_null(descriptor_find(0x18, &gdt, &ldt));
	cr_assert_null(descriptor_find(0x14, &gdt, &ldt));
	cr_assert_null(descriptor_find(0x07, &gdt, &none), "no LDT");
}

Test(kernel_describe, a_buffer_that_is_too_short_is_not_overrun)
{
	struct descriptor d = segment_make(0, 0, SEGMENT_DATA);

	memset(text, '#', sizeof(text));
	selector_describe(0x10, &d, text, 12);
	cr_assert_eq(text[11], '\0');
	cr_assert_eq(text[12], '#');
	selector_describe(0x10, &d, text, 60);
	cr_assert_eq(text[59], '\0');
	cr_assert_eq(text[60], '#');
}
