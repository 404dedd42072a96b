/*
 * priv.h: what a process may do, and what it has.
 *
 * Each server and service has a privilege structure of its own; all plain
 * programs share one. It is made from the role (role.h), and SYS_PRIVCTL may
 * leave less. A structure's id is its place in the table, and the bit by which
 * others know it in their masks and as a notifier.
 */
#pragma once

#include <faultline/call.h>
#include <lib/base/bitset.h>
#include "kernel/proc.h"
#include "kernel/role.h"

#define NR_PRIVS 64
#define NR_PORT_RANGES 8
#define PRIV_WORDS BITSET_WORDS(NR_PRIVS)
#define CALL_WORDS BITSET_WORDS(NR_KERNEL_CALLS)

struct priv {
	struct proc *proc; /* whose it is; NULL: free; users': any of them */
	const struct role *role;        /* what it may have at most */
	enum priv_kind kind;            /* the role's */
	uint32_t id;                    /* index in priv_table */
	enum role_reach reach;          /* the role's */
	uint32_t trap_mask;             /* bits 1 << enum ipc_call */
	uint32_t ipc_to[PRIV_WORDS];    /* ids it may send to */
	uint32_t call_mask[CALL_WORDS]; /* kernel calls it may make */

	uint32_t notify_pending[PRIV_WORDS]; /* ids whose notification waits */
	uint32_t sig_pending; /* pending word of the next one from SYSTEM */
	uint32_t int_pending; /* and from HARDWARE */

	vir_t async_table;                  /* SENDA: struct async_message[] */
	uint32_t async_entries;             /* 0: there is none */
	uint32_t async_pending[PRIV_WORDS]; /* ids whose table has one for it */

	uint64_t alarm;    /* uptime at which CLOCK notifies; 0: no alarm */
	vir_t grant_table; /* struct grant[] in the process */
	uint32_t grant_entries;

	/* Devices that it was given (device.c). */
	uint32_t irq_lines; /* set of interrupt lines */
	uint32_t nr_ports;  /* ranges in use */
	struct port_range {
		uint16_t first, last;
	} ports[NR_PORT_RANGES];
};

extern struct priv priv_table[NR_PRIVS];

/* This one and those behind it have never been anybody's. */
extern uint32_t priv_end;

/* The kernel's tasks have privilege structures: messages come from them. */
void priv_init(void);

/* Give p all privileges of the role. -ENOMEM: the table is full. */
int priv_assign(struct proc *p, const struct role *role);

/* Take them away: p is dying. */
void priv_release(struct proc *p);

/*
 * Give p all privileges of another role, or its own role's anew. -ENOMEM: the
 * table is full, and p has what it had.
 */
int priv_change(struct proc *p, const struct role *role);

/* Leave p, which is no plain program, only those that are also in these. */
void priv_narrow(struct proc *p, uint32_t traps,
		 const uint32_t calls[CALL_WORDS]);

/* Panic unless structures and processes agree on who has which. */
void priv_check(void);

static inline bool priv_may_send(const struct proc *p, const struct proc *to)
{
	return bitset_has(p->priv->ipc_to, to->priv->id);
}

/*
 * May p, in a kernel call and without a grant, name that segment of e's memory?
 * SEG_PHYS is physical memory, and nobody's. This is the one rule about it: all
 * calls that take an endpoint and an address ask here first.
 */
static inline bool priv_may_reach(const struct proc *p, endpoint_t e,
				  uint32_t seg)
{
	enum role_reach wanted = REACH_OTHERS;

	if (seg == SEG_PHYS)
		wanted = REACH_ALL;
	if (p->priv->reach >= wanted)
		return true;
	return seg != SEG_PHYS && (e == SELF || e == p->endpoint);
}

static inline bool priv_may_call(const struct proc *p, uint32_t call)
{
	return bitset_has(p->priv->call_mask, call);
}
