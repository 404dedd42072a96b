/*
 * host.c: what VM's code finds on the host instead of a machine: memory in
 * the place of physical memory, and an end for its assertions: the test fails,
 * and says which one it was.
 */
#include "tests/unit/vm/host.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include "servers/vm/panic.h"
#include "servers/vm/physmem.h"

static jmp_buf *panic_expected;
static char panic_text[200];

_Noreturn void vm_panic(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(panic_text, sizeof(panic_text), fmt, args);
	va_end(args);
	if (panic_expected)
		longjmp(*panic_expected, 1);
	fprintf(stderr, "%s\n", panic_text);
	abort();
}

const char *host_panic_of(void (*body)(void))
{
	jmp_buf here;
	bool came_back = true;

	panic_expected = &here;
	if (setjmp(here) == 0)
		body();
	else
		came_back = false;
	panic_expected = NULL;
	return came_back ? "it came back" : panic_text;
}

void host_memory(uint32_t bytes)
{
	void *at = physmem(HOST_MEMORY);
	void *memory =
		mmap(at, bytes, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

	if (memory != at)
		vm_panic("the host has something else at %p", at);
	memset(memory, 0xa5, bytes);
}
