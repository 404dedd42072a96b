/*
 * poison.h: what memory holds that nobody may read (DEBUG_VMASSERT builds).
 *
 * A word with one of these patterns, or an address a little above one, was
 * taken from memory that was given back, or that nobody has written yet. Both
 * are above everything that is mapped, so that using one as a pointer is an
 * exception, whose report names the pattern. And memory that should hold one,
 * but does not, was written by somebody who had no business there.
 *
 *	                 given back          never written
 *	process slots    proc_clear()        all but the boot processes'
 *	frames           the last release    free since boot (the first bytes)
 *	kernel stack                         what no call has reached yet
 */
#pragma once

#include <faultline/types.h>

#define POISON_FREED 0xdeadf4eeu /* "dead free" */
#define POISON_FRESH 0xfe11f4e5u /* "fell fresh" */

/* Values so little above a pattern are pointers to members of what it was. */
#define POISON_REACH 4096u

static inline void poison_fill(void *at, size_t bytes, uint32_t pattern)
{
	for (size_t i = 0; i < bytes / sizeof(uint32_t); i++)
		((uint32_t *)at)[i] = pattern;
}

/* Does all of it still hold the pattern? */
static inline bool poison_intact(const void *at, size_t bytes, uint32_t pattern)
{
	for (size_t i = 0; i < bytes / sizeof(uint32_t); i++)
		if (((const uint32_t *)at)[i] != pattern)
			return false;
	return true;
}

/* What a value that comes from poisoned memory was; NULL: it does not. */
static inline const char *poison_name(uint32_t value)
{
	if (value - POISON_FREED < POISON_REACH)
		return "freed memory";
	if (value - POISON_FRESH < POISON_REACH)
		return "memory that was never written";
	return NULL;
}
