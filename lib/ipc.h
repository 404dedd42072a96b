/*
 * ipc.h: sending and receiving messages.
 *
 * Each function is one trap. All return OK or a negative error; the errors
 * that every one of them knows: -EDEADSRCDST (no such peer), -ECALLDENIED and
 * -ETRAPDENIED (masks), -EFAULT (the message's address leads nowhere).
 */
#ifndef LIB_IPC_H
#define LIB_IPC_H

#include <faultline/async.h>
#include <faultline/call.h>
#include <faultline/endpoint.h>
#include <faultline/errors.h>
#include <faultline/message.h>

/* Wait until dst takes m. Also -ELOCKED. */
int ipc_send(endpoint_t dst, struct message *m);

/* Send m if dst is waiting for it, else -ENOTREADY. */
int ipc_sendnb(endpoint_t dst, struct message *m);

/*
 * Wait for a message from src (or ANY). *status, unless NULL: STATUS_* in
 * call.h.
 */
int ipc_receive(endpoint_t src, struct message *m, uint32_t *status);

/* Send m to dst and wait for the answer, which replaces m. */
int ipc_sendrec(endpoint_t dst, struct message *m);

/*
 * Send what is in the table as soon as each receiver waits for it, without
 * waiting: see <faultline/async.h>. -EDOM: more than ASYNC_MAX entries.
 */
int ipc_senda(struct async_message *table, uint32_t entries);

/* Tell dst that there is news. Never waits; twice is the same as once. */
int ipc_notify(endpoint_t dst);

/*
 * Execute kernel call nr with m; the reply replaces m. Returns the call's
 * result.
 */
int kernel_call(enum kernel_call nr, struct message *m);

/*
 * SENDREC to a server with call number nr; returns the trap's error or the
 * reply's type.
 */
int server_call(endpoint_t server, int nr, struct message *m);

#endif
