/*
 * proc.h: the process table.
 */
#pragma once

#include <faultline/call.h>
#include <faultline/endpoint.h>
#include <faultline/errors.h>
#include <faultline/grant.h>
#include <faultline/info.h>
#include <faultline/memmap.h>
#include <faultline/message.h>
#include "kernel/arch/x86/arch_proc.h"
#include "kernel/vmrequest.h"

/*
 * Why a process does not run. It is runnable, and on a run queue, if and only
 * if none of these is set. Change them with proc_stop() and proc_release().
 */
enum rts_flag {
	RTS_SLOT_FREE = 0x0001, /* nobody lives here */
	/* stopped by PM (RUNCTL); for good: a task, or a dead server */
	RTS_PROC_STOP = 0x0002,
	RTS_SENDING = 0x0004,     /* waits for sendto to receive */
	RTS_RECEIVING = 0x0008,   /* waits for a message from getfrom */
	RTS_SIGNALED = 0x0010,    /* has signals its manager has not fetched */
	RTS_SIG_PENDING = 0x0020, /* the manager is not done with them */
	RTS_NO_PRIV = 0x0080,     /* PM has not yet said what it may do */
	RTS_VMINHIBIT = 0x0200,   /* VM has not yet given it a page table */
	RTS_PAGEFAULT = 0x0400,   /* VM is to serve a page fault */
	RTS_VMREQUEST = 0x0800,   /* a call of its own waits for VM */
	RTS_VMREQTARGET = 0x1000, /* somebody's call is to change its memory */
};

/* What is to be done or remembered; none of these stops a process. */
enum misc_flag {
	MF_REPLY_PEND = 0x0001,   /* in SENDREC, until its answer comes */
	MF_KCALL_RESUME = 0x0008, /* execute its kernel call (kcall) again */
	MF_DELIVERMSG = 0x0040,   /* write delivermsg to the process first */
	MF_SIG_DELAY = 0x0080,    /* SIGSNDELAY when its call is over */
	MF_ASYNC_DONE = 0x0100,   /* write results to its table (SENDA) first */
	MF_FROM_KERNEL = 0x2000,  /* sendmsg was made by the kernel */
};

struct priv;

struct proc {
	struct arch_proc arch; /* must be first: see entry.S */

	uint32_t rts;  /* enum rts_flag */
	uint32_t misc; /* enum misc_flag */

	endpoint_t endpoint;
	char name[PROC_NAME_LEN];
	struct priv *priv; /* what it may do; user processes share one */
	struct mem_map map[NR_SEGS];

	/* Scheduling (sched.c). */
	struct proc *next_ready;
	uint32_t priority;   /* enum priority */
	uint32_t quantum;    /* ticks it may run in a row; 0: no limit */
	uint32_t ticks_left; /* of the quantum */
	uint32_t user_ticks; /* clock ticks that found it running */

	/* Messages (ipc.c, deliver.c). */
	endpoint_t getfrom;   /* RTS_RECEIVING: from whom, or ANY */
	endpoint_t sendto;    /* RTS_SENDING: to whom */
	struct proc *callers; /* head of those who are sending to it, FIFO */
	struct proc *next_caller;
	struct message sendmsg;    /* RTS_SENDING: what it sends */
	struct message delivermsg; /* MF_DELIVERMSG: what it is to get */
	lin_t delivermsg_lin;      /* and where, in its linear space */
	vir_t delivermsg_vir;      /* the same as the process named it */

	uint32_t signals; /* RTS_SIGNALED: set of pending signals */

	/* Its last kernel call, or what is left of it: executed again. */
	struct message kcall;
	struct vmrequest vmrequest;     /* RTS_VMREQUEST: what VM is asked */
	struct grant_path vmreq_grants; /* SMAP: by these grants */
	uint32_t vmreq_targets; /* RTS_VMREQTARGET: requests about its memory */

	const void *elf; /* boot module it came from: symbols. May be NULL */
	uint32_t elf_size;
};

_Static_assert(offsetof(struct proc, arch) == 0, "entry.S finds regs first");

extern struct proc proc_table[NR_TASKS + NR_PROCS];
extern struct proc *proc_ptr; /* who ran last, or runs */

/* For messages: printf("who=" WHO, WHO_OF(p)). */
#define WHO "%s(%d)"
#define WHO_OF(p) (p)->name, (int)(p)->endpoint

static inline struct proc *proc_slot(int slot)
{
	return &proc_table[slot + NR_TASKS];
}

static inline struct proc *proc_vm(void)
{
	return proc_slot(VM_PROC_NR);
}

static inline int proc_nr(const struct proc *p)
{
	return (int)(p - proc_table) - NR_TASKS;
}

/* One of the kernel's tasks, which never run. */
static inline bool proc_is_task(const struct proc *p)
{
	return p < proc_slot(0);
}

/*
 * It sends, or its kernel call waits for VM, or for its turn: the call may yet
 * fail, or be executed again. Nobody may change its registers, nor what program
 * it is.
 */
static inline bool proc_in_call(const struct proc *p)
{
	return (p->rts & (RTS_SENDING | RTS_VMREQUEST)) != 0 ||
	       (p->misc & MF_KCALL_RESUME) != 0;
}

static inline bool proc_runnable(const struct proc *p)
{
	return p->rts == 0;
}

/* HASPT: it is a paged process. Others run on whatever directory is loaded. */
static inline bool proc_has_pagetable(const struct proc *p)
{
	return arch_directory(&p->arch) != 0;
}

/* All slots free, tasks in place, without privileges yet (priv_init()). */
void proc_init(void);

/* The live process of that endpoint, or NULL. */
static inline struct proc *proc_lookup(endpoint_t e)
{
	int slot = endpoint_slot(e);
	struct proc *p;

	if (slot >= NR_PROCS)
		return NULL;
	p = proc_slot(slot);
	if (p->endpoint != e || (p->rts & RTS_SLOT_FREE))
		return NULL;
	return p;
}

/* The same, SELF being the caller. */
static inline struct proc *proc_lookup_self(endpoint_t e, struct proc *caller)
{
	return e == SELF ? caller : proc_lookup(e);
}

/* The endpoint of whoever will have p's slot next. */
endpoint_t proc_next_endpoint(const struct proc *p);

/* Set flags: p stops running. */
void proc_stop(struct proc *p, uint32_t flags);

/* Clear flags: p runs when no other is set. */
void proc_release(struct proc *p, uint32_t flags);

/*
 * Free the slot of p, whom all others have forgotten (proc_clear()). Nothing of
 * it is left to the next owner but the generation.
 */
void proc_free(struct proc *p);

/*
 * A free slot is about to be filled: it is empty but for its endpoint. (In
 * builds that check themselves it held poison.) Or it stays free after all.
 */
void proc_claim(struct proc *p);
void proc_unclaim(struct proc *p);

/* Panic unless the table obeys the rules above (DEBUG_VMASSERT builds). */
void proc_check(void);

/*
 * This slot and those behind it have never been claimed: checks end here
 * (DEBUG_VMASSERT builds). Whoever fills a slot claims it first, so a process
 * is checked before it runs for the first time.
 */
extern int proc_end;
