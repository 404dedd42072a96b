/*
 * async.h: SENDA, messages that their sender does not wait for.
 */
#pragma once

#include "kernel/priv.h"

/*
 * p's table is at vir, with so many entries. Those whose receivers wait for
 * them are delivered. -EDOM: more than ASYNC_MAX; -EFAULT; -VMSUSPEND: a page
 * of the table is not there yet, and p will execute its trap again.
 */
int async_send(struct proc *p, vir_t table, uint32_t entries);

/* Nobody expects anything of p's table any more. */
void async_cancel(struct proc *p);

/* Somebody's privileges, by which he is known here, have changed. */
void async_retry(void);

/*
 * p waits for a message from src (NULL: anybody): hand over the first that
 * somebody's table has for it. False: there is none. Interrupts are let in
 * meanwhile: p may have got a notification.
 */
bool async_take(struct proc *p, const struct proc *src);

/*
 * On the way out, p's address space loaded: write the results of its entries
 * that are done (MF_ASYNC_DONE). False: a page of its table cannot be written,
 * and p is suspended until VM has seen to it, or got a signal; or there are so
 * many that interrupts were let in, and somebody else may have to go first.
 */
bool async_tell(struct proc *p);

/* VM could not make p's table writable: it is forgotten, and p gets SIGSEGV. */
void async_refused(struct proc *p);

/* Can a table have anything for p at all? */
static inline bool async_waits(const struct proc *p)
{
	return !bitset_empty(p->priv->async_pending, PRIV_WORDS);
}

/* p is dying: its own table goes, and what others have for it is refused. */
void async_forget(struct proc *p);

/*
 * Panic unless whoever has something for another has a table, and results that
 * are parked agree with MF_ASYNC_DONE.
 */
void async_check(void);
