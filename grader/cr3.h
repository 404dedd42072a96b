/*
 * cr3.h: where a kernel loads CR3.
 */
#ifndef GRADER_CR3_H
#define GRADER_CR3_H

#include <stdint.h>

#define MAX_CR3_LOADS 32

/*
 * The addresses of all instructions in a kernel's file (ELF32) that load
 * CR3, at most room of them. Returns how many; none if it is no such file.
 */
int cr3_loads_find(const char *path, uint32_t *at, int room);

#endif
