/*
 * vm_panic.c: how VM's assertions end a host test: the test fails, and says
 * which one it was.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include "servers/vm/panic.h"

_Noreturn void vm_panic(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
	abort();
}
