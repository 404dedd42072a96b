/*
 * failing.h: what vm_failing does that VM does not, and who uses it.
 *
 *	VM_FAIL   vminfo.total: the number of the allocation, counted from now,
 *	          that is to fail; 0: none. Reply: vminfo.free: what is left of
 *	          the number that was set before, 0 if that one has failed.
 */
#pragma once

#include "grader/kit/scenario.h"

#define VM_FAIL (VM_CALL + 0xf0)
#define FAIL_NEXT 0x777 /* fail_boss, to a victim: the message's type */

static inline uint32_t vm_fail(uint32_t number)
{
	struct message m = {.vminfo = {.total = number}};

	server_call(VM_PROC_NR, VM_FAIL, &m);
	return m.vminfo.free;
}

static inline uint32_t frames_free(void)
{
	uint32_t total, free = 0;

	vm_frames(&total, &free);
	return free;
}
