/*
 * string.c: the block and string functions do what C's do, and touch not a
 * byte more, for all small lengths, offsets and overlaps.
 */
/* links: */
#include <criterion/criterion.h>
#include <string.h>

/* Ours, under names that leave the host's alone. */
#define memcpy faultline_memcpy
#define memmove faultline_memmove
#define memset faultline_memset
#define memcmp faultline_memcmp
#define strlen faultline_strlen
#define strcmp faultline_strcmp
#define strncmp faultline_strncmp
#define strchr faultline_strchr
#define strlcpy faultline_strlcpy
#include "lib/base/string.c"
#undef memcpy
#undef memmove
#undef memset
#undef memcmp
#undef strlen
#undef strcmp
#undef strncmp
#undef strchr
#undef strlcpy

#define SIZE 48u
#define LENGTHS 20u

static void fill(uint8_t *buf)
{
	for (uint32_t i = 0; i < SIZE; i++)
		buf[i] = (uint8_t)(i + 1);
}

static void check_same(const uint8_t *ours, const uint8_t *theirs)
{
	cr_assert_eq(memcmp(ours, theirs, SIZE), 0);
}

Test(lib_string, memset_fills_just_that)
{
	uint8_t ours[SIZE], theirs[SIZE];

	for (uint32_t at = 0; at < 5; at++)
		for (uint32_t n = 0; n < LENGTHS; n++) {
			fill(ours);
			fill(theirs);
			cr_assert_eq(faultline_memset(ours + at, 0x1fe, n),
				     ours + at);
			memset(theirs + at, 0xfe, n);
			check_same(ours, theirs);
		}
}

Test(lib_string, memcpy_copies_just_that)
{
	uint8_t ours[SIZE], theirs[SIZE];

	for (uint32_t at = 0; at < 5; at++)
		for (uint32_t n = 0; n < LENGTHS; n++) {
			fill(ours);
			fill(theirs);
			cr_assert_eq(faultline_memcpy(ours + at, ours + 26, n),
				     ours + at);
			memcpy(theirs + at, theirs + 26, n);
			check_same(ours, theirs);
		}
}

Test(lib_string, memmove_minds_every_overlap)
{
	uint8_t ours[SIZE], theirs[SIZE];

	for (uint32_t to = 0; to < LENGTHS; to++)
		for (uint32_t from = 0; from < LENGTHS; from++)
			for (uint32_t n = 0; n < LENGTHS; n++) {
				fill(ours);
				fill(theirs);
				faultline_memmove(ours + to, ours + from, n);
				memmove(theirs + to, theirs + from, n);
				check_same(ours, theirs);
			}
}

static int sign(int n)
{
	return (n > 0) - (n < 0);
}

Test(lib_string, comparisons)
{
	static const char *const words[] = {"",  "a",   "ab",   "abc",
					    "b", "abd", "\x80", "a\xff"};
	const size_t count = sizeof(words) / sizeof(words[0]);

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++) {
			const char *a = words[i], *b = words[j];

			cr_assert_eq(sign(faultline_strcmp(a, b)),
				     sign(strcmp(a, b)));
			for (size_t n = 0; n < 4; n++)
				cr_assert_eq(sign(faultline_strncmp(a, b, n)),
					     sign(strncmp(a, b, n)));
		}
	cr_assert_gt(faultline_memcmp("a\0c", "a\0b", 3), 0);
	cr_assert_eq(faultline_memcmp("a\0c", "a\0b", 2), 0);
}

Test(lib_string, strlcpy_always_ends)
{
	char to[4] = "###";

	cr_assert_eq(faultline_strlcpy(to, "abcdef", 4), 6);
	cr_assert_str_eq(to, "abc");
	cr_assert_eq(faultline_strlcpy(to, "x", 4), 1);
	cr_assert_str_eq(to, "x");
	cr_assert_eq(faultline_strlcpy(to, "yz", 0), 2);
	cr_assert_str_eq(to, "x");
}

Test(lib_string, strchr_finds_the_first)
{
	const char *text = "abcabc";

	cr_assert_eq(faultline_strchr(text, 'b'), text + 1);
	cr_assert_null(faultline_strchr(text, 'x'));
	cr_assert_eq(faultline_strchr(text, '\0'), text + 6);
	cr_assert_eq(faultline_strlen(text), 6);
}

static uint32_t number(const char *text, const char *rest)
{
	const char *end;
	uint32_t value = strtou(text, &end);

	cr_assert_str_eq(end, rest);
	return value;
}

Test(lib_string, strtou_reads_both_bases)
{
	cr_assert_eq(number("0", ""), 0);
	cr_assert_eq(number("4294967295,x", ",x"), 4294967295u);
	cr_assert_eq(number("0x1f2E ", " "), 0x1f2e);
	cr_assert_eq(number("0xg", "xg"), 0);
	cr_assert_eq(number("12ab", "ab"), 12);
	cr_assert_eq(number("", ""), 0);
	cr_assert_eq(strtou("7", NULL), 7);
}
