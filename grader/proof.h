/*
 * proof.h: how a scenario's program proves to the grader what it saw.
 *
 * A student's kernel can print anything. So the program, which the student has
 * not written, mixes each value that it observed with a nonce from its command
 * line, and prints the result; the grader knows the nonce, too, and what should
 * have been observed. The nonce depends on the bytes of the boot disks, so a
 * kernel cannot carry the right answers in itself.
 *
 * Program and grader both include this header.
 */
#pragma once

#include <stdint.h>

/* Every bit of the result depends on every bit of the three. */
static inline uint32_t proof_mix(uint32_t nonce, uint32_t step, uint32_t value)
{
	uint32_t h = nonce;
	const uint32_t in[2] = {step, value};

	for (int i = 0; i < 2; i++) {
		h ^= in[i] + 0x9e3779b9u + (h << 6) + (h >> 2);
		h ^= h >> 16;
		h *= 0x85ebca6bu;
		h ^= h >> 13;
		h *= 0xc2b2ae35u;
		h ^= h >> 16;
	}
	return h;
}

/* What stands for the value in the registers of a program that stops. */
#define PROOF_STOP 0x4c4f4f4bu
