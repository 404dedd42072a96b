/*
 * ipc.c: SEND, RECEIVE, SENDREC, NOTIFY, SENDNB (SENDA: async.c).
 *
 * Messages are not buffered: a sender whose receiver is not waiting waits
 * itself, on the receiver's queue of callers, with the message in its own
 * slot. Notifications are one bit for each pair, so they never need memory.
 *
 * What must hold:
 *   - a process with RTS_SENDING is on exactly one queue, that of sendto;
 *   - no processes wait for each other in a circle: who would close one gets
 *     -ELOCKED. A sender and a receiver who name each other are no circle: the
 *     message has been handed over before anybody looks for one;
 *   - a message is copied in before anything is changed, so that a trap can be
 *     executed again when its page was not there.
 */
#include "kernel/ipc.h"
#include "kernel/arch.h"
#include "kernel/async.h"
#include "kernel/clock.h"
#include "kernel/counters.h"
#include "kernel/debug.h"
#include "kernel/deliver.h"
#include "kernel/norec.h"
#include "kernel/priv.h"
#include "kernel/signal.h"
#include "kernel/trace.h"

bool ipc_will_receive(const struct proc *dst, const struct proc *src)
{
	return (dst->rts & (RTS_RECEIVING | RTS_SENDING)) == RTS_RECEIVING &&
	       (dst->getfrom == ANY || dst->getfrom == src->endpoint);
}

endpoint_t ipc_waits_for(const struct proc *p)
{
	if (p->rts & RTS_SENDING)
		return p->sendto;
	if (p->rts & RTS_RECEIVING)
		return p->getfrom;
	return NONE;
}

bool ipc_awaits_answer(const struct proc *p)
{
	return (p->rts & (RTS_RECEIVING | RTS_SENDING)) == RTS_RECEIVING &&
	       (p->misc & MF_REPLY_PEND);
}

/*
 * Would p wait for ever if it now sent to (or received from) peer? Follow who
 * waits for whom, by endpoint: a slot number would mistake a process for its
 * predecessor.
 */
static bool deadlock(const struct proc *p, const struct proc *peer,
		     bool sending)
{
	const struct proc *q = peer;
	int group = 1;

	while (q != p) {
		endpoint_t next = ipc_waits_for(q);

		if (next == ANY || next == NONE)
			return false;
		q = proc_lookup(next);
		if (!q)
			return false;
		group++;
		assert(group <= NR_TASKS + NR_PROCS + 1);
	}
	/* Of a pair, both send or both receive: otherwise they have met. */
	assert(group > 2 || sending == ((peer->rts & RTS_SENDING) != 0));
	TRACE(ipc, deadlock, "who=" WHO " peer=" WHO " group=%d", WHO_OF(p),
	      WHO_OF(peer), group);
	return true;
}

void ipc_hand_over(struct proc *src, struct proc *dst, uint32_t status)
{
	vmassert(src != dst && !(src->rts & RTS_SLOT_FREE));
	vmassert(!(dst->rts & (RTS_SENDING | RTS_SLOT_FREE)));
	TRACE(ipc, deliver, "from=" WHO " to=" WHO " type=0x%x", WHO_OF(src),
	      WHO_OF(dst), (unsigned)dst->delivermsg.type);
	deliver_park(dst, src->endpoint);
	arch_set_status(dst, status);
	dst->misc &= ~MF_REPLY_PEND;
	proc_release(dst, RTS_RECEIVING);
	counters.messages++;
}

static void queue_caller(struct proc *p, struct proc *dst)
{
	struct proc **link = &dst->callers;

	NOREC(queue_caller);
	vmassert(p != dst && p->sendto == NONE && !(p->rts & RTS_SENDING));
	vmassert(!ipc_will_receive(dst, p)); /* it would have it already */
	while (*link)
		link = &(*link)->next_caller;
	*link = p;
	p->next_caller = NULL;
	p->sendto = dst->endpoint;
	proc_stop(p, RTS_SENDING);
}

static void unqueue_caller(struct proc **link)
{
	struct proc *p = *link;

	vmassert(p->rts & RTS_SENDING);
	*link = p->next_caller;
	p->next_caller = NULL;
	p->sendto = NONE;
	p->misc &= ~MF_FROM_KERNEL;
	proc_release(p, RTS_SENDING);
	signal_call_over(p);
}

static int do_send(struct proc *p, struct proc *dst, vir_t msg,
		   enum ipc_call call)
{
	int r;

	if (ipc_will_receive(dst, p)) {
		r = deliver_fetch(p, msg, &dst->delivermsg);
		if (r == OK)
			ipc_hand_over(p, dst, call);
		return r;
	}
	if (call == SENDNB)
		return -ENOTREADY;
	if (deadlock(p, dst, true))
		return -ELOCKED;
	r = deliver_fetch(p, msg, &p->sendmsg);
	if (r == OK)
		queue_caller(p, dst);
	return r;
}

int ipc_send_from_kernel(struct proc *p, endpoint_t to, const struct message *m)
{
	struct proc *dst = proc_lookup(to);

	if (!dst)
		return -EDEADSRCDST;
	if (ipc_will_receive(dst, p)) {
		dst->delivermsg = *m;
		ipc_hand_over(p, dst, SEND | STATUS_FROM_KERNEL);
		return OK;
	}
	if (deadlock(p, dst, true))
		return -ELOCKED;
	p->sendmsg = *m;
	p->misc |= MF_FROM_KERNEL;
	queue_caller(p, dst);
	return OK;
}

/* src's notification reaches dst, which waits for it. */
static void hand_over_notification(struct proc *src, struct proc *dst)
{
	struct message *m = &dst->delivermsg;
	struct priv *priv = dst->priv;

	vmassert(!(dst->misc & MF_REPLY_PEND)); /* it is no answer */
	*m = (struct message){.type = NOTIFY_MESSAGE};
	m->notify.uptime = (uint32_t)clock_uptime;
	if (proc_nr(src) == SYSTEM) {
		m->notify.pending = priv->sig_pending;
		priv->sig_pending = 0;
	} else if (proc_nr(src) == HARDWARE) {
		m->notify.pending = priv->int_pending;
		priv->int_pending = 0;
	}
	ipc_hand_over(src, dst, NOTIFY);
}

void ipc_notify(struct proc *src, struct proc *dst)
{
	vmassert(src != dst && !(dst->rts & RTS_SLOT_FREE));
	vmassert(src == priv_table[src->priv->id].proc); /* not a user's */
	counters.notifications++;
	if (ipc_will_receive(dst, src) && !(dst->misc & MF_REPLY_PEND))
		hand_over_notification(src, dst);
	else
		bitset_add(dst->priv->notify_pending, src->priv->id);
}

/* The first notifier of p's that is src (NULL: anybody); NR_PRIVS: none is. */
static uint32_t first_notifier(const struct proc *p, const struct proc *src)
{
	BITSET_EACH(id, p->priv->notify_pending, PRIV_WORDS)
		if (!src || src == priv_table[id].proc)
			return id;
	return NR_PRIVS;
}

/* Seldom: do_receive() is to save no registers for it. */
static __attribute__((noinline)) bool take_notification(struct proc *p,
							const struct proc *src)
{
	uint32_t id = first_notifier(p, src);

	if (id == NR_PRIVS)
		return false;
	assert(priv_table[id].proc); /* who dies has no notification */
	bitset_remove(p->priv->notify_pending, id);
	hand_over_notification(priv_table[id].proc, p);
	return true;
}

/* A notification is no answer to a SENDREC. */
static bool notifications_wait(const struct proc *p)
{
	return !(p->misc & MF_REPLY_PEND) &&
	       !bitset_empty(p->priv->notify_pending, PRIV_WORDS);
}

/*
 * Take from the tables of others. What is notified while they are searched must
 * be taken now: who has a notification pending must not begin to wait for one.
 */
static __attribute__((noinline)) bool take_async(struct proc *p,
						 const struct proc *src)
{
	return async_take(p, src) ||
	       (notifications_wait(p) && take_notification(p, src));
}

/* Take the message of the first caller that is src (NULL: anybody), if any. */
static bool take_caller(struct proc *p, const struct proc *src)
{
	for (struct proc **link = &p->callers; *link;
	     link = &(*link)->next_caller) {
		struct proc *from = *link;
		uint32_t status = SEND;

		vmassert(from->sendto == p->endpoint);
		if (src && src != from)
			continue;
		if (from->misc & MF_REPLY_PEND)
			status = SENDREC;
		if (from->misc & MF_FROM_KERNEL)
			status = SEND | STATUS_FROM_KERNEL;
		p->delivermsg = from->sendmsg;
		ipc_hand_over(from, p, status);
		unqueue_caller(link);
		/* In a SENDREC: what p's table has for it is p's answer. */
		if ((from->rts & RTS_RECEIVING) && async_waits(from))
			async_take(from, p);
		return true;
	}
	return false;
}

/* From src (NULL: anybody), to p's buffer, which is known. */
static int do_receive(struct proc *p, const struct proc *src)
{
	if (!(p->rts & RTS_SENDING)) { /* else SENDREC, not yet sent */
		if (notifications_wait(p) && take_notification(p, src))
			return OK;
		if (async_waits(p) && take_async(p, src))
			return OK;
		if (take_caller(p, src))
			return OK;
		if (src && deadlock(p, src, false))
			return -ELOCKED;
	}
	/* One message at a time. */
	vmassert(!(p->misc & MF_DELIVERMSG));
	p->getfrom = src ? src->endpoint : ANY;
	proc_stop(p, RTS_RECEIVING);
	return OK;
}

static int do_sendrec(struct proc *p, struct proc *dst, vir_t msg)
{
	int r;

	p->misc |= MF_REPLY_PEND;
	r = do_send(p, dst, msg, SENDREC);
	if (r == OK)
		r = do_receive(p, dst);
	if (r != OK)
		p->misc &= ~MF_REPLY_PEND;
	return r;
}

/* May p make this call to peer, which lives? NULL is anybody. */
static int permitted(const struct proc *p, uint32_t call,
		     const struct proc *peer)
{
	if (call != RECEIVE && !peer)
		return -EINVAL;
	if (call != RECEIVE && !priv_may_send(p, peer))
		return -ECALLDENIED;
	if (!((p->priv->trap_mask >> call) & 1))
		return -ETRAPDENIED;
	if (call != RECEIVE && proc_is_task(peer))
		return -ETRAPDENIED; /* tasks take no messages */
	if (peer == p)
		return call == NOTIFY ? -EINVAL : -ELOCKED;
	return OK;
}

static int do_senda(struct proc *p, vir_t table, uint32_t entries)
{
	if (!((p->priv->trap_mask >> SENDA) & 1))
		return -ETRAPDENIED;
	return async_send(p, table, entries);
}

int ipc_call(struct proc *p, uint32_t call, endpoint_t e, vir_t msg)
{
	struct proc *peer = NULL;
	int r;

	/* It runs: its last call is over, and it has its message. */
	vmassert(!(p->rts & (RTS_SENDING | RTS_RECEIVING)));
	vmassert(!(p->misc & (MF_DELIVERMSG | MF_FROM_KERNEL)));
	if (call == SENDA)
		return do_senda(p, msg, (uint32_t)e);
	if (call < SEND || call > SENDNB)
		return -EBADCALL;
	if (e != ANY && !(peer = proc_lookup(e)))
		return -EDEADSRCDST;
	r = permitted(p, call, peer);
	if (r != OK)
		return r;
	switch (call) {
	case SEND:
	case SENDNB:
		return do_send(p, peer, msg, call);
	case RECEIVE:
		p->misc &= ~MF_REPLY_PEND;
		r = deliver_buffer(p, msg);
		return r == OK ? do_receive(p, peer) : r;
	case SENDREC:
		return do_sendrec(p, peer, msg);
	default:
		ipc_notify(p, peer);
		return OK;
	}
}

void ipc_end_receive(struct proc *p)
{
	p->misc &= ~MF_REPLY_PEND;
	p->getfrom = NONE;
	proc_release(p, RTS_RECEIVING);
}

/* q waits for somebody who is gone. */
static void unblock_dead(struct proc *q)
{
	arch_set_result(q, -EDEADSRCDST);
	ipc_end_receive(q);
}

void ipc_forget(struct proc *p)
{
	if (p->rts & RTS_SENDING) {
		struct proc **link = &proc_lookup(p->sendto)->callers;

		while (*link != p)
			link = &(*link)->next_caller;
		unqueue_caller(link);
	}
	while (p->callers) {
		struct proc *q = p->callers;

		unqueue_caller(&p->callers);
		unblock_dead(q);
	}
	for (int nr = 0; nr < NR_PROCS; nr++) {
		struct proc *q = proc_slot(nr);

		if ((q->rts & RTS_RECEIVING) && q->getfrom == p->endpoint)
			unblock_dead(q);
	}
}

#if DEBUG_VMASSERT

/* How many send to dst; each must be one of those who do. */
static uint32_t callers_check(const struct proc *dst)
{
	uint32_t count = 0;

	for (const struct proc *p = dst->callers; p; p = p->next_caller) {
		assert(p->rts & RTS_SENDING);
		assert(p->sendto == dst->endpoint);
		count++;
		assert(count <= NR_PROCS); /* no cycle */
	}
	return count;
}

void ipc_check(void)
{
	uint32_t queued = 0, sending = 0;

	for (int nr = 0; nr < proc_end; nr++) {
		const struct proc *p = proc_slot(nr);

		if (p->rts & RTS_SLOT_FREE)
			continue;
		sending += (p->rts & RTS_SENDING) != 0;
		queued += callers_check(p);
		/* Nobody waits for the dead. */
		assert(!(p->rts & RTS_RECEIVING) || p->getfrom == ANY ||
		       p->getfrom == NONE || proc_lookup(p->getfrom));
	}
	assert(queued == sending);
}

#endif
