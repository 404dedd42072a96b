/*
 * ipc.h: messages between processes.
 */
#pragma once

#include "kernel/proc.h"

/*
 * Execute an IPC call of caller: call number, endpoint and message pointer as
 * the process gave them. Returns the result for the process; OK also when the
 * caller now waits (its result is changed if that goes wrong); -VMSUSPEND when
 * the trap will be executed again.
 */
int ipc_call(struct proc *caller, uint32_t call, endpoint_t e, vir_t msg);

/*
 * The kernel sends m to dst on p's behalf; p waits until dst has it. Used for
 * page faults. Returns OK or -EDEADSRCDST, -ELOCKED.
 */
int ipc_send_from_kernel(struct proc *p, endpoint_t dst,
			 const struct message *m);

/* A notification from a kernel task (or a service) to dst. */
void ipc_notify(struct proc *from, struct proc *dst);

/* p waits for a message no longer. Its registers stay as they are. */
void ipc_end_receive(struct proc *p);

/* p is dying: off all queues, and everyone who waits for it is told. */
void ipc_forget(struct proc *p);

/* Does dst wait for a message that may be src's? */
bool ipc_will_receive(const struct proc *dst, const struct proc *src);

/*
 * src's message, in dst->delivermsg, reaches dst, which waits for it; status is
 * the call by which it was sent.
 */
void ipc_hand_over(struct proc *src, struct proc *dst, uint32_t status);

/* Whom p waits for: an endpoint, ANY, or NONE when it waits for no message. */
endpoint_t ipc_waits_for(const struct proc *p);

/* Is p in a SENDREC whose message has been taken, but not answered? */
bool ipc_awaits_answer(const struct proc *p);

/* Panic unless every sender is on one caller queue, that of its receiver. */
void ipc_check(void);
