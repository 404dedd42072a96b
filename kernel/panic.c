/*
 * panic.c: the end of a machine that cannot go on.
 *
 * The last line is always "end.panic": a log that ends otherwise was cut off.
 */
#include <stdarg.h>
#include <lib/base/format.h>
#include "kernel/arch.h"
#include "kernel/debug.h"
#include "kernel/log.h"

int panicking;

static _Noreturn void end(void)
{
	log_line("end.panic");
	arch_power_off();
}

void panic(const char *fmt, ...)
{
	static char text[200];
	va_list args;

	if (panicking++)
		end(); /* the report itself failed: keep what there is */
	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	log_line("PANIC: %s", text);
	arch_backtrace();
	end();
}
