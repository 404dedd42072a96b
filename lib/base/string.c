/*
 * string.c: memory and strings, for the kernel, servers and programs alike.
 *
 * Pages are cleared and copied with these, so the block functions move words
 * with the processor's string instructions. The direction flag is clear
 * whenever C code runs, and memmove() leaves it so.
 */
#include <lib/base/string.h>

/*
 * Or gcc makes a call of memset() or strlen() out of their own loops. clang
 * does not know the pragma; there, -ffreestanding is enough.
 */
#pragma GCC optimize("no-tree-loop-distribute-patterns")

void *memcpy(void *to, const void *from, size_t n)
{
	void *d = to;
	size_t words = n / 4, bytes = n % 4;

	asm volatile("rep movsl"
		     : "+D"(d), "+S"(from), "+c"(words)
		     :
		     : "memory");
	if (bytes != 0)
		asm volatile("rep movsb"
			     : "+D"(d), "+S"(from), "+c"(bytes)
			     :
			     : "memory");
	return to;
}

void *memmove(void *to, const void *from, size_t n)
{
	char *d = (char *)to + n - 1;
	const char *s = (const char *)from + n - 1;

	if ((uintptr_t)to - (uintptr_t)from >= n)
		return memcpy(to, from, n);

	/* They overlap, and to is above: from the end down. */
	asm volatile("std; rep movsb; cld"
		     : "+D"(d), "+S"(s), "+c"(n)
		     :
		     : "memory");
	return to;
}

void *memset(void *to, int byte, size_t n)
{
	void *d = to;
	uint32_t word = (uint8_t)byte * 0x01010101u;
	size_t words = n / 4, bytes = n % 4;

	asm volatile("rep stosl" : "+D"(d), "+c"(words) : "a"(word) : "memory");
	if (bytes != 0)
		asm volatile("rep stosb"
			     : "+D"(d), "+c"(bytes)
			     : "a"(word)
			     : "memory");
	return to;
}

int memcmp(const void *a, const void *b, size_t n)
{
	const uint8_t *p = a, *q = b;

	for (; n > 0; n--, p++, q++)
		if (*p != *q)
			return *p - *q;
	return 0;
}

size_t strlen(const char *s)
{
	const char *end = s;

	while (*end != '\0')
		end++;
	return (size_t)(end - s);
}

int strncmp(const char *a, const char *b, size_t n)
{
	for (; n > 0; n--, a++, b++)
		if (*a != *b || *a == '\0')
			return (uint8_t)*a - (uint8_t)*b;
	return 0;
}

int strcmp(const char *a, const char *b)
{
	return strncmp(a, b, SIZE_MAX);
}

char *strchr(const char *s, int c)
{
	for (; *s != (char)c; s++)
		if (*s == '\0')
			return NULL;
	return (char *)(uintptr_t)s;
}

size_t strlcpy(char *to, const char *from, size_t size)
{
	size_t len = strlen(from);
	size_t n = len < size ? len : size - 1;

	if (size > 0) {
		memcpy(to, from, n);
		to[n] = '\0';
	}
	return len;
}

/* The value of c as a digit; of anything else, more than any base. */
static uint32_t digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return (uint32_t)(c - '0');
	if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
		return (uint32_t)((c | 0x20) - 'a' + 10);
	return UINT32_MAX;
}

uint32_t strtou(const char *s, const char **end)
{
	uint32_t value = 0, base = 10;

	if (s[0] == '0' && (s[1] | 0x20) == 'x' && digit_value(s[2]) < 16) {
		base = 16;
		s += 2;
	}
	for (; digit_value(*s) < base; s++)
		value = value * base + digit_value(*s);
	if (end != NULL)
		*end = s;
	return value;
}
