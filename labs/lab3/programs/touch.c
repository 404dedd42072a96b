/*
 * touch.c: touches a page of fresh memory, once, with one instruction that
 * reads and writes.
 *
 * step 1  the word afterwards: 0 if the page was zero and the instruction was
 *         executed exactly once
 * step 2  the address of the instruction
 * step 3  how many faults it took
 * step 4  look: the page is there
 */
#include "grader/kit/scenario.h"

int main(int argc, char **argv)
{
	uint32_t faults, *page, at;

	scenario_begin(argc, argv);
	page = vm_mmap(NULL, 4096, PROT_READ | PROT_WRITE, 0);
	faults = COUNTER(fault_user);
	asm volatile("movl $1f, %0\n"
		     "1:\taddl %2, (%1)"
		     : "=&r"(at)
		     : "r"(page), "r"(scenario_nonce)
		     : "memory", "cc");
	faults = COUNTER(fault_user) - faults;
	proof(1, *page - scenario_nonce);
	proof(2, at);
	proof(3, faults);
	look(4, (uint32_t)(uintptr_t)page);
	return 0;
}
