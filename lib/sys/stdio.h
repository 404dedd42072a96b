/*
 * stdio.h: the small part of C's stdio that servers and programs have.
 */
#pragma once

#include <lib/base/format.h>

/*
 * Print formatted text to the log, by SYS_DIAG. The log takes whole lines, so
 * text waits here until its line is complete.
 */
int printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
