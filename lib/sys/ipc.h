/*
 * ipc.h: the two ways into the kernel.
 *
 * Software interrupt 33 is an IPC call, 32 a kernel call. The kernel preserves
 * every register but those it answers in: EAX, and after a receive EBX.
 *
 * Each function is one trap. All return OK or a negative error; the errors
 * that every one of them knows: -EDEADSRCDST (no such peer), -ECALLDENIED and
 * -ETRAPDENIED (masks), -EFAULT (the message's address leads nowhere).
 */
#pragma once

#include <faultline/async.h>
#include <faultline/call.h>
#include <faultline/endpoint.h>
#include <faultline/errors.h>
#include <faultline/message.h>
#include <x86/vector.h>

static inline int ipc_trap(enum ipc_call call, endpoint_t e, struct message *m,
			   uint32_t *status)
{
	uint32_t ebx = (uint32_t)(uintptr_t)m;
	int result = e;

	asm volatile("int %[vector]"
		     : "+a"(result), "+b"(ebx), "+m"(*m)
		     : [vector] "i"(IPC_VECTOR), "c"(call)
		     : "memory", "cc");
	if (status != NULL)
		*status = ebx;
	return result;
}

/* A call without a message of its own. */
static inline int ipc_trap_bare(enum ipc_call call, uint32_t eax, uint32_t ebx)
{
	int result = (int)eax;

	asm volatile("int %[vector]"
		     : "+a"(result)
		     : [vector] "i"(IPC_VECTOR), "c"(call), "b"(ebx)
		     : "memory", "cc");
	return result;
}

/* Wait until dst takes m. Also -ELOCKED. */
static inline int ipc_send(endpoint_t dst, struct message *m)
{
	return ipc_trap(SEND, dst, m, NULL);
}

/* Send m if dst is waiting for it, else -ENOTREADY. */
static inline int ipc_sendnb(endpoint_t dst, struct message *m)
{
	return ipc_trap(SENDNB, dst, m, NULL);
}

/*
 * Wait for a message from src (or ANY). *status, unless NULL: STATUS_* in
 * call.h.
 */
static inline int ipc_receive(endpoint_t src, struct message *m,
			      uint32_t *status)
{
	return ipc_trap(RECEIVE, src, m, status);
}

/* Send m to dst and wait for the answer, which replaces m. */
static inline int ipc_sendrec(endpoint_t dst, struct message *m)
{
	return ipc_trap(SENDREC, dst, m, NULL);
}

/*
 * Send what is in the table as soon as each receiver waits for it, without
 * waiting: see <faultline/async.h>. -EDOM: more than ASYNC_MAX entries.
 */
static inline int ipc_senda(struct async_message *table, uint32_t entries)
{
	return ipc_trap_bare(SENDA, entries, (uint32_t)(uintptr_t)table);
}

/* Tell dst that there is news. Never waits; twice is the same as once. */
static inline int ipc_notify(endpoint_t dst)
{
	return ipc_trap_bare(NOTIFY, (uint32_t)dst, 0);
}

/*
 * Execute kernel call nr with m; the reply replaces m. Returns the call's
 * result.
 */
static inline int kernel_call(enum kernel_call nr, struct message *m)
{
	int result = (int)(uintptr_t)m;

	m->type = KERNEL_CALL + (int)nr;
	asm volatile("int %[vector]"
		     : "+a"(result), "+m"(*m)
		     : [vector] "i"(KERNEL_CALL_VECTOR)
		     : "memory", "cc");
	return result != OK ? result : m->type;
}

/*
 * SENDREC to a server with call number nr; returns the trap's error or the
 * reply's type.
 */
static inline int server_call(endpoint_t server, int nr, struct message *m)
{
	int result;

	m->type = nr;
	result = ipc_sendrec(server, m);
	return result != OK ? result : m->type;
}
