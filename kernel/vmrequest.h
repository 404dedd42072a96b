/*
 * vmrequest.h: calls that wait for VM.
 *
 * Two enumerations describe a request, and must not be confused: what VM is
 * asked to do (enum vmptype), and how the process goes on when VM has answered
 * (enum vmstype). A copy and a delivery ask the same of VM, and go on in
 * different ways.
 */
#pragma once

#include <faultline/call.h>
#include <faultline/message.h>

struct proc;

/* How a process goes on after VM's reply. */
enum vmstype {
	VMSTYPE_NONE = 0,
	VMSTYPE_KERNELCALL, /* its kernel call is executed again */
	VMSTYPE_DELIVERMSG, /* its pending message is delivered again */
	VMSTYPE_ASYNC,      /* results are written to its table again */
	VMSTYPE_MAP,        /* its kernel call ends with VM's result */
	VMSTYPE_TRAP,       /* the trap instruction is executed again */
};

/*
 * One request, in the slot of the process whose call waits (the requestor).
 * RTS_VMREQUEST is set in it as long as how is not VMSTYPE_NONE.
 */
struct vmrequest {
	enum vmstype how;  /* the requestor goes on */
	enum vmptype what; /* VM is asked */
	endpoint_t target; /* whose memory: */
	lin_t addr;        /*   linear */
	uint32_t length;   /*   bytes */
	uint32_t flag;     /* as in struct msg_memreq */
	endpoint_t source; /* COWMAP, SMAP: whose memory is mapped there */
	lin_t source_addr; /*   linear */
	bool in_progress;  /* VM has fetched it: it is off the chain */
	int result;        /* VM's, once it has replied */
	struct proc *next; /* chain of those VM has not fetched */
};

/*
 * Suspend caller until VM has made [lin, lin + length) of target present, and
 * writable when write is set. Returns -VMSUSPEND, which the caller returns; or
 * -EFAULT when caller is VM itself, which never waits for itself, or when
 * target has no page table, so that VM cannot give it anything.
 */
int vmrequest_check(struct proc *caller, struct proc *target, lin_t lin,
		    uint32_t length, bool write, enum vmstype how);

/*
 * Suspend caller until VM has (un)mapped memory: what is COWMAP, SMAP or
 * SUNMAP, and the arguments mean what struct msg_memreq says. For SMAP,
 * caller->vmreq_grants is filled in already. The target does not run before
 * VM's reply. Returns -VMSUSPEND.
 */
int vmrequest_map(struct proc *caller, enum vmptype what, struct proc *target,
		  lin_t addr, struct proc *source, lin_t source_addr,
		  uint32_t length, uint32_t flag);

/* VM fetches the oldest request: its type, or -ESRCH when there is none. */
int vmrequest_get(struct msg_memreq *reply);

/*
 * VM fetches grant number index of an SMAP request in progress; who made it.
 * -EINVAL: who has no such request, or the request has no more grants.
 */
int vmrequest_grant(const struct proc *who, uint32_t index,
		    struct msg_vmctl *reply);

/* VM answers who's request. -EINVAL: who has none in progress. */
int vmrequest_reply(struct proc *who, int result);

/*
 * p is dying: drop its request; requests about its memory are answered
 * -EFAULT without VM.
 */
void vmrequest_forget(struct proc *p);

/* True when requests wait to be fetched. */
bool vmrequest_pending(void);

/* Panic unless chain and slots agree. */
void vmrequest_check_all(void);
