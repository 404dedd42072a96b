/*
 * deep.h: a function that calls itself until there is no stack.
 */
#pragma once

#include "grader/kit/scenario.h"

#define DEEP 5000 /* of 100 bytes and more: several times a stack of 64 KB */

static __attribute__((noinline)) uint32_t deep(uint32_t calls)
{
	volatile char room[100];

	room[calls % sizeof(room)] = 1;
	if (calls == 0)
		return 0;
	return deep(calls - 1) + (uint32_t)room[calls % sizeof(room)];
}
