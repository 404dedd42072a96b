/*
 * string.h: what every C program expects of memory and strings.
 */
#pragma once

#include <faultline/types.h>

void *memcpy(void *to, const void *from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *to, int byte, size_t n);
int memcmp(const void *a, const void *b, size_t n);
size_t strlen(const char *s);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t n);
char *strchr(const char *s, int c);
size_t strlcpy(char *to, const char *from, size_t size); /* always ends in 0 */
uint32_t strtou(const char *s,
		const char **end); /* decimal, or hexadecimal after 0x */
