/*
 * clock.h: ticks, alarms.
 */
#pragma once

#include "kernel/proc.h"

#define CLOCK_HZ 100

/* The longest alarm: as ticks that have a sign, messages can tell it. */
#define CLOCK_LONGEST ((uint32_t)INT32_MAX)

extern uint64_t clock_uptime; /* ticks since boot; it never wraps */

/* The clock has ticked; running is whom it interrupted, NULL if nobody. */
void clock_tick(struct proc *running);

/*
 * CLOCK notifies p in so many ticks, CLOCK_LONGEST at most (0: never). Returns
 * what the alarm before had left.
 */
uint32_t clock_set_alarm(struct proc *p, uint32_t ticks);

/* An alarm has gone with its privilege structure: which is the next? */
void clock_find_next_alarm(void);

/* True when an alarm is set: time alone can make somebody runnable. */
bool clock_alarms_pending(void);

/* Panic unless the next alarm is the earliest, and still to come. */
void clock_check(void);
