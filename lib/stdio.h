/*
 * stdio.h: formatted text for servers, programs and the kernel, and the small
 * part of it that prints.
 */
#ifndef LIB_STDIO_H
#define LIB_STDIO_H

#include <stdarg.h>
#include <faultline/types.h>

/*
 * The conversions: %d %i %u %x %X %p %s %c %%, with a width, '-', '0', and a
 * precision for %s; l and z are accepted (all of them are 32 bits). %llu and
 * %llx print 64 bits. Writes at most size bytes with the closing 0; returns
 * the length that the whole text would have had.
 */
int vsnprintf(char *buf, size_t size, const char *fmt, va_list args);
int snprintf(char *buf, size_t size, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* To the log, a line at a time, by SYS_DIAG. (Servers and programs only.) */
int printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
