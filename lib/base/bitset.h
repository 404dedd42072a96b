/*
 * bitset.h: sets of small numbers, one bit each, in words of 32.
 *
 * A set is an array of BITSET_WORDS(members) words. A member must be less than
 * that number: the functions do not know how long the array is.
 */
#pragma once

#include <faultline/types.h>

#define BITSET_WORDS(members) (((members) + 31) / 32)

static inline bool bitset_has(const uint32_t *set, uint32_t member)
{
	return set[member / 32] >> (member % 32) & 1;
}

static inline void bitset_add(uint32_t *set, uint32_t member)
{
	set[member / 32] |= 1u << (member % 32);
}

static inline void bitset_remove(uint32_t *set, uint32_t member)
{
	set[member / 32] &= ~(1u << (member % 32));
}

/* The first member that is not less than from; words * 32 if there is none. */
static inline uint32_t bitset_next(const uint32_t *set, uint32_t words,
				   uint32_t from)
{
	uint32_t word = from / 32, bits;

	if (word >= words)
		return words * 32;
	bits = set[word] & ~0u << (from % 32);
	while (bits == 0) {
		if (++word == words)
			return words * 32;
		bits = set[word];
	}
	return word * 32 + (uint32_t)__builtin_ctz(bits);
}

/* Visit all members, in order; the set may change meanwhile. */
#define BITSET_EACH(member, set, words)                        \
	for (uint32_t member = bitset_next((set), (words), 0); \
	     (member) < (words)*32;                            \
	     (member) = bitset_next((set), (words), (member) + 1))

static inline bool bitset_empty(const uint32_t *set, uint32_t words)
{
	uint32_t any = 0;

	for (uint32_t word = 0; word < words; word++)
		any |= set[word];
	return any == 0;
}
