/*
 * cr3.h: where a kernel loads CR3.
 */
#pragma once

#include <stdint.h>

/* The addresses of instructions that load CR3; at is to be freed. */
struct cr3_loads {
	uint32_t *at;
	int count;
};

/* All those in a kernel's file (ELF32); none if it is no such file. */
struct cr3_loads cr3_loads_find(const char *path);
