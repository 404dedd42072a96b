/*
 * async.c: SENDA, messages that their sender does not wait for.
 *
 * The messages stay in the sender's own table (<faultline/async.h>) until their
 * receivers are ready, so the kernel needs no buffers. It remembers where the
 * table is, and for each receiver who has something for it: one bit, as with
 * notifications.
 *
 * A table is its owner's memory, which may change or go at any time. What the
 * owner does to it harms nobody else: the kernel reads an entry when it
 * delivers it, and forgets a table that it cannot read.
 *
 * An entry's result is not written when the entry is done: the owner's
 * directory is not loaded then, and its page may have become copy-on-write. The
 * result is parked in the kernel, as a message is in its receiver's slot, and
 * written on the way out, when the owner is about to run. If the page cannot be
 * written then, VM is asked; if VM refuses, the owner gets SIGSEGV.
 *
 * What must hold:
 *   - between two processes messages arrive in the order in which they were
 *     sent: entries of a sender's table precede its own blocked SEND, for it
 *     cannot begin to wait before its SENDA is over;
 *   - a bad entry does not keep others from being delivered;
 *   - each entry is done once: an entry whose result is parked waits no longer,
 *     although its flags in the table still say so;
 *   - MF_ASYNC_DONE is set if and only if a result is parked. So a process that
 *     runs finds all its results written, before it learns of them (SIGKASYNC).
 */
#include "kernel/async.h"
#include <faultline/async.h>
#include <faultline/signal.h>
#include <lib/base/string.h>
#include "kernel/arch.h"
#include "kernel/debug.h"
#include "kernel/ipc.h"
#include "kernel/priv.h"
#include "kernel/signal.h"

#define ENTRY_SIZE sizeof(struct async_message)
#define PART_ENTRIES 16 /* are tried in less than 10,000 instructions */

#define HEAD_SIZE offsetof(struct async_message, m) /* all but the message */
#define DONE_WORDS BITSET_WORDS(ASYNC_MAX)

/* Results that are not written yet, of each owner of a table. */
static struct parked {
	uint32_t done[DONE_WORDS]; /* set of entries that have one */
	int16_t result[ASYNC_MAX];
} parked[NR_PRIVS];

static struct parked *parked_of(const struct proc *p)
{
	return &parked[p->priv->id];
}

/* Is entry, number i of p's table, still to be delivered? */
static bool entry_waits(const struct proc *p, uint32_t i,
			const struct async_message *entry)
{
	return (entry->flags & (ASYNC_VALID | ASYNC_DONE)) == ASYNC_VALID &&
	       !bitset_has(parked_of(p)->done, i);
}

void async_cancel(struct proc *p)
{
	p->priv->async_entries = 0;
	for (uint32_t id = 0; id < priv_end; id++)
		bitset_remove(priv_table[id].async_pending, p->priv->id);
	memset(parked_of(p)->done, 0, sizeof(parked_of(p)->done));
	p->misc &= ~MF_ASYNC_DONE;
}

/*
 * Before each part of a table, and so before each table, let interrupts in:
 * many short tables take as long as a few long ones. Between two entries all is
 * as it should be; but a notification may have come.
 */
static void part_begin(uint32_t i)
{
	if (i % PART_ENTRIES == 0)
		arch_interrupts();
}

static vir_t entry_at(const struct proc *p, uint32_t i)
{
	return p->priv->async_table + i * ENTRY_SIZE;
}

static int entry_read(struct proc *p, uint32_t i, struct async_message *entry)
{
	return data_copy_in(p, entry_at(p, i), entry, ENTRY_SIZE);
}

/* Entry i of p's table is done, with this result: p is to be told. */
static void entry_finish(struct proc *p, uint32_t i,
			 const struct async_message *entry, int result)
{
	assert(i < p->priv->async_entries && result <= OK);
	vmassert(!bitset_has(parked_of(p)->done, i)); /* once only */
	bitset_add(parked_of(p)->done, i);
	parked_of(p)->result[i] = (int16_t)result;
	p->misc |= MF_ASYNC_DONE;
	if (entry->flags & ASYNC_NOTIFY)
		signal_notify(p, SIGKASYNC);
}

/* May p send this at all? */
static int entry_permitted(const struct proc *p, const struct proc *dst)
{
	if (!dst)
		return -EDEADSRCDST;
	if (!priv_may_send(p, dst))
		return -ECALLDENIED;
	if (proc_is_task(dst))
		return -ETRAPDENIED;
	return dst == p ? -ELOCKED : OK;
}

static bool wanted(const struct proc *dst, const struct proc *p,
		   const struct async_message *entry)
{
	bool answer = dst->misc & MF_REPLY_PEND;

	return ipc_will_receive(dst, p) &&
	       !(answer && (entry->flags & ASYNC_NOREPLY));
}

/* Entry i of p's table goes to dst, which waits for it. */
static void entry_deliver(struct proc *p, uint32_t i, struct proc *dst,
			  const struct async_message *entry)
{
	assert(dst != p);
	dst->delivermsg = entry->m;
	ipc_hand_over(p, dst, SENDA);
	entry_finish(p, i, entry, OK);
}

/* What becomes of one entry now. False: the table is no more. */
static bool entry_try(struct proc *p, uint32_t i, const struct proc *dead)
{
	struct async_message entry;
	struct proc *dst;
	int r;

	if (entry_read(p, i, &entry) != OK) {
		async_cancel(p);
		return false;
	}
	if (!entry_waits(p, i, &entry))
		return true;
	dst = proc_lookup(entry.dst);
	r = dst == dead ? -EDEADSRCDST : entry_permitted(p, dst);
	/* An earlier one for dst would have been delivered, had dst waited. */
	if (r != OK)
		entry_finish(p, i, &entry, r);
	else if (wanted(dst, p, &entry))
		entry_deliver(p, i, dst, &entry);
	else
		bitset_add(dst->priv->async_pending, p->priv->id);
	return true;
}

static void table_try(struct proc *p, const struct proc *dead)
{
	for (uint32_t i = 0; i < p->priv->async_entries; i++) {
		part_begin(i);
		if (!entry_try(p, i, dead))
			return;
	}
}

/* Can all of it be read and written? VM sees to pages that are not there. */
static int table_touch(struct proc *p, vir_t table, uint32_t bytes)
{
	lin_t lin;
	uint32_t next;
	uint8_t byte;

	if (umap_local(p, SEG_D, table, bytes, &lin) != OK)
		return -EFAULT;
	for (uint32_t at = 0; at < bytes; at = next) { /* one of each page */
		if (data_copy_in(p, table + at, &byte, 1) != OK ||
		    data_copy_out(p, &byte, table + at, 1) != OK)
			return vmrequest_check(p, p, lin, bytes, true,
					       VMSTYPE_TRAP);
		next = ROUND_DOWN(lin + at, CLICK_SIZE) + CLICK_SIZE - lin;
	}
	return OK;
}

int async_send(struct proc *p, vir_t table, uint32_t entries)
{
	int r;

	assert(!(p->misc & MF_ASYNC_DONE)); /* it ran: all are written */
	if (entries > ASYNC_MAX)
		return -EDOM;
	r = entries ? table_touch(p, table, entries * ENTRY_SIZE) : OK;
	if (r != OK)
		return r;
	async_cancel(p);
	p->priv->async_table = table;
	p->priv->async_entries = entries;
	table_try(p, NULL);
	return OK;
}

/* Hand over the first entry that from's table has for p, if p wants it. */
static bool take_from(struct proc *p, struct proc *from)
{
	struct async_message entry;
	const struct proc *dst;
	bool more = false;

	for (uint32_t i = 0; i < from->priv->async_entries; i++) {
		part_begin(i);
		if (entry_read(from, i, &entry) != OK) {
			async_cancel(from);
			return false;
		}
		if (!entry_waits(from, i, &entry))
			continue;
		dst = proc_lookup(entry.dst);
		more |= dst && dst->priv == p->priv; /* which users share */
		if (dst != p)
			continue;
		if ((p->misc & MF_REPLY_PEND) && (entry.flags & ASYNC_NOREPLY))
			continue;
		entry_deliver(from, i, p, &entry);
		return true;
	}
	if (!more)
		bitset_remove(p->priv->async_pending, from->priv->id);
	return false;
}

bool async_take(struct proc *p, const struct proc *src)
{
	BITSET_EACH(id, p->priv->async_pending, PRIV_WORDS) {
		struct proc *from = priv_table[id].proc;

		assert(from && priv_table[id].async_entries > 0);
		if ((!src || src == from) && take_from(p, from))
			return true;
	}
	return false;
}

/* Entry i of p's table has its result. False: it cannot be written now. */
static bool result_write(struct proc *p, uint32_t i)
{
	struct async_message entry;

	assert(i < p->priv->async_entries);
	if (data_copy_in(p, entry_at(p, i), &entry, HEAD_SIZE) != OK)
		return false;
	entry.flags |= ASYNC_DONE;
	entry.result = parked_of(p)->result[i];
	if (data_copy_out(p, &entry, entry_at(p, i), HEAD_SIZE) != OK)
		return false;
	bitset_remove(parked_of(p)->done, i);
	return true;
}

/* Until VM has made entry i writable, p does not run. */
static void result_wait(struct proc *p, uint32_t i)
{
	lin_t lin;

	if (umap_local(p, SEG_D, entry_at(p, i), HEAD_SIZE, &lin) != OK ||
	    vmrequest_check(p, p, lin, HEAD_SIZE, true, VMSTYPE_ASYNC) !=
		    -VMSUSPEND)
		async_refused(p);
}

bool async_tell(struct proc *p)
{
	uint32_t left = PART_ENTRIES;

	vmassert(p->misc & MF_ASYNC_DONE);
	BITSET_EACH(i, parked_of(p)->done, DONE_WORDS) {
		if (left-- == 0) { /* the rest when p's turn comes again */
			arch_interrupts();
			return false;
		}
		if (!result_write(p, i)) {
			result_wait(p, i);
			return false;
		}
	}
	p->misc &= ~MF_ASYNC_DONE;
	return true;
}

void async_refused(struct proc *p)
{
	async_cancel(p);
	signal_cause(p, SIGSEGV);
}

void async_retry(void)
{
	for (uint32_t id = 0; id < priv_end; id++)
		if (priv_table[id].async_entries > 0)
			table_try(priv_table[id].proc, NULL);
}

void async_forget(struct proc *p)
{
	if (p->priv->kind != PRIV_USER)
		async_cancel(p);
	BITSET_EACH(id, p->priv->async_pending, PRIV_WORDS)
		table_try(priv_table[id].proc, p);
}

#if DEBUG_VMASSERT

void async_check(void)
{
	for (uint32_t id = 0; id < priv_end; id++) {
		const struct proc *p = priv_table[id].proc;
		bool done = !bitset_empty(parked[id].done, DONE_WORDS);

		/* Of a structure that programs share, p may be dead. */
		assert(done == (p && p->priv == &priv_table[id] &&
				(p->misc & MF_ASYNC_DONE)));
		BITSET_EACH(from, priv_table[id].async_pending, PRIV_WORDS) {
			assert(priv_table[from].proc);
			assert(priv_table[from].async_entries > 0);
		}
	}
}

#endif
