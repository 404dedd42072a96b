/*
 * copy_overlap.c: copies between ranges that overlap, which stop at every page
 * that is not there yet, or not to be written yet, and go on.
 *
 * Each copy has pages of its own. A page is absent at first; a page that was
 * only read shows the frame of zeroes that all share; a page that was written
 * is there. All combinations of three pages are tried. The table in
 * ../copy.c says what each step must observe.
 */
#include "grader/kit/peer.h"

#define PAGES 3
#define PAGE 4096u
#define STATES 3        /* absent, read, written */
#define COMBINATIONS 27 /* of three pages */

static uint8_t expected[PAGES * PAGE];

static const uint32_t offsets[] = {1, 3, 4, 256, 4095, 4096, 4097};

#define OFFSETS (sizeof(offsets) / sizeof(offsets[0]))

/* Fresh pages in those states, and in expected what they show. */
static uint8_t *pages_make(uint32_t combination)
{
	uint8_t *pages = vm_mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE, 0);

	memset(expected, 0, sizeof(expected));
	for (uint32_t i = 0; i < PAGES; i++, combination /= STATES) {
		uint8_t *page = pages + i * PAGE;

		if (combination % STATES == 1)
			peek(page);
		if (combination % STATES != 2)
			continue;
		for (uint32_t at = 0; at < PAGE; at += 4)
			poke(page + at, scenario_nonce + i * PAGE + at);
		memcpy(expected + i * PAGE, page, PAGE);
	}
	return pages;
}

/* One copy within fresh pages: is the result that of memmove()? */
static uint32_t wrong(uint32_t combination, uint32_t from, uint32_t to,
		      uint32_t bytes)
{
	uint8_t *pages = pages_make(combination);
	vir_t at = vir_of(pages);
	uint32_t bad = 0;

	memmove(expected + to, expected + from, bytes);
	if (sys_vircopy(SELF, at + from, SELF, at + to, bytes) != OK ||
	    memcmp(pages, expected, sizeof(expected)) != 0)
		bad = 1;
	vm_munmap(pages, PAGES * PAGE);
	return bad;
}

static uint32_t all_wrong(bool up, uint32_t gap)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < OFFSETS; i++) {
		uint32_t low = 1, high = low + offsets[i];
		uint32_t bytes = PAGES * PAGE - high - gap;

		for (uint32_t c = 0; c < COMBINATIONS; c++)
			count += up ? wrong(c, low, high, bytes)
				    : wrong(c, high, low, bytes);
	}
	return count;
}

/* Down by 256 bytes, with the third page untouched. */
static void first_steps(void)
{
	proof(1, wrong(8, 256, 0, 2 * PAGE));
	proof(2, wrong(8, 0, 256, 2 * PAGE));
}

/* What VM is asked for is what is left, once for each side. */
static void request_steps(void)
{
	uint32_t requests = COUNTER(request[VMPTYPE_CHECK]);

	wrong(0, 0, PAGE, 2 * PAGE);
	proof(20, COUNTER(request[VMPTYPE_CHECK]) - requests);
	requests = COUNTER(request[VMPTYPE_CHECK]);
	wrong(0, PAGE, 0, 2 * PAGE);
	proof(21, COUNTER(request[VMPTYPE_CHECK]) - requests);
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	first_steps();
	proof(10, all_wrong(false, 2));
	proof(11, all_wrong(true, 2));
	proof(12, all_wrong(true, 0));
	request_steps();
	return 0;
}
