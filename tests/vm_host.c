/*
 * vm_host.c: what VM's code finds on the host instead of a machine: memory in
 * the place of physical memory, and an end for its assertions: the test fails,
 * and says which one it was.
 */
#include "tests/vm_host.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include "servers/vm/panic.h"
#include "servers/vm/physmem.h"

_Noreturn void vm_panic(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
	abort();
}

void host_memory(uint32_t bytes)
{
	void *at = physmem(PHYSMEM_BASE);
	void *memory =
		mmap(at, bytes, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

	if (memory != at)
		vm_panic("the host has something else at %p", at);
	memset(memory, 0xa5, bytes);
}
