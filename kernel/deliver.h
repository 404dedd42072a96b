/*
 * deliver.h: messages across the border between kernel and process.
 */
#pragma once

#include "kernel/debug.h"
#include "kernel/proc.h"

/* p wants its next message at vir. -EFAULT: that is not in its segment. */
int deliver_buffer(struct proc *p, vir_t vir);

/*
 * Copy the message at vir of p, whose trap this is, to m; there p wants its
 * next one, too. OK, -EFAULT, or -VMSUSPEND when VM must see to the page first:
 * then nothing has happened, and p will execute its trap again.
 */
int deliver_fetch(struct proc *p, vir_t vir, struct message *m);

/* Recompute the linear address of p's buffer: p's memory map has changed. */
void deliver_fix_buffer(struct proc *p);

/*
 * dst->delivermsg, whose body is there already, comes from source, and is
 * written to dst's buffer before dst runs on.
 */
static inline void deliver_park(struct proc *dst, endpoint_t source)
{
	vmassert(!(dst->misc & MF_DELIVERMSG));
	dst->delivermsg.source = source;
	dst->misc |= MF_DELIVERMSG;
}

/*
 * On the way out, p's address space loaded: write the parked message. False:
 * its page is not there, and p is suspended until VM has seen to it, or got a
 * signal.
 */
bool deliver_message(struct proc *p);

/*
 * VM could not make p's buffer present: p loses the message and gets SIGSEGV.
 */
void deliver_refused(struct proc *p);
