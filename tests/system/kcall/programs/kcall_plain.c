/*
 * kcall_plain.c: a plain program's kernel calls: three that it may make, and
 * all others, which it may not.
 *
 * The table in ../errors.c says what each step must observe.
 */
#include "grader/kit/scenario.h"

#define STALE 0x8005 /* the next process in the slot of number 5 */

static int refused_calls(void)
{
	int refused = 0;

	for (int nr = 0; nr < NR_KERNEL_CALLS; nr++) {
		struct message m = {0};

		if (nr == SYS_TIMES || nr == SYS_GETINFO || nr == SYS_DIAG)
			continue;
		refused +=
			kernel_call((enum kernel_call)nr, &m) == -ECALLDENIED;
	}
	return refused;
}

static int diag(uint32_t what, const void *ptr, uint32_t len)
{
	struct message m = {0};

	m.diag.what = what;
	m.diag.ptr = (vir_t)(uintptr_t)ptr;
	m.diag.len = len;
	return kernel_call(SYS_DIAG, &m);
}

static int number(int nr)
{
	struct message m = {0};

	return kernel_call((enum kernel_call)nr, &m);
}

int main(int argc, char **argv)
{
	static uint8_t table[4096];
	struct msg_times times;

	scenario_begin(argc, argv);
	proof(1, (uint32_t)refused_calls());
	proof(2, (uint32_t)sys_times(SELF, &times));
	proof(3, (uint32_t)sys_times(STALE, &times));
	proof(4, sys_getinfo(GET_CMDLINE, table, sizeof(table)) > 0);
	proof(5, (uint32_t)diag(DIAG_PRINT, "a line", 6));
	proof(6, (uint32_t)diag(DIAG_TRACE, NULL, 0));
	proof(7, (uint32_t)diag(DIAG_COUNTERS, NULL, 0));
	proof(8, (uint32_t)number(NR_KERNEL_CALLS));
	proof(9, (uint32_t)number(-1));
	proof(10, (uint32_t)number(INT32_MAX - KERNEL_CALL));
	return 0;
}
