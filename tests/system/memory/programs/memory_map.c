/*
 * memory_map.c: MMAP and MUNMAP in every way that their manual names.
 *
 * Steps 10: MMAP's errors; 30: where memory is put; 50: what it is like; 70:
 * MUNMAP. The table in ../memory.c says what each must observe.
 */
#include "grader/kit/memory.h"

#define FIXED 0xa0000000u

static uint32_t map(vir_t addr, uint32_t len, uint32_t prot, uint32_t flags)
{
	return (uint32_t)memory_map(addr, len, prot, flags, NULL);
}

static void error_steps(void)
{
	proof(10, map(0, 0, READ_WRITE, 0));
	proof(11, map(FIXED, 0, READ_WRITE, MAP_FIXED));
	proof(12, map(0, 4096, READ_WRITE, 4));
	proof(13, map(0, 4096, 4, 0));
	proof(14, map(FIXED + 1, 4096, READ_WRITE, MAP_FIXED));
	proof(15, map(0, 4096, READ_WRITE, MAP_FIXED));
	proof(16, map(VIR_TOP, 4096, READ_WRITE, MAP_FIXED));
	proof(17, map(VIR_TOP - 4096, 4097, READ_WRITE, MAP_FIXED));
	proof(18, map(FIXED, UINT32_MAX, READ_WRITE, MAP_FIXED));
	proof(19, map(0xfffff000, 8192, READ_WRITE, MAP_FIXED));
	proof(20, map(0x1000, 4096, READ_WRITE, MAP_FIXED));
	proof(21,
	      map((vir_of(end) - 4096) & ~4095u, 8192, READ_WRITE, MAP_FIXED));
	proof(22, map(0x7fff0000, 4096, READ_WRITE, MAP_FIXED));
	proof(23, map(0, VIR_TOP, READ_WRITE, 0));
	proof(24, map(0, UINT32_MAX, READ_WRITE, 0));
	proof(25, map(0, 0x78000000, READ_WRITE, 0));
}

static uint32_t where(vir_t hint, uint32_t len)
{
	uint8_t *at = NULL;

	memory_map(hint, len, READ_WRITE, 0, &at);
	return vir_of(at);
}

static void place_steps(void)
{
	proof(30, where(0, 4096) - MMAP_START);
	proof(31, where(0, 4097) - MMAP_START);
	proof(32, where(0, 1) - MMAP_START);
	proof(33, where(FIXED, 4096) - FIXED);
	proof(34, where(FIXED, 4096) - FIXED);
	proof(35, where(FIXED + 0x5123, 4096) - FIXED);
	proof(36, where(0x10000000, 4096) - MMAP_START);
	proof(37, where(VIR_TOP, 4096) - MMAP_START);
	proof(38, where(UINT32_MAX, 4096) - MMAP_START);
	proof(39, where(VIR_TOP - 4096, 8192) - MMAP_START);
	proof(40, where(VIR_TOP - 4096, 4096) - VIR_TOP);
	proof(41, map(FIXED, 4096, READ_WRITE, MAP_FIXED));
	proof(42, map(FIXED - 4096, 3 * 4096, READ_WRITE, MAP_FIXED));
	proof(43, map(FIXED - 4096, 4096, READ_WRITE, MAP_FIXED));
	proof(44, map(0x10000000, 4096, READ_WRITE, MAP_FIXED));
}

/* GETINFO writes to memory: OK, or what became of it. */
static uint32_t kernel_writes(void *to)
{
	int r = sys_getinfo(GET_MEMORY, to, 4096);

	return (uint32_t)(r > 0 ? OK : r);
}

static void kind_steps(void)
{
	uint8_t *at = NULL, *other = NULL;
	uint32_t free, pages;

	memory_map(0xb0000000, 4 * 4096, READ_WRITE, 0, &at);
	poke(at, 1); /* its page table is there now */
	free = frames_free();
	pages = memory_pages();
	memory_map(0xb0010000, 8 * 4096, READ_WRITE, MAP_PREALLOC, &other);
	proof(50, free - frames_free());
	proof(51, memory_pages() - pages);
	proof(52, peek(other) | peek(other + 8 * 4096 - 4));
	free = frames_free();
	memory_map(0xb0020000, 8 * 4096, PROT_READ, MAP_PREALLOC, &other);
	proof(53, free - frames_free());
	proof(54, peek(other + 5 * 4096));
	proof(55, kernel_writes(other));
	memory_map(0xb0030000, 4096, PROT_READ, 0, &other);
	proof(56, peek(other));
	proof(57, kernel_writes(other));
	memory_map(0xb0040000, 4096, PROT_WRITE, 0, &other);
	poke(other, scenario_nonce);
	proof(58, peek(other) - scenario_nonce);
	free = frames_free();
	memory_map(0xb0050000, 100 * 4096, READ_WRITE, 0, &other);
	proof(59, free - frames_free());
	proof(60, peek(other + 99 * 4096));
	proof(61, free - frames_free());
	poke(other + 99 * 4096, 1);
	proof(62, free - frames_free());
}

static void unmap_steps(void)
{
	const vir_t at = 0xc0000000;
	uint8_t *page = (uint8_t *)(uintptr_t)at;
	uint32_t free = frames_free(), regions = memory_regions();

	proof(70, (uint32_t)memory_unmap(at, 0));
	proof(71, (uint32_t)memory_unmap(at + 1, 4096));
	proof(72, (uint32_t)memory_unmap(0, 4096));
	proof(73, (uint32_t)memory_unmap(VIR_TOP, 4096));
	proof(74, (uint32_t)memory_unmap(at, UINT32_MAX));
	proof(75, (uint32_t)memory_unmap(at, 64 * 4096)); /* nothing there */

	map(at, 9 * 4096, READ_WRITE, MAP_FIXED | MAP_PREALLOC);
	proof(76, free - frames_free());
	for (int i = 0; i < 9; i++)
		poke(page + i * 4096, scenario_nonce + (uint32_t)i);
	proof(77, (uint32_t)memory_unmap(at + 3 * 4096, 2 * 4096 + 1));
	proof(78, memory_regions() - regions);
	proof(79, free - frames_free());
	proof(80, kernel_writes(page + 3 * 4096));
	proof(81, kernel_writes(page + 5 * 4096));
	proof(82, (peek(page + 2 * 4096) ^ (scenario_nonce + 2)) |
			  (peek(page + 6 * 4096) ^ (scenario_nonce + 6)));
	proof(83, map(at + 3 * 4096, 3 * 4096, READ_WRITE, MAP_FIXED));
	proof(84, memory_regions() - regions);
	proof(85, peek(page + 3 * 4096) | peek(page + 5 * 4096));
	proof(86, (uint32_t)memory_unmap(at - 5 * 4096, 20 * 4096));
	proof(87, memory_regions() - regions);
	proof(88, free - frames_free());
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	error_steps();
	place_steps();
	kind_steps();
	unmap_steps();
	return 0;
}
