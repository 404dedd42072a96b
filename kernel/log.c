/*
 * log.c: lines on the serial port and the screen.
 *
 * The stamp is the number of instructions since the kernel's first. In the
 * emulator it is exact and the same on every run, so a line of the log is a
 * place in time to which a debugger can go back.
 */
#include "kernel/log.h"
#include <lib/base/format.h>
#include "kernel/arch.h"

#define LINE_MAX 320

void log_line(const char *fmt, ...)
{
	static char line[LINE_MAX];
	va_list args;
	int n;

	n = snprintf(line, sizeof(line), "@%llu ",
		     (unsigned long long)arch_ticks());
	va_start(args, fmt);
	vsnprintf(line + n, sizeof(line) - (size_t)n, fmt, args);
	va_end(args);
	for (const char *c = line; *c; c++)
		arch_putc(*c);
	arch_putc('\n');
}
