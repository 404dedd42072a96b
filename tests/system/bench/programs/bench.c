/*
 * bench.c: what things cost, in instructions and loads of CR3.
 *
 *	bench NONCE PEER OTHER
 *
 * Prints "cost NAME INSTRUCTIONS LOADS" for each thing, as make bench wants it.
 * PEER and OTHER are bench_peers; OTHER is there to be copied to between two
 * copies (cold).
 */
#include "grader/kit/bench.h"

#define ROUNDS 8
#define PAGES 64 /* of grants for page faults */
#define SAFECOPY_BYTES (64 * 1024u)

_Static_assert(ROUNDS *SAFECOPY_BYTES <= BENCH_BYTES,
	       "each round copies memory of its own");

struct cost {
	uint32_t instructions, loads;
};

static endpoint_t peer, other;
static vir_t peer_memory, other_memory;
static uint8_t *memory, *mapped; /* BENCH_BYTES each, all there */
static struct grant grants[1];

static struct cost overhead;        /* of measuring */
static struct cost clock_interrupt; /* of one that comes in a process */
static struct cost call_interrupt;  /* in the middle of a kernel call */
static const struct cost *interrupt = &clock_interrupt; /* each that came */

/* What the round that is measured works on. */
static uint32_t round, bytes;

static void nothing(void)
{
}

/* --- measuring ------------------------------------------------------------ */

/*
 * Until the next interrupt of the clock; returns how many instructions that
 * took: what is missing between two looks at the time.
 */
static uint32_t clock_wait(void)
{
	uint32_t last = instructions(), usual = UINT32_MAX;

	for (;;) {
		uint32_t now = instructions(), gap = now - last;

		if (gap < usual)
			usual = gap;
		if (gap > usual + 20)
			return gap - usual;
		last = now;
	}
}

static uint32_t loads_of(const struct counters *c)
{
	return c->cr3_switch + c->cr3_window + c->cr3_flush +
	       c->cr3_setaddrspace;
}

/*
 * Begun right after a tick, so that the next one is far away: the second that
 * is seen, for the first may have waited for a long kernel call to end.
 */
static struct cost once(void (*operation)(void))
{
	static struct counters before, after;
	uint32_t start, took, interrupts;

	clock_wait();
	clock_wait();
	sys_getinfo(GET_COUNTERS, &before, sizeof(before));
	start = instructions();
	operation();
	took = instructions() - start;
	sys_getinfo(GET_COUNTERS, &after, sizeof(after));
	interrupts = after.interrupts - before.interrupts;
	return (struct cost){took - overhead.instructions -
				     interrupts * interrupt->instructions,
			     loads_of(&after) - loads_of(&before) -
				     overhead.loads -
				     interrupts * interrupt->loads};
}

static struct cost least(void (*prepare)(void), void (*operation)(void))
{
	struct cost best = {UINT32_MAX, UINT32_MAX};

	for (round = 0; round < ROUNDS; round++) {
		struct cost cost;

		prepare();
		cost = once(operation);
		if (cost.instructions < best.instructions)
			best = cost;
	}
	return best;
}

static void report(const char *name, struct cost cost)
{
	printf("cost %s %u %u\n", name, cost.instructions, cost.loads);
}

static void measure(const char *name, void (*prepare)(void),
		    void (*operation)(void))
{
	report(name, least(prepare, operation));
}

static void clock_once(void)
{
	clock_wait();
}

static void measure_clock(void)
{
	uint32_t best = UINT32_MAX;

	for (round = 0; round < ROUNDS; round++) {
		uint32_t took = clock_wait();

		best = took < best ? took : best;
	}
	overhead = least(nothing, nothing);
	clock_interrupt.loads = once(clock_once).loads;
	clock_interrupt.instructions = best;
	report("clock_interrupt", clock_interrupt);
}

/* --- calls and messages --------------------------------------------------- */

static uint32_t order(endpoint_t who, enum bench_order what, uint32_t word)
{
	struct message m = {.words = {word}};

	server_call(who, (int)what, &m);
	return m.words[0];
}

static void call_kernel(void)
{
	static struct msg_times times;

	sys_times(SELF, &times);
}

static void call_peer(void)
{
	order(peer, BENCH_ECHO, 0);
}

static void call_pm(void)
{
	getpid();
}

static void notify_peer(void)
{
	ipc_notify(peer);
}

static void measure_calls(void)
{
	measure("null_kcall", nothing, call_kernel);
	measure("notify", call_peer, notify_peer);
	measure("sendrec_paged", nothing, call_peer);
	measure("sendrec_nopt", nothing, call_pm);
}

/* --- page faults ---------------------------------------------------------- */

static uint8_t *fresh; /* never touched but for what the rounds do */

static uint8_t *page(uint8_t *from)
{
	return from + round * CLICK_SIZE;
}

static void write_fresh(void)
{
	poke(page(fresh), 1);
}

static void read_fresh(void)
{
	peek(page(fresh) + PAGES / 2 * CLICK_SIZE);
}

static void share_page(void)
{
	order(peer, BENCH_COW, round);
}

static void share_page_alone(void)
{
	order(peer, BENCH_COW, round);
	order(peer, BENCH_WRITE, round);
}

static void write_page(void)
{
	poke(page(memory), 2);
}

static void measure_faults(void)
{
	fresh = vm_mmap(NULL, PAGES * CLICK_SIZE, PROT_READ | PROT_WRITE, 0);
	measure("fault_zero_write", nothing, write_fresh);
	measure("fault_zero_read", nothing, read_fresh);
	measure("fault_cow", share_page, write_page);
	measure("fault_last_sharer", share_page_alone, write_page);
}

/* --- copies --------------------------------------------------------------- */

static void copy_to(endpoint_t who, vir_t to)
{
	sys_vircopy(SELF, (vir_t)(uintptr_t)memory, who, to, bytes);
}

static void copy_to_peer(void)
{
	copy_to(peer, peer_memory);
}

static void copy_to_other(void)
{
	copy_to(other, other_memory);
}

static void measure_copy(const char *name, uint32_t size)
{
	char cold[20];

	bytes = size;
	measure(name, copy_to_peer, copy_to_peer);
	snprintf(cold, sizeof(cold), "%s_cold", name);
	measure(cold, copy_to_other, copy_to_peer);
}

/* By grant. Each round has memory of its own: what is mapped is fresh. */
static void safecopy(uint32_t flags)
{
	sys_safecopyfrom_flags(peer, 0, round * SAFECOPY_BYTES,
			       memory + round * SAFECOPY_BYTES, SAFECOPY_BYTES,
			       flags);
}

static void safecopy_from_peer(void)
{
	safecopy(0);
}

static void safecopy_from_peer_cow(void)
{
	safecopy(SAFECOPY_COW);
}

static void map_from_peer(void)
{
	uint32_t at = round * bytes % BENCH_BYTES;

	sys_safemap(peer, 0, at, mapped + at, bytes, SAFEMAP_COW);
}

static void measure_map(const char *name, uint32_t size)
{
	bytes = size;
	measure(name, nothing, map_from_peer);
}

/* Of a copy that begins so long after a tick; the least of several. */
static uint32_t copy_took(uint32_t delay)
{
	uint32_t best = UINT32_MAX;

	for (int i = 0; i < ROUNDS; i++) {
		uint32_t start, took;

		clock_wait();
		clock_wait();
		start = instructions();
		while (instructions() - start < delay)
			;
		start = instructions();
		copy_to_peer();
		took = instructions() - start;
		best = took < best ? took : best;
	}
	return best;
}

/*
 * A copy that is a little longer than what the kernel copies between two looks
 * at interrupts. Begun right after a tick it sees none, begun later one. The
 * directory that is loaded stays.
 */
static void measure_call_interrupt(void)
{
	bytes = 33 * 1024;
	copy_to_peer();
	call_interrupt.instructions = copy_took(5000) - copy_took(0);
	report("call_interrupt", call_interrupt);
}

static void measure_copies(void)
{
	measure_call_interrupt();
	interrupt = &call_interrupt;
	measure_copy("copy_64", 64);
	measure_copy("copy_4k", 4096);
	measure_copy("copy_64k", 64 * 1024);
	measure_copy("copy_1m", 1024 * 1024);
	measure("safecopy_64k", nothing, safecopy_from_peer);
	interrupt = &clock_interrupt;
	measure("safecopy_64k_cow", nothing, safecopy_from_peer_cow);
	measure_map("cowmap_4k", 4096);
	measure_map("cowmap_64k", 64 * 1024);
	measure_map("cowmap_1m", 1024 * 1024);
}

static void memory_grant(void)
{
	memory = vm_mmap(NULL, BENCH_BYTES, PROT_READ | PROT_WRITE,
			 MAP_PREALLOC);
	mapped = vm_mmap(NULL, BENCH_BYTES, PROT_READ | PROT_WRITE,
			 MAP_PREALLOC);
	grants[0].flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT | GRANT_READ |
			  GRANT_MAP;
	grants[0].direct.grantee = peer;
	grants[0].direct.start = (vir_t)(uintptr_t)memory;
	grants[0].direct.len = BENCH_BYTES;
	sys_setgrant(grants, 1);
}

int main(int argc, char **argv)
{
	struct counters counters;

	printf("the first program runs\n");
	sys_getinfo(GET_COUNTERS, &counters, sizeof(counters));
	printf("loads at start %u\n", loads_of(&counters));
	scenario_begin(argc, argv);
	peer = argc > 2 ? (endpoint_t)strtou(argv[2], NULL) : NONE;
	other = argc > 3 ? (endpoint_t)strtou(argv[3], NULL) : NONE;
	memory_grant();
	peer_memory = order(peer, BENCH_ECHO, 0);
	other_memory = order(other, BENCH_ECHO, 0);
	measure_clock();
	measure_calls();
	measure_faults();
	measure_copies();
	return 0;
}
