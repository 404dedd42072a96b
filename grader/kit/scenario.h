/*
 * scenario.h: what the programs of the scenarios have in common.
 *
 * A program's first argument is its nonce (see grader/proof.h).
 */
#pragma once

#include <grader/proof.h>
#include <lib/sys/stdio.h>
#include <lib/base/string.h>
#include <lib/sys/syscall.h>
#include <lib/sys/vmcall.h>

static uint32_t scenario_nonce;

static inline void scenario_begin(int argc, char **argv)
{
	scenario_nonce = argc > 1 ? strtou(argv[1], NULL) : 0;
}

/* In step, value was observed. */
static inline void proof(uint32_t step, uint32_t value)
{
	printf("proof %u 0x%08x\n", step,
	       proof_mix(scenario_nonce, step, value));
}

/*
 * Stop in the debugger, for the grader to look at the machine: EAX shows that
 * it is really this program, at this step; EBX is for its eyes.
 */
static inline void look(uint32_t step, uint32_t value)
{
	uint32_t eax = proof_mix(scenario_nonce, step, PROOF_STOP);

	asm volatile("xchgw %%bx, %%bx" : : "a"(eax), "b"(value) : "memory");
}

/* Read and write memory, exactly once, exactly here. */
static inline uint32_t peek(const void *at)
{
	uint32_t value;

	asm volatile("movl (%1), %0" : "=r"(value) : "r"(at) : "memory");
	return value;
}

static inline void poke(void *at, uint32_t value)
{
	asm volatile("movl %1, (%0)" : : "r"(at), "r"(value) : "memory");
}

/* The counter of the kernel at this offset of struct counters. */
#define COUNTER(member)                                         \
	({                                                      \
		static struct counters now_;                    \
		sys_getinfo(GET_COUNTERS, &now_, sizeof(now_)); \
		now_.member;                                    \
	})
