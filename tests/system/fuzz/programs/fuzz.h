/*
 * fuzz.h: the memory of a fuzzer, and random values to call with.
 *
 * All fuzzers, and the guard, have the same memory at the same addresses:
 *
 *	CANARY_LOW    a page that nobody may change
 *	              a page that is not there
 *	ARENA         pages that all the others may write to, by the kernel's
 *	              hand; two of them are read-only
 *	              a page that is not there
 *	CANARY_HIGH   a page that nobody may change
 *	CHURN         where mappings come and go
 *	OWN           the same, known to the process alone
 *
 * A call may name any address of the pool below, with any length: what it can
 * write to is then an arena or a churn area, or else it must be refused, for
 * from there on nothing is mapped up to the next canary. So a canary that is
 * changed was changed by a mistake of the kernel or of VM.
 */
#pragma once

#include <faultline/memmap.h>
#include "grader/kit/scenario.h"

#define ARENA 0xa0000000u
#define ARENA_PAGES 16u
#define CANARY_LOW (ARENA - 2 * CLICK_SIZE)
#define CANARY_HIGH (ARENA + (ARENA_PAGES + 1) * CLICK_SIZE)
#define CHURN 0xb0000000u
#define OWN 0xb8000000u
#define ZONE_PAGES 64u

/* The part of each canary's page that others may be granted to write. */
#define HOLE 1024u
#define HOLE_BYTES 256u

/* --- random numbers --- */

static uint32_t rnd_state;

static inline uint32_t rnd(void)
{
	rnd_state ^= rnd_state << 13;
	rnd_state ^= rnd_state >> 17;
	rnd_state ^= rnd_state << 5;
	return rnd_state;
}

/* Processes of one seed differ, and so do those of neighbouring seeds. */
static inline void rnd_begin(uint32_t seed, uint32_t who)
{
	rnd_state = (seed * 0x9e3779b9u ^ who * 0x85ebca6bu) | 1;
	for (int i = 0; i < 16; i++)
		rnd();
}

static inline bool one_in(uint32_t n)
{
	return rnd() % n == 0;
}

static inline uint32_t pick(const uint32_t *from, uint32_t count)
{
	return from[rnd() % count];
}

#define PICK(array) pick(array, sizeof(array) / sizeof((array)[0]))

/* --- memory --- */

static inline void fuzz_map(vir_t at, uint32_t pages, uint32_t prot)
{
	void *wanted = (void *)(uintptr_t)at;

	if (vm_mmap(wanted, pages * CLICK_SIZE, prot, MAP_FIXED) != wanted)
		printf("harm: no memory at 0x%x\n", at);
}

static inline uint32_t canary_value(vir_t at)
{
	return at * 0x9e3779b9u ^ scenario_nonce;
}

static inline void canary_fill(vir_t page)
{
	for (vir_t at = page; at < page + CLICK_SIZE; at += 4)
		poke((void *)(uintptr_t)at, canary_value(at));
}

/* How many words of it have changed; each costs a line. */
static inline uint32_t canary_changed(vir_t page)
{
	uint32_t changed = 0;

	for (vir_t at = page; at < page + CLICK_SIZE; at += 4) {
		uint32_t is = peek((const void *)(uintptr_t)at);

		if (is == canary_value(at) || at - page - HOLE < HOLE_BYTES)
			continue;
		printf("harm: canary at 0x%x is 0x%x\n", at, is);
		poke((void *)(uintptr_t)at, canary_value(at));
		changed++;
	}
	return changed;
}

static inline uint32_t canaries_changed(void)
{
	return canary_changed(CANARY_LOW) + canary_changed(CANARY_HIGH);
}

static inline void fuzz_memory_make(void)
{
	const uint32_t rw = PROT_READ | PROT_WRITE;

	fuzz_map(CANARY_LOW, 1, rw);
	fuzz_map(CANARY_HIGH, 1, rw);
	fuzz_map(ARENA, 5, rw);
	fuzz_map(ARENA + 5 * CLICK_SIZE, 2, PROT_READ);
	fuzz_map(ARENA + 7 * CLICK_SIZE, ARENA_PAGES - 7, rw);
	canary_fill(CANARY_LOW);
	canary_fill(CANARY_HIGH);
}

/* --- values of a field --- */

/* In the arena: anywhere, or where a page begins or ends. */
static inline uint32_t arena_address(void)
{
	static const uint32_t edges[] = {0, 1, 4, 4060, 4061, 4092, 4095};
	uint32_t page = ARENA + rnd() % ARENA_PAGES * CLICK_SIZE;

	return page + (one_in(2) ? PICK(edges) : rnd() % CLICK_SIZE);
}

/*
 * Where nothing is, or the caller's text, which nobody may write. (No page of
 * it: who maps other memory over its own text has lost itself.)
 */
static inline uint32_t wild_address(void)
{
	static const uint32_t wild[] = {
		0,          1,          0x0fff,
		0x1001,     0x1ffe,     0x10000000,
		0x7effffff, ARENA - 1,  ARENA + ARENA_PAGES * CLICK_SIZE,
		0xe0000000, 0xf7ffeffd, 0xf7ffefff,
		0xf7fff000, 0xf8000000, 0xffffffdc,
		0xfffffffc, 0xffffffff,
	};

	return PICK(wild);
}

static inline uint32_t any_address(void)
{
	if (one_in(4))
		return wild_address();
	if (one_in(8))
		return CHURN + rnd() % (ZONE_PAGES * CLICK_SIZE);
	return arena_address();
}

static inline uint32_t any_length(void)
{
	static const uint32_t some[] = {
		0,          1,          3,          4,          36,
		511,        512,        4095,       4096,       4097,
		8192,       65536,      65537,      0x400000,   0x400001,
		0x7fffffff, 0x80000000, 0xfffff000, 0xfffffffe, 0xffffffff,
	};

	return one_in(4) ? PICK(some) : rnd() % 512;
}

/* --- whom to name --- */

static struct {
	endpoint_t ep[32];
	uint32_t count;
} peers; /* guard and fuzzers, alive or dead by now */

static inline void peers_find(void)
{
	static struct boot_image images[32];
	int bytes = sys_getinfo(GET_IMAGE, images, sizeof(images));

	for (int i = 0; i * (int)sizeof(images[0]) < bytes; i++)
		if (images[i].ep >= FIRST_PROGRAM)
			peers.ep[peers.count++] = images[i].ep;
}

static inline uint32_t nobody(void)
{
	static const uint32_t some[] = {
		NONE,   ANY,        SYSTEM,      CLOCK,      HARDWARE,
		IDLE,   200,        255,         256,        0x8000,
		0x7fff, 0x7fffffff, 0x80000000u, 0xffffff00, 0xfffffffb,
	};

	if (one_in(4)) /* another generation of somebody */
		return ENDPOINT_SPAN * (1 + rnd() % 3) + rnd() % 24;
	return one_in(8) ? rnd() : PICK(some);
}

static inline uint32_t any_peer(void)
{
	return (uint32_t)peers.ep[rnd() % peers.count];
}

/* Into whose memory a service may write without doing harm. */
static inline uint32_t any_target(void)
{
	if (one_in(4))
		return nobody();
	return one_in(2) ? (uint32_t)SELF : any_peer();
}

static inline uint32_t any_endpoint(void)
{
	return one_in(8) ? rnd() % 2 : any_target(); /* 0, 1: PM, VM */
}
