/*
 * senda.h: what the programs of the scenarios of SENDA have in common.
 */
#pragma once

#include "grader/kit/peer.h"

/* What the leader asks its partner to do, in a message's type. */
enum senda_order {
	SENDA_WORD = 0x200, /* remember the word, and how it came */
	SENDA_SLEEP,        /* for so many ticks */
	SENDA_ASK,          /* SENDREC to the leader, and remember the answer */
	SENDA_MAP,          /* sleep, and map the leader's page, COW */
	SENDA_PEEK,         /* remember the third word of that page */
	SENDA_REPORT,       /* say what was remembered, and forget it */
	SENDA_EXIT,
};

static inline void senda_fill(struct async_message *entry, endpoint_t dst,
			      uint32_t flags, uint32_t word)
{
	*entry = (struct async_message){.dst = dst, .m.type = SENDA_WORD};
	entry->m.words[0] = word;
	entry->flags = ASYNC_VALID | flags;
}
