/*
 * signal_cases.h: the stacks on which signal_target.c spins, and what else it
 * does for signal_leader.c.
 */
#pragma once

#include "grader/kit/signals.h"

enum signal_case {
	CASE_OWN = 1,    /* memory that is there */
	CASE_FRESH,      /* a page that was never touched */
	CASE_ZERO_PAGE,  /* one that was read, and so is shared */
	CASE_TWO_PAGES,  /* across two that were never touched */
	CASE_NO_SEGMENT, /* address 16: no room below */
	CASE_NO_REGION,  /* where there is no memory */
	CASE_READ_ONLY,  /* memory that cannot be written */
	CASE_FAULT,      /* no spin: a store to a bad address */
	CASE_COUNT,      /* it counts, until the leader changes ready */
	CASE_DONE,
};
