/*
 * send.c: sends a program's counters, as text, to port 0xE9.
 *
 * For each source file one line, "gcda FILE BYTES": the file in which gcov
 * expects the counters, and its contents, each byte two letters, a to p. The
 * last line is "gcda end": without it, something is missing.
 *
 * gcc lists the counters in the section gcov_info; its libgcov turns them into
 * what belongs in the file.
 */
#include "tests/coverage/coverage.h"
#include <faultline/types.h>
#include <gcov.h>
#include "kernel/arch/x86/cpu.h"

#define BOCHS_OUTPUT 0xe9

/* The section gcov_info, as the linker names its borders. */
extern const struct gcov_info *const __start_gcov_info[];
extern const struct gcov_info *const __stop_gcov_info[];

/* What libgcov and the counters name, and nothing here ever calls. */
_Noreturn void abort(void);
void *mmap64(void);
void __gcov_merge_add(void);

_Noreturn void abort(void)
{
	__builtin_trap();
}

void *mmap64(void)
{
	abort();
}

void __gcov_merge_add(void)
{
	abort();
}

static void text_send(const char *text)
{
	for (; *text; text++)
		port_write8(BOCHS_OUTPUT, (uint8_t)*text);
}

static void name_send(const char *name, void *arg)
{
	(void)arg;
	text_send("gcda ");
	text_send(name);
	text_send(" ");
}

static void bytes_send(const void *bytes, unsigned int count, void *arg)
{
	const uint8_t *byte = bytes;

	(void)arg;
	for (unsigned int i = 0; i < count; i++) {
		port_write8(BOCHS_OUTPUT, (uint8_t)('a' + (byte[i] >> 4)));
		port_write8(BOCHS_OUTPUT, (uint8_t)('a' + (byte[i] & 15)));
	}
}

static void *allocate(unsigned int bytes, void *arg)
{
	(void)bytes, (void)arg;
	abort();
}

void coverage_end(void)
{
	text_send("gcda end\n");
}

void coverage_send(void)
{
	const struct gcov_info *const *info = __start_gcov_info;

	text_send("\n");
	for (; info != __stop_gcov_info; info++) {
		__gcov_info_to_gcda(*info, name_send, bytes_send, allocate,
				    NULL);
		text_send("\n");
	}
	coverage_end();
}
