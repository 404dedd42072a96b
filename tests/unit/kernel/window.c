/*
 * window.c: no translation through a window is ever stale, on the worst
 * processor that the manual allows.
 *
 * The emulator caches a translation when it is used. This processor caches, at
 * every moment, whatever it may: each present entry of the loaded directory, at
 * once, and keeps it until CR3 is loaded. Then it begins again at once, too. It
 * sets the accessed bit in what it caches.
 *
 * A page table is a number here; what is in it has a version, which grows when
 * VM edits it. window.c is included, so that it runs on this processor.
 */
/* links: tests/unit/{fakes/arch,vm/host}.c kernel/arch/x86/segments.c */
/* links: kernel/{role,option,proc,priv,sched,ipc,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,async,grant}.c */
#include <criterion/criterion.h>
#include <string.h>
#include "servers/vm/physmem.h"
#include "tests/unit/fakes/arch.h"
#include "tests/unit/vm/host.h"
#include "tests/unit/vm/random.h"

/* Not the host's own CR3. */
#define cr3_read host_cr3_read
#define cr3_write host_cr3_write
#include "kernel/arch/x86/cpu.h"
#undef cr3_read
#undef cr3_write

static uint32_t cr3_read(void);
static void cr3_write(uint32_t value);

#include "kernel/arch/x86/window.c"

#define PROCS 4u
#define AREAS 24u /* of 4 MB, of each process: more than there are windows */
#define FIRST_PDE 4u
#define AREA_PDE 100u
#define ENTRIES 1024u

bool paging_on;
struct proc *ptproc;

static struct proc *process[PROCS]; /* the first is VM */
static uint32_t (*directory)[ENTRIES];

/* --- the processor -------------------------------------------------------- */

static uint32_t loaded; /* CR3 */
static uint32_t version[ENTRIES * PROCS];

static struct cached {
	uint32_t entry; /* 0: nothing */
	uint32_t version;
} cache[NR_WINDOWS];

static uint32_t version_of(uint32_t entry)
{
	return entry & PTE_BIG ? 0 : version[entry >> CLICK_SHIFT];
}

/* Whatever may be cached is. */
static void cache_all(void)
{
	for (uint32_t i = 0; i < NR_WINDOWS; i++) {
		uint32_t *entry = &directory[loaded][FIRST_PDE + i];

		if (!(*entry & PTE_PRESENT) || cache[i].entry != 0)
			continue;
		*entry |= PTE_ACCESSED;
		cache[i] = (struct cached){*entry, version_of(*entry)};
	}
}

static uint32_t cr3_read(void)
{
	return (loaded + 1) << CLICK_SHIFT; /* 0 would be: no page table */
}

static void cr3_write(uint32_t value)
{
	loaded = (value >> CLICK_SHIFT) - 1;
	memset(cache, 0, sizeof(cache));
	cache_all();
}

/* --- the machine ---------------------------------------------------------- */

static uint32_t *area_entry(uint32_t n, uint32_t area)
{
	return &directory[n][AREA_PDE + area];
}

static void process_start(uint32_t n)
{
	process[n] =
		n == 0 ? proc_vm() : fake_process(5 + (int)n, PRIV_SERVICE);
	process[n]->arch.cr3 = (n + 1) << CLICK_SHIFT;
	process[n]->arch.cr3_lin = (lin_t)(uintptr_t)directory[n];
	for (uint32_t area = 0; area < AREAS; area++)
		*area_entry(n, area) = (n * AREAS + area) << CLICK_SHIFT |
				       PTE_PRESENT | PTE_WRITE | PTE_USER;
}

static void machine(void)
{
	fake_boot();
	host_memory(PROCS * sizeof(*directory)); /* addresses of 32 bits */
	directory = physmem(HOST_MEMORY);
	memset(directory, 0, PROCS * sizeof(*directory));
	for (uint32_t n = 0; n < PROCS; n++)
		process_start(n);
	for (uint32_t pde = FIRST_PDE; window_offer(pde); pde++)
		continue;
	paging_on = true;
	ptproc = process[0];
}

TestSuite(kernel_window, .init = machine);

/* --- what happens on it --------------------------------------------------- */

static void run(uint32_t n)
{
	if (process[n] == ptproc)
		return;
	cr3_load(process[n]->arch.cr3, &counters.cr3_switch);
	ptproc = process[n];
}

/* As kernelpart_close_windows() does. */
static void vm_closes_windows(void)
{
	if (directory[0][FIRST_PDE] != 0)
		cr3_load(process[0]->arch.cr3, &counters.cr3_flush);
}

/* VM changes what is in a table, or takes the table away, or gives it back. */
static void vm_edits(uint32_t n, uint32_t area, bool present)
{
	uint32_t *entry = area_entry(n, area);
	uint32_t table = *entry >> CLICK_SHIFT;

	run(0);
	vm_closes_windows();
	for (uint32_t i = 0; i < NR_WINDOWS; i++)
		cr_assert(cache[i].entry == 0 ||
				  cache[i].entry >> CLICK_SHIFT != table,
			  "the processor knows the table that VM edits");
	version[table]++;
	*entry &= ~(PTE_PRESENT | PTE_ACCESSED);
	*entry |= present ? PTE_PRESENT : 0;
}

/* The processor finds at lin what is wanted, as it is now; or nothing. */
static void finds(lin_t lin, uint32_t wanted)
{
	const uint32_t bits = PTE_ACCESSED | PTE_DIRTY | PTE_USER;
	const struct cached *c = &cache[(lin >> BIG_SHIFT) - FIRST_PDE];

	cache_all();
	if (!(wanted & PTE_PRESENT)) {
		cr_assert_eq(c->entry, 0, "what is absent is seen");
		return;
	}
	cr_assert_eq(c->entry & ~bits, wanted & ~bits, "another entry");
	cr_assert_eq(c->version, version_of(wanted), "what was there before");
}

/* Returns how many bytes are visible. */
static uint32_t looks(uint32_t n, uint32_t area)
{
	uint32_t bytes = 64;
	lin_t lin =
		window_map(process[n], (AREA_PDE + area) << BIG_SHIFT, &bytes);

	if (bytes > 0 && process[n] != ptproc)
		finds(lin, *area_entry(n, area));
	return bytes;
}

static uint32_t looks_at_memory(uint32_t area)
{
	uint32_t bytes = 64, addr = NOPT_TOP + area * BIG_SIZE;
	lin_t lin = window_map(NULL, addr, &bytes);

	if (bytes > 0)
		finds(lin, addr | PTE_BIG | PTE_WRITE | PTE_PRESENT);
	return bytes;
}

static void one_of_all(uint64_t *state)
{
	uint32_t n = random_below(state, PROCS);
	uint32_t area = random_below(state, AREAS);

	switch (random_below(state, 80)) {
	case 0:
		run(n);
		break;
	case 1:
		vm_edits(n == 0 ? 1 : n, area, random_below(state, 4) != 0);
		break;
	case 2:
		looks_at_memory(area);
		break;
	case 3: /* it has run, and the processor has used this entry */
		*area_entry(n, area) |= PTE_ACCESSED;
		break;
	default:
		looks(n, area);
	}
	cache_all();
	window_check();
}

Test(kernel_window, nothing_stale_whatever_the_processor_caches)
{
	uint64_t state = 1;

	for (int i = 0; i < 200000; i++)
		one_of_all(&state);
	cr_assert_gt(counters.cr3_window, 1000, "windows did run out");
	cr_assert_gt(counters.cr3_flush, 500, "VM did close windows");
	cr_assert_gt(counters.window_reused, 1000);
}

Test(kernel_window, a_load_for_every_fifteen_that_are_opened)
{
	for (uint32_t area = 0; area < 15; area++)
		cr_assert_eq(looks(1, area), 64);
	for (uint32_t area = 0; area < 15; area++)
		cr_assert_eq(looks(1, area), 64, "it is open");
	cr_assert_eq(counters.window_mapped, 15);
	cr_assert_eq(counters.window_reused, 15);
	cr_assert_eq(counters.cr3_window, 0);
	cr_assert_eq(looks(1, 15), 0, "map both sides again");
	cr_assert_eq(counters.cr3_window, 1);
	cr_assert_eq(directory[0][FIRST_PDE], 0);
	cr_assert_eq(looks(1, 15), 64);
	cr_assert_eq(looks_at_memory(0), 64);
	cr_assert_eq(counters.window_mapped, 17);
	cr_assert_eq(counters.cr3_window, 1);
}

Test(kernel_window, what_is_absent_opens_none)
{
	vm_edits(2, 3, false);
	for (uint32_t i = 0; i < 2 * NR_WINDOWS; i++)
		cr_assert_eq(looks(2, 3), 64);
	cr_assert_eq(counters.window_mapped + counters.cr3_window, 0);
	cr_assert_eq(directory[0][FIRST_PDE], 0);
}

Test(kernel_window, a_directory_that_is_not_loaded_has_none)
{
	run(1);
	for (uint32_t area = 0; area < 5; area++)
		looks(2, area);
	run(2);
	for (uint32_t i = 0; i < NR_WINDOWS; i++)
		cr_assert_eq(directory[1][FIRST_PDE + i], 0);
}
