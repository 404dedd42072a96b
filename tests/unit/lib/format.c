/*
 * format.c: vsnprintf writes what C's does, for the conversions that it
 * has, and never beyond the buffer. The host's own is the judge.
 */
/* links: -Wno-format-truncation */
#include <criterion/criterion.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Ours, under names that leave the host's alone. */
#define vsnprintf faultline_vsnprintf
#define snprintf faultline_snprintf
#include "lib/base/format.c"
#undef vsnprintf
#undef snprintf

/* Both must return the same and leave the same bytes, whatever the size. */
#define check_sized(size, ...)                                       \
	do {                                                         \
		char ours[80], theirs[80];                           \
		int n, m;                                            \
                                                                     \
		memset(ours, '#', sizeof(ours));                     \
		memset(theirs, '#', sizeof(theirs));                 \
		n = faultline_snprintf(ours, size, __VA_ARGS__);     \
		m = snprintf(theirs, size, __VA_ARGS__);             \
		cr_assert_eq(n, m);                                  \
		cr_assert_eq(memcmp(ours, theirs, sizeof(ours)), 0); \
	} while (0)

#define check(...)                            \
	do {                                  \
		check_sized(80, __VA_ARGS__); \
		check_sized(5, __VA_ARGS__);  \
		check_sized(1, __VA_ARGS__);  \
		check_sized(0, __VA_ARGS__);  \
	} while (0)

Test(lib_format, plain_text)
{
	check("nothing to convert");
	check("100%%");
}

Test(lib_format, integers)
{
	check("%d %d %d", 0, 1, -1);
	check("%i %d", INT_MIN, INT_MAX);
	check("%u %u", 0u, UINT_MAX);
	check("%x %X %x", 0u, 0xdeadbeefu, UINT_MAX);
	check("%c%c", 'a', '!');
}

Test(lib_format, widths)
{
	check("[%8d] [%-8d] [%08d]", -42, -42, -42);
	check("[%2d] [%02x]", 12345, 0xabcdeu);
	check("[%*d] [%8s] [%-8s]", 6, 7, "abc", "abc");
	check("[%3c] [%-3c]", 'x', 'y');
}

Test(lib_format, strings)
{
	check("%s, %s", "", "text");
	check("%.2s %.9s %.0s", "abc", "abc", "abc");
	check("[%6.2s]", "abc");
}

Test(lib_format, sixty_four_bits)
{
	check("%llu", 0ull);
	check("%llu", 20812344ull);
	check("%llu %llx", ULLONG_MAX, ULLONG_MAX);
	check("%llu", 4294967296ull);
	check("%llu", 12345678901234567890ull);
	check("%lld", LLONG_MIN);
	check("%lu %zu", 5ul, (size_t)6);
}

Test(lib_format, pointers)
{
	check("%p", (void *)&faultline_snprintf);
}

Test(lib_format, a_null_string_is_shown)
{
	char text[16];
	const char *volatile none = NULL;

	faultline_snprintf(text, sizeof(text), "%s", none);
	cr_assert_str_eq(text, "(null)");
}
