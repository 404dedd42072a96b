/*
 * safecow.h: what safecow_lender and safecow_borrower agree on.
 */
#pragma once

#include "grader/kit/peer.h"

#define PAGES 8
#define BYTES (PAGES * 4096u)

/* Grants: to read the first buffer, to write the second. */
enum { GRANT_FROM, GRANT_TO, GRANTS };

enum { TURN_WRITE = 1, TURN_WRONG, TURN_END }; /* of the lender */

static inline uint8_t pattern(uint32_t i)
{
	return (uint8_t)(i * 7 + (i >> 8));
}

/* Bytes of [start, end) that are not the pattern's. */
static inline uint32_t wrong(const uint8_t *at, uint32_t start, uint32_t end)
{
	uint32_t count = 0;

	for (uint32_t i = start; i < end; i++)
		count += at[i] != pattern(i);
	return count;
}
