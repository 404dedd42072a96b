/*
 * A serial log is taken apart whatever a kernel has done to it: lines and their
 * ticks are found, keys are found whole, and a log is complete only if its last
 * line is the one that the kernel ends with.
 */
/* links: grader/log.c */
#include "grader/log.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct log parse(const char *bytes, size_t size)
{
	struct log log;
	char *copy = malloc(size + 1);

	memcpy(copy, bytes, size);
	copy[size] = '\0';
	log_parse(&log, copy, size);
	return log;
}

static struct log parse_text(const char *text)
{
	return parse(text, strlen(text));
}

Test(grader_log, lines_have_their_ticks)
{
	struct log log = parse_text("@12 boot.user who=vm(1)\n"
				    "@40123456789 end.panic\n");

	cr_assert_eq(log.count, 2);
	cr_assert_eq(log.lines[0].tick, 12);
	cr_assert_str_eq(log.lines[0].text, "boot.user who=vm(1)");
	cr_assert_eq(log.lines[1].tick, 40123456789u);
	cr_assert_str_eq(log.lines[1].text, "end.panic");
	log_free(&log);
}

Test(grader_log, what_is_no_line_of_ours_is_kept_with_the_tick_before)
{
	struct log log = parse_text("rubbish\n@7 a\n@ b\n@9x c\n\n@8\n");

	cr_assert_eq(log.count, 6);
	cr_assert_eq(log.lines[0].tick, 0);
	cr_assert_str_eq(log.lines[0].text, "rubbish");
	for (int i = 1; i < 6; i++)
		cr_assert_eq(log.lines[i].tick, 7, "line %d", i);
	cr_assert_str_eq(log.lines[2].text, "@ b");
	cr_assert_str_eq(log.lines[3].text, "@9x c");
	cr_assert_str_eq(log.lines[4].text, "");
	log_free(&log);
}

Test(grader_log, ends_of_programs_are_told_from_what_else_pm_says)
{
	cr_assert_str_eq(log_end("pm(0): first(5): exit -3", NULL), "exit -3");
	cr_assert_str_eq(log_end("pm(0): a(5): killed by SIGSEGV", "a"),
			 "killed by SIGSEGV");
	cr_assert_null(log_end("pm(0): first(5): exit 0", "fir"));
	cr_assert_null(log_end("pm(0): first(5): exit 0", "second"));
	cr_assert_null(log_end("vm(1): first(5): exit 0", NULL));
	cr_assert_null(log_end("pm(0): first(5): clear fails: -3", NULL));
	cr_assert_null(log_end("pm(0): exit 0", NULL));
	cr_assert_null(log_end("", NULL));
}

Test(grader_log, bytes_of_zero_do_not_hide_what_follows)
{
	struct log log = parse("@1 a\0b\n@2 c\n", 12);

	cr_assert_eq(log.count, 2);
	cr_assert_str_eq(log.lines[0].text, "a?b");
	cr_assert_str_eq(log.lines[1].text, "c");
	log_free(&log);
}

Test(grader_log, an_empty_log_and_one_without_an_end_of_line)
{
	struct log log = parse("", 0);

	cr_assert_eq(log.count, 0);
	cr_assert_not(log_sealed(&log));
	log_free(&log);
	log = parse_text("@5 half a li");
	cr_assert_eq(log.count, 1);
	cr_assert_str_eq(log.lines[0].text, "half a li");
	log_free(&log);
}

Test(grader_log, every_prefix_of_a_log_can_be_parsed)
{
	static const char text[] = "@1 a.b k=1\n\n@@2 x\n@3 end.shutdown\n";

	for (size_t size = 0; size < sizeof(text); size++) {
		struct log log = parse(text, size);

		cr_assert_leq(log.count, 4);
		log_free(&log);
	}
}

Test(grader_log, keys_are_found_whole)
{
	static const char line[] =
		"pagefault.raise who=touch(5) addr=0x98000000 xaddr=1 "
		"err=write,user,absent eip=0x000010a4";
	char value[64];

	cr_assert(log_value(line, "who", value, sizeof(value)));
	cr_assert_str_eq(value, "touch(5)");
	cr_assert(log_value(line, "err", value, sizeof(value)));
	cr_assert_str_eq(value, "write,user,absent");
	cr_assert_eq(log_number(line, "addr", 0), 0x98000000);
	cr_assert_eq(log_number(line, "eip", 0), 0x10a4);
	cr_assert_not(log_value(line, "ddr", value, sizeof(value)));
	cr_assert_not(log_value(line, "wh", value, sizeof(value)));
	cr_assert_not(log_value(line, "length", value, sizeof(value)));
}

Test(grader_log, a_value_that_is_no_number_or_too_long_is_none)
{
	char small[4];

	cr_assert_eq(log_number("a n=12x", "n", 99), 99);
	cr_assert_eq(log_number("a n=", "n", 99), 99);
	cr_assert_eq(log_number("a", "n", 99), 99);
	cr_assert_not(log_value("a n=abcd", "n", small, sizeof(small)));
	cr_assert(log_value("a n=abc", "n", small, sizeof(small)));
	cr_assert_str_eq(small, "abc");
}

Test(grader_log, find_and_count_go_by_prefix)
{
	struct log log = parse_text("@1 paging.enable who=vm(1)\n"
				    "@2 x paging.enable\n"
				    "@3 paging.enable who=vm(1)\n");

	cr_assert_eq(log_count(&log, "paging.enable"), 2);
	cr_assert_eq(log_find(&log, 0, "paging.enable"), 0);
	cr_assert_eq(log_find(&log, 1, "paging.enable"), 2);
	cr_assert_eq(log_find(&log, 3, "paging.enable"), log.count);
	cr_assert_eq(log_find(&log, 0, "absent"), log.count);
	log_free(&log);
}

Test(grader_log, sealed_by_the_last_line_only)
{
	static const struct {
		const char *text;
		bool sealed;
	} cases[] = {
		{"@1 end.shutdown by=pm(0)\n", true},
		{"@1 PANIC: x\n@2 end.panic\n", true},
		{"@1 end.shutdown by=pm(0)\n@2 more\n", false},
		{"@1 the end.panic\n", false},
		{"@1 end.\n", false},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct log log = parse_text(cases[i].text);

		cr_assert_eq(log_sealed(&log), cases[i].sealed, "case %zu", i);
		log_free(&log);
	}
}
