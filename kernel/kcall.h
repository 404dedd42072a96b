/*
 * kcall.h: kernel calls: dispatch, answer, suspension and resumption.
 */
#ifndef KERNEL_KCALL_H
#define KERNEL_KCALL_H

#include "kernel/proc.h"

/*
 * A handler gets the request, which it cannot change (it may be executed
 * again), and a reply to fill in; what it leaves out says nothing: there is
 * still what the caller got last. It returns the call's result; -VMSUSPEND
 * after one of the vmrequest functions; KCALL_NO_REPLY when nobody is to be
 * answered. What it did before a copy that may suspend must be repeatable.
 */
typedef int kcall_handler(struct proc *caller, const struct message *req,
			  struct message *reply);

#define KCALL_NO_REPLY INT32_MAX /* no result of any call */

/* The kernel-call trap of caller; msg is its message's address. */
void kcall_trap(struct proc *caller, vir_t msg);

/* VM has replied: execute caller's suspended call again, or end it. */
void kcall_resume(struct proc *caller);

/* Answer caller's kernel call with result, and the reply in delivermsg. */
void kcall_finish(struct proc *caller, int result);

#endif
