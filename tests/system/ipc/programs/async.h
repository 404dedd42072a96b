/*
 * async.h: what async_sender sends to async_receivers.
 */
#pragma once

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
