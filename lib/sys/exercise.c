/*
 * exercise.c: the end of a server in which an answer is missing.
 */
#include <lib/sys/exercise.h>
#include <lib/sys/stdio.h>
#include <lib/sys/syscall.h>

_Noreturn void exercise_unwritten(const char *number)
{
	char text[DIAG_LINE_MAX];
	int len = snprintf(text, sizeof(text), "exercise %s is not written yet",
			   number);

	/* Not printf(): a line that was begun may be waiting there. */
	sys_diag_print(text, (uint32_t)len);
	sys_abort(ABORT_PANIC);
	sys_exit(1);
	__builtin_trap();
}
