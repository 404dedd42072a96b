/*
 * log.h: lines on the serial port and the screen.
 */
#pragma once

#include <faultline/types.h>

/* One line, stamped with the instruction count: "@20812344 text". */
void log_line(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
