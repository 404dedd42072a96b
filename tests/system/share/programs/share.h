/*
 * share.h: the turns that share_owner's partners take.
 */
#pragma once

#include "grader/kit/peer.h"

enum turn {
	TURN_MAP = 1,
	TURN_COMPARE, /* the owner has written; then write */
	TURN_UNMAP,   /* the second page */
	TURN_KEEP,    /* both mappings are gone, and the owner has written */
	TURN_END,     /* give the memory back */
	TURN_EXIT,
};
