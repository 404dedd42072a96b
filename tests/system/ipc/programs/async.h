/*
 * async.h: what async_sender sends to async_receivers.
 */
#ifndef PROGRAMS_ASYNC_H
#define PROGRAMS_ASYNC_H

#include <faultline/async.h>
#include "grader/kit/peer.h"

enum {
	ASYNC_FIRST = 1,
	ASYNC_SECOND,
	ASYNC_THIRD,
	ASYNC_SLEEP, /* for some ticks, before the next RECEIVE */
	ASYNC_NEVER, /* its table is gone by then */
	ASYNC_LAST,
};

#endif
