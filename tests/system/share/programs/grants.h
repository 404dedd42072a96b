/*
 * grants.h: the numbers of grant_owner's grants.
 */
#pragma once

#include "grader/kit/peer.h"

enum grant_nr {
	G_READ,    /* 64 bytes, for the user to read */
	G_WRITE,   /* for anybody to write */
	G_UNUSED,  /* the rest is for anybody to read, but: not taken */
	G_INVALID, /* not filled in */
	G_NO_KIND, /* neither direct nor indirect */
	G_MIDDLES, /* for grant_middle to read */
	G_WRAPS,
	G_NOWHERE,                                /* where no memory is */
	G_OUTSIDE,                                /* of the segment */
	G_CHAIN,                                  /* the next are indirect */
	G_CIRCLE = G_CHAIN + GRANT_MAX_DEPTH + 2, /* to itself */
	G_NOT_HIS,                                /* indirect, for the middle */
	G_OF_NOBODY,                              /* indirect, from nobody */
	NR_GRANTS,
};
