/*
 * async.h: messages that their sender does not wait for.
 *
 * SENDA gives the kernel a table of messages in the caller's memory. Each
 * entry is delivered when its receiver is ready for it, in the order of the
 * table. Results are written into the entries before the caller runs on.
 *
 * The table must stay where it is, and writable, until all its entries are
 * done; it may become copy-on-write. Another SENDA replaces it (0 entries:
 * there is none any more), and entries that were not done are as if never
 * sent. So are the entries of a table that has been unmapped. SIGSEGV: a
 * result cannot be written. EXEC ends a table, and a child of FORK has none.
 */
#pragma once

#include <faultline/message.h>

/* An entry's flags. The sender sets all but ASYNC_DONE. */
#define ASYNC_VALID 0x1u   /* the entry is used */
#define ASYNC_DONE 0x2u    /* by the kernel: it has a result */
#define ASYNC_NOTIFY 0x4u  /* tell me when it is done (SYSTEM, SIGKASYNC) */
#define ASYNC_NOREPLY 0x8u /* it is no answer to a SENDREC that waits for me */

struct async_message {
	uint32_t flags;
	endpoint_t dst;
	int32_t result; /* with ASYNC_DONE: OK or a negative error */
	struct message m;
};

_Static_assert(sizeof(struct async_message) == 48, "the kernel copies entries");

#define ASYNC_MAX 128 /* entries of a table */
