/*
 * segments.h: segment descriptors.
 */
#pragma once

#include <x86/segment.h>
#include "kernel/arch/x86/arch_proc.h"

/* A descriptor in words a reader understands. */
struct segment_info {
	uint32_t base;
	uint32_t limit; /* offset of the last byte */
	bool pages;     /* granularity: the limit counts pages */
	bool present;
	uint8_t dpl;
	uint8_t access;
};

/*
 * A segment of size bytes from base on; size 0 means 4 GB. Sizes above 1 MB
 * count in pages, and are rounded down to whole ones. Of a segment that expands
 * down, size is what is not in it: its first address is base + size.
 */
struct descriptor segment_make(uint32_t base, uint32_t size, uint8_t access);

struct segment_info segment_decode(struct descriptor d);
