/*
 * format.h: formatted text for kernel, servers and programs.
 */
#pragma once

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
