/*
 * memory.h: VM's calls with any arguments, for programs that test them.
 */
#pragma once

#include "grader/kit/peer.h"

#define READ_WRITE (PROT_READ | PROT_WRITE)
#define VIR_TOP 0xf7fff000u    /* end of a process's virtual addresses */
#define MMAP_START 0x80000000u /* here MMAP looks for room */

extern uint8_t end[]; /* of bss: the heap begins here */

/* MMAP: its result; *at, unless NULL: where. */
static inline int memory_map(vir_t addr, uint32_t len, uint32_t prot,
			     uint32_t flags, uint8_t **at)
{
	struct message m = {0};
	int r;

	m.mmap.addr = addr;
	m.mmap.len = len;
	m.mmap.prot = prot;
	m.mmap.flags = flags;
	r = server_call(VM_PROC_NR, VM_MMAP, &m);
	if (r == OK && at != NULL)
		*at = (uint8_t *)(uintptr_t)m.mmap.addr;
	return r;
}

static inline int memory_unmap(vir_t addr, uint32_t len)
{
	return vm_munmap((void *)(uintptr_t)addr, len);
}

static inline int memory_brk(vir_t addr)
{
	return vm_brk((void *)(uintptr_t)addr);
}

/* Pages that the caller has in its page table. */
static inline uint32_t memory_pages(void)
{
	uint32_t pages = 0, regions = 0;

	vm_proc(SELF, &pages, &regions);
	return pages;
}

static inline uint32_t memory_regions(void)
{
	uint32_t pages = 0, regions = 0;

	vm_proc(SELF, &pages, &regions);
	return regions;
}
