/*
 * panic.c: the end of VM, and with it of the machine.
 */
#include "servers/vm/panic.h"
#include <lib/sys/stdio.h>
#include <lib/sys/syscall.h>

_Noreturn void vm_panic(const char *fmt, ...)
{
	char text[DIAG_LINE_MAX];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	printf("%s\n", text);
	sys_abort(ABORT_PANIC);
	__builtin_trap();
}
