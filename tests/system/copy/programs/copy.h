/*
 * copy.h: the memory that copy_maker and copy_peer have, at the same addresses.
 */
#pragma once

#include "grader/kit/peer.h"

/* Virtual addresses: the linear ones lie 0x08000000 higher, also a border. */
#define BORDER 0x90000000u
#define AREA (BORDER - 0x100000)
#define AREA_BYTES 0x200000u
#define LARGE 0xa0000000u
#define LARGE_BYTES 0x100000u
#define EDGE 0xb0000000u /* two pages that are touched, two that are not */
#define EDGE_PAGES 2

enum turn {
	TURN_FILL = 1,
	TURN_COMPARE, /* 9 bytes at BORDER - 5 are the leader's from a word */
	TURN_OWN,     /* 9 bytes at BORDER + 8 are one's own, from 42 on */
	TURN_EXIT,
};

/* The byte at address at in ep's area; the same each 64 KB. */
static inline uint8_t area_byte(endpoint_t ep, vir_t at)
{
	uint32_t i = at & 0xffff;

	return (uint8_t)(scenario_nonce + (uint32_t)ep * 101 + i * 7 +
			 (i >> 8) * 3);
}

/* 64 KB byte by byte, and the rest as copies of them. */
static inline void area_fill(endpoint_t ep)
{
	static bool mapped;
	uint8_t *at = (uint8_t *)AREA;

	if (!mapped) {
		vm_mmap(at, AREA_BYTES, PROT_READ | PROT_WRITE, MAP_FIXED);
		vm_mmap((void *)LARGE, 2 * LARGE_BYTES, PROT_READ | PROT_WRITE,
			MAP_FIXED);
		vm_mmap((void *)(EDGE - EDGE_PAGES * 4096),
			2 * EDGE_PAGES * 4096, PROT_READ | PROT_WRITE,
			MAP_FIXED);
		memset((void *)(EDGE - EDGE_PAGES * 4096), 1,
		       EDGE_PAGES * 4096);
		mapped = true;
	}
	for (uint32_t i = 0; i < 0x10000; i++)
		at[i] = area_byte(ep, AREA + i);
	for (uint32_t i = 0x10000; i < AREA_BYTES; i += 0x10000)
		memcpy(at + i, at, 0x10000);
}
