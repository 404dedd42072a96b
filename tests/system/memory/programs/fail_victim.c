/*
 * fail_victim.c: dies, because memory that it touches cannot be had.
 *
 *	fail_victim NONCE NUMBER
 *
 * When fail_boss says so, it touches memory for which VM makes allocations; the
 * NUMBER-th fails. Its last breath is step 1: 1. If it gets to its end, step 2
 * says what is left of NUMBER.
 *
 *	1  the page table, when the first page is read    SIGKILL
 *	2  the first page, when it is written             SIGKILL
 *	3  another page, written at once                  SIGKILL
 *	4  and its page table                             SIGKILL
 *	5  the page where an answer is to be written      SIGSEGV
 */
#include "tests/system/memory/programs/failing.h"

#define AREA 0x90000000u
#define AREA2 (AREA + 0x800000u)

/* A kernel call whose message is all zeroes: any answer will do. */
static void answer_to(vir_t message)
{
	asm volatile("int $32" : "+a"(message) : : "memory", "cc");
}

int main(int argc, char **argv)
{
	uint32_t number = argc > 2 ? strtou(argv[2], NULL) : 0;
	static struct message m;

	scenario_begin(argc, argv);
	vm_mmap((void *)AREA, 2 * CLICK_SIZE, PROT_READ | PROT_WRITE,
		MAP_FIXED);
	vm_mmap((void *)AREA2, CLICK_SIZE, PROT_READ | PROT_WRITE, MAP_FIXED);
	ipc_receive(ANY, &m, NULL);
	proof(1, 1);
	vm_fail(number);
	peek((void *)AREA);
	poke((void *)AREA, 1);
	poke((void *)AREA2, 1);
	answer_to(AREA + CLICK_SIZE);
	proof(2, vm_fail(0));
	return 0;
}
