/*
 * physmap.h: physical ranges that the kernel wants mapped for itself.
 */
#pragma once

#include <faultline/types.h>

/*
 * Before VM runs: ask for [addr, addr + length). use is called once paging is
 * on, with the kernel address where the range then is.
 */
void physmap_add(const char *name, phys_t addr, uint32_t length, uint32_t flags,
		 void (*use)(lin_t at));

/* Paging is on: tell everybody who asked. */
void physmap_use(void);
