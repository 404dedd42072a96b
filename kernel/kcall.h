/*
 * kcall.h: kernel calls: dispatch, answer, suspension and resumption.
 */
#pragma once

#include "kernel/proc.h"

/*
 * A handler gets the request, which is caller->kcall, and a reply to fill in.
 * Fields that it does not set keep stale values; callers must not read them. It
 * returns the call's result; -VMSUSPEND after one of the vmrequest functions,
 * or kcall_preempted(), for then it is executed again later; KCALL_NO_REPLY
 * when nobody is to be answered.
 *
 * What a handler does before it suspends the call is done again. It must be
 * repeatable, or the handler takes what is done off caller->kcall: that is then
 * a request for what is left, which is checked like any other. A long copy
 * does so, a long fill, a long look-up.
 */
typedef int kcall_handler(struct proc *caller, const struct message *req,
			  struct message *reply);

#define KCALL_NO_REPLY INT32_MAX /* no result of any call */

/*
 * Interrupts are off in the kernel, and the clock's must not wait for the next
 * one, or a tick is lost. So a call that moves more than this (in 8,192
 * instructions) asks kcall_preempted() after each such part.
 */
#define KCALL_PART_BYTES 0x8000u

/*
 * Let interrupts in, in the middle of caller's call. False: go on. True:
 * somebody else is to run first; the handler takes what is done off its request
 * and returns -VMSUSPEND, and is executed again when it is caller's turn.
 */
bool kcall_preempted(struct proc *caller);

/* The kernel-call trap of caller; msg is its message's address. */
void kcall_trap(struct proc *caller, vir_t msg);

/* caller's turn has come: execute its suspended call again, or end it. */
void kcall_resume(struct proc *caller);

/* Answer caller's kernel call with result, and the reply in delivermsg. */
void kcall_finish(struct proc *caller, int result);
