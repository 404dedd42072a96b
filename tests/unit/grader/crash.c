/*
 * Where the processor gave up is read from Bochs's log; a log without that has
 * no such place, whatever registers are in it.
 */
/* links: grader/{crash,symbol,paths}.c */
#include "grader/crash.h"
#include <criterion/criterion.h>
#include <string.h>

/* What Bochs 2.7 writes when an exception has no way out. */
static const char log_text[] =
	"00022604262i[CPU0  ] [22604262] Stopped on MAGIC BREAKPOINT\n"
	"00022884223i[CPU0  ] | EIP=00107d05 (00107d05)\n"
	"00022884223p[CPU0  ] >>PANIC<< exception(): 3rd (14) exception with "
	"no resolution\n"
	"00022884223i[CPU0  ] CPU is in protected mode (active)\n"
	"00022884223i[CPU0  ] | EAX=e0010011  EBX=0010cf9c  ECX=00000000\n"
	"00022884223i[CPU0  ] | SEG sltr(index|ti|rpl)     base    limit G D\n"
	"00022884223i[CPU0  ] |  CS:0008( 0001| 0|  0) 00000000 003fffff 1 1\n"
	"00022884223i[CPU0  ] |  DS:0010( 0002| 0|  0) 00000000 007fffff 1 1\n"
	"00022884223i[CPU0  ] | EIP=00107d05 (00107d05)\n"
	"00022884223i[CPU0  ] | CR0=0xe0010011 CR2=0x00124f20\n"
	"00022884223i[CPU0  ] | CR3=0x0080b000 CR4=0x00000090\n"
	"00022884223i[CMOS  ] Last time is 946681222\n";

static struct crash crash;

static bool read_text(const char *text, size_t size)
{
	FILE *file = fmemopen((void *)text, size, "r");
	bool found = crash_read(&crash, file);

	fclose(file);
	return found;
}

Test(grader_crash, the_place_and_the_registers)
{
	cr_assert(read_text(log_text, strlen(log_text)));
	cr_assert_eq(crash.tick, 22884223 - 22604262); /* since entry */
	cr_assert_eq(crash.vector, 14);
	cr_assert_eq(crash.cs, 8);
	cr_assert_eq(crash.eip, 0x107d05);
	cr_assert_eq(crash.cr0, 0xe0010011);
	cr_assert_eq(crash.cr2, 0x124f20);
	cr_assert_eq(crash.cr3, 0x80b000);
	cr_assert_eq(crash.cr4, 0x90);
}

Test(grader_crash, in_words)
{
	char text[400];

	read_text(log_text, strlen(log_text));
	crash_describe(&crash, text, sizeof(text));
	cr_assert(strstr(text, "page fault (14)"));
	cr_assert(strstr(text, "0x00107d05"));
	cr_assert(strstr(text, "CR2 0x00124f20"));
}

Test(grader_crash, registers_alone_are_no_crash)
{
	const char *end = strstr(log_text, "00022884223p");

	cr_assert_not(read_text(log_text, (size_t)(end - log_text)));
	cr_assert_not(read_text("\n", 1));
}

Test(grader_crash, every_log_that_was_cut_off_can_be_read)
{
	for (size_t size = 1; size < sizeof(log_text); size++)
		read_text(log_text, size);
}
