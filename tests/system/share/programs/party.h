/*
 * party.h: what revoke_owner tells its parties to do. The first word is the
 * order; the answer's first word is the result.
 *
 * A party's pages are numbered, from PARTY_AREA on.
 */
#pragma once

#include "grader/kit/peer.h"

#define PARTY_AREA 0x90000000u

enum order {
	ORDER_MAP = 1,   /* pages, how many, grantor, grant, flags: SAFEMAP */
	ORDER_INDIRECT,  /* grant, of which grantor, grant: own grant of it */
	ORDER_GRANT,     /* grant, page: own grant of a page */
	ORDER_READ,      /* page: its first word */
	ORDER_WRITE,     /* page, word */
	ORDER_SAFEUNMAP, /* page */
	ORDER_MUNMAP,    /* page, how many */
	ORDER_COPY,      /* page, how many, grantor, grant: SAFECOPYFROM, COW */
	ORDER_LAST,      /* page: proves step 1, and reads it */
	ORDER_END,
};
