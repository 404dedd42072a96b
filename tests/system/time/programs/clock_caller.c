/*
 * clock_caller.c: makes long calls, and counts the ticks that come meanwhile.
 *
 *	NAME NONCE WITNESS
 *
 * It lowers its own priority, so that clock_witness.c is to run at each tick,
 * also in the middle of a call. The table in ../clock.c says what each step
 * must observe.
 */
#include <faultline/async.h>
#include <lib/sys/ipc.h>
#include "grader/kit/agent.h"
#include "grader/kit/bench.h"
#include "grader/kit/peer.h"
#include "tests/system/time/programs/ticks.h"

#define MB 0x100000u
#define BYTES (4 * MB)
#define PHYS_START (8 * MB)
#define PHYS_BYTES (20 * MB)

/* Loaded with the program: its frames lie one behind the other. */
static uint8_t area[BYTES + CLICK_SIZE] __attribute__((aligned(4096)));

static phys_t phys; /* where area lies */

/* --- the calls ------------------------------------------------------------ */

static void copy(const uint8_t *from, uint8_t *to)
{
	sys_vircopy(SELF, vir_of(from), SELF, vir_of(to), BYTES);
}

static void copy_down(void)
{
	copy(area + CLICK_SIZE, area);
}

static void copy_up(void)
{
	copy(area, area + CLICK_SIZE);
}

/* Onto itself: it changes nothing. */
static void copy_physical(void)
{
	const struct msg_copy how = {SELF,     SEG_PHYS,   PHYS_START, SELF,
				     SEG_PHYS, PHYS_START, PHYS_BYTES};

	sys_physcopy(&how);
}

static void copy_granted(void)
{
	sys_safecopyfrom(getpid(), 0, 0, area, BYTES);
}

static void look_up(void)
{
	sys_umap(SELF, SEG_D, vir_of(area), sizeof(area), &phys);
}

static void fill(void)
{
	sys_memset(phys, sizeof(area), 0x5a);
}

static void send_all(void)
{
	static struct async_message table[ASYNC_MAX];

	for (int i = 0; i < ASYNC_MAX; i++) {
		table[i].flags = ASYNC_VALID;
		table[i].dst = NONE; /* each gets its error */
	}
	ipc_senda(table, ASYNC_MAX);
}

static void get_counters(void)
{
	COUNTER(interrupts);
}

static void print_line(void)
{
	char line[DIAG_LINE_MAX];

	memset(line, '.', sizeof(line));
	sys_diag_print(line, sizeof(line));
}

static void print_counters(void)
{
	sys_diag_counters();
}

/* --- the steps ------------------------------------------------------------ */

/* Words of area, from start on, that are not first, first + 1 and so on. */
static uint32_t wrong(uint32_t start, uint32_t first)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < BYTES / 4; i += 61)
		count += peek(area + start + 4 * i) != first + i;
	return count;
}

/* Step: the ticks; step + 1: did the witness run between any two? */
static void call_step(uint32_t step, endpoint_t witness, void (*call)(void))
{
	turn_ask(witness, 1, 0);
	proof(step, lost(call));
	proof(step + 1, turn_ask(witness, 1, 0) < 2 * tick);
}

static void copy_steps(endpoint_t witness)
{
	for (uint32_t i = 0; i < sizeof(area) / 4; i++)
		poke(area + 4 * i, scenario_nonce + i);
	call_step(10, witness, copy_down);
	proof(12, wrong(0, scenario_nonce + CLICK_SIZE / 4));
	call_step(20, witness, copy_up);
	proof(22, wrong(CLICK_SIZE, scenario_nonce + CLICK_SIZE / 4));
	call_step(30, witness, copy_physical);
	call_step(40, witness, copy_granted);
}

static void frame_steps(endpoint_t witness)
{
	phys_t last = 0;
	uint32_t found = 0;

	call_step(50, witness, look_up);
	sys_umap(SELF, SEG_D, vir_of(area) + BYTES, 1, &last);
	proof(52, last - phys);
	call_step(60, witness, fill);
	proof(62, peek(area));
	proof(63, peek(area + sizeof(area) - 4));
	/* Its first page lies somewhere else: another has the frame. */
	vm_munmap(area, CLICK_SIZE);
	vm_mmap(NULL, CLICK_SIZE, PROT_READ | PROT_WRITE, MAP_PREALLOC);
	vm_mmap(area, CLICK_SIZE, PROT_READ | PROT_WRITE,
		MAP_FIXED | MAP_PREALLOC);
	for (uint32_t pages = 60; pages < 70; pages++)
		found += sys_umap(SELF, SEG_D, vir_of(area), pages * CLICK_SIZE,
				  &last) == OK;
	proof(64, found);
}

static void short_steps(endpoint_t witness)
{
	call_step(70, witness, get_counters);
	turn_ask(witness, 1, 0);
	proof(80, lost(send_all));
	proof(81, turn_ask(witness, 1, 0) / tick <= MOST);
	proof(90, lost(print_line) <= MOST);
	proof(91, lost(print_counters) <= MOST);
}

int main(int argc, char **argv)
{
	endpoint_t witness = peer_named(argc, argv, 2);
	static struct grant grants[1];

	scenario_begin(argc, argv);
	grants[0].flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT | GRANT_READ;
	grants[0].direct.grantee = getpid();
	grants[0].direct.start = vir_of(area);
	grants[0].direct.len = sizeof(area);
	sys_setgrant(grants, 1);
	proof(1, (uint32_t)agent_schedule(getpid(), PRIO_USER, 5));
	tick_measure();
	copy_steps(witness);
	frame_steps(witness);
	short_steps(witness);
	turn_ask(witness, 2, 0);
	return 0;
}
