/*
 * async.c: SENDA, messages that their sender does not wait for.
 *
 * The messages stay in the sender's own table (<faultline/async.h>) until their
 * receivers are ready, so the kernel needs no buffers. It remembers where the
 * table is, and for each receiver who has something for it: one bit, as with
 * notifications.
 *
 * A table is its owner's memory, which may change or go at any time. What the
 * owner does to it harms nobody else: an entry is written back before it is
 * delivered, and if it cannot be read or written the whole table is forgotten.
 *
 * What must hold:
 *   - between two processes messages arrive in the order in which they were
 *     sent: what is in a table comes before who waits to send, for nobody can
 *     begin to wait before its SENDA is over;
 *   - one bad entry spoils no other.
 */
#include "kernel/async.h"
#include <faultline/async.h>
#include <faultline/signal.h>
#include "kernel/arch.h"
#include "kernel/debug.h"
#include "kernel/ipc.h"
#include "kernel/priv.h"
#include "kernel/signal.h"

#define ENTRY_SIZE sizeof(struct async_message)
#define PART_ENTRIES 16 /* are tried in less than 10,000 instructions */

static uint32_t bit_of(const struct proc *p)
{
	return 1u << (p->priv->id % 32);
}

/* The word with from's bit among those that have something for p. */
static uint32_t *pending_word(const struct proc *p, const struct proc *from)
{
	return &p->priv->async_pending[from->priv->id / 32];
}

static bool entry_waits(const struct async_message *entry)
{
	return (entry->flags & (ASYNC_VALID | ASYNC_DONE)) == ASYNC_VALID;
}

void async_cancel(struct proc *p)
{
	p->priv->async_entries = 0;
	for (uint32_t id = 0; id < priv_end; id++)
		priv_table[id].async_pending[p->priv->id / 32] &= ~bit_of(p);
}

static vir_t entry_at(const struct proc *p, uint32_t i)
{
	return p->priv->async_table + i * ENTRY_SIZE;
}

static int entry_read(struct proc *p, uint32_t i, struct async_message *entry)
{
	return data_copy_in(p, entry_at(p, i), entry, ENTRY_SIZE);
}

/* Entry i of p's table has this result. False: the table is no more. */
static bool entry_finish(struct proc *p, uint32_t i,
			 struct async_message *entry, int result)
{
	entry->flags |= ASYNC_DONE;
	entry->result = result;
	if (data_copy_out(p, entry, entry_at(p, i), ENTRY_SIZE) != OK) {
		async_cancel(p);
		return false;
	}
	if (entry->flags & ASYNC_NOTIFY)
		signal_notify(p, SIGKASYNC);
	return true;
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
static bool entry_deliver(struct proc *p, uint32_t i, struct proc *dst,
			  struct async_message *entry)
{
	if (!entry_finish(p, i, entry, OK))
		return false;
	dst->delivermsg = entry->m;
	ipc_hand_over(p, dst, SENDA);
	return true;
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
	if (!entry_waits(&entry))
		return true;
	dst = proc_lookup(entry.dst);
	r = dst == dead ? -EDEADSRCDST : entry_permitted(p, dst);
	if (r != OK)
		return entry_finish(p, i, &entry, r);
	/* An earlier one for dst would have been delivered, had dst waited. */
	if (wanted(dst, p, &entry))
		return entry_deliver(p, i, dst, &entry);
	*pending_word(dst, p) |= bit_of(p);
	return true;
}

static void table_try(struct proc *p, const struct proc *dead)
{
	for (uint32_t i = 0; i < p->priv->async_entries; i++) {
		if (!entry_try(p, i, dead))
			return;
		/* Between two entries all is as it should be. */
		if (i % PART_ENTRIES == PART_ENTRIES - 1)
			arch_interrupts();
	}
}

/* Can all of it be read and written? VM sees to pages that are not there. */
static int table_touch(struct proc *p, vir_t table, uint32_t bytes)
{
	lin_t lin;

	if (umap_local(p, SEG_D, table, bytes, &lin) != OK)
		return -EFAULT;
	/* A byte of each page tells of all of them. */
	for (vir_t at = table; at < table + bytes;
	     at = ROUND_DOWN(at, CLICK_SIZE) + CLICK_SIZE) {
		uint8_t byte;

		if (data_copy_in(p, at, &byte, 1) != OK ||
		    data_copy_out(p, &byte, at, 1) != OK)
			return vmrequest_check(p, p, lin, bytes, true,
					       VMSTYPE_TRAP);
	}
	return OK;
}

int async_send(struct proc *p, vir_t table, uint32_t entries)
{
	int r;

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
		if (entry_read(from, i, &entry) != OK) {
			async_cancel(from);
			return false;
		}
		if (!entry_waits(&entry))
			continue;
		dst = proc_lookup(entry.dst);
		more |= dst && dst->priv == p->priv; /* which users share */
		if (dst != p)
			continue;
		if ((p->misc & MF_REPLY_PEND) && (entry.flags & ASYNC_NOREPLY))
			continue;
		return entry_deliver(from, i, p, &entry);
	}
	if (!more)
		*pending_word(p, from) &= ~bit_of(from);
	return false;
}

bool async_take(struct proc *p, const struct proc *src)
{
	for (uint32_t word = 0; word < PRIV_WORDS; word++) {
		uint32_t bits = p->priv->async_pending[word];

		for (; bits != 0; bits &= bits - 1) {
			uint32_t id = word * 32 + (uint32_t)__builtin_ctz(bits);
			struct proc *from = priv_table[id].proc;

			if ((!src || src == from) && take_from(p, from))
				return true;
		}
	}
	return false;
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
	for (uint32_t id = 0; id < priv_end; id++)
		if (p->priv->async_pending[id / 32] >> (id % 32) & 1)
			table_try(priv_table[id].proc, p);
}

#if DEBUG_VMASSERT

void async_check(void)
{
	for (uint32_t to = 0; to < priv_end; to++) {
		for (uint32_t word = 0; word < PRIV_WORDS; word++) {
			uint32_t bits = priv_table[to].async_pending[word];

			for (; bits != 0; bits &= bits - 1) {
				const struct priv *from =
					&priv_table[word * 32 +
						    __builtin_ctz(bits)];

				assert(from->proc && from->async_entries > 0);
			}
		}
	}
}

#endif
