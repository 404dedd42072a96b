/*
 * ipc.c: SEND, RECEIVE, SENDREC, NOTIFY, SENDNB.
 *
 * Messages are not buffered: a sender whose receiver is not waiting waits
 * itself, on the receiver's queue of callers, with the message in its own
 * slot. Notifications are one bit for each pair, so they never need memory.
 *
 * What must hold:
 *   - a process with RTS_SENDING is on exactly one queue, that of sendto;
 *   - two processes never wait for each other: who would close such a circle
 *     gets -ELOCKED. The one legal circle of two is sender and receiver, and
 *     they meet at once;
 *   - a message is copied in before anything is changed, so that a trap can be
 *     executed again when its page was not there.
 */
#include "kernel/ipc.h"
#include "kernel/arch.h"
#include "kernel/clock.h"
#include "kernel/counters.h"
#include "kernel/debug.h"
#include "kernel/deliver.h"
#include "kernel/priv.h"
#include "kernel/signal.h"
#include "kernel/trace.h"

static bool will_receive(const struct proc *dst, const struct proc *src)
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
	/* A pair of which one sends and one receives is a rendezvous. */
	if (group == 2 && sending != ((peer->rts & RTS_SENDING) != 0))
		return false;
	TRACE(ipc, deadlock, "who=" WHO " peer=" WHO " group=%d", WHO_OF(p),
	      WHO_OF(peer), group);
	return true;
}

/* src's message m reaches dst, which waits for it. */
static void hand_over(struct proc *src, struct proc *dst,
		      const struct message *m, uint32_t status)
{
	TRACE(ipc, deliver, "from=" WHO " to=" WHO " type=0x%x", WHO_OF(src),
	      WHO_OF(dst), (unsigned)m->type);
	deliver_park(dst, src->endpoint, m);
	arch_set_status(dst, status);
	dst->misc &= ~MF_REPLY_PEND;
	proc_release(dst, RTS_RECEIVING);
	counters.messages++;
}

static void queue_caller(struct proc *p, struct proc *dst)
{
	struct proc **link = &dst->callers;

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
	struct message m;
	int r;

	if (will_receive(dst, p)) {
		r = deliver_fetch(p, msg, &m);
		if (r == OK)
			hand_over(p, dst, &m, call);
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
	if (will_receive(dst, p)) {
		hand_over(p, dst, m, SEND | STATUS_FROM_KERNEL);
		return OK;
	}
	if (deadlock(p, dst, true))
		return -ELOCKED;
	p->sendmsg = *m;
	p->misc |= MF_FROM_KERNEL;
	queue_caller(p, dst);
	return OK;
}

static void notification(struct proc *src, struct proc *dst, struct message *m)
{
	struct priv *priv = dst->priv;

	*m = (struct message){.type = NOTIFY_MESSAGE};
	m->notify.uptime = clock_uptime;
	if (proc_nr(src) == SYSTEM) {
		m->notify.pending = priv->sig_pending;
		priv->sig_pending = 0;
	} else if (proc_nr(src) == HARDWARE) {
		m->notify.pending = priv->int_pending;
		priv->int_pending = 0;
	}
}

void ipc_notify(struct proc *src, struct proc *dst)
{
	uint32_t id = src->priv->id;
	struct message m;

	counters.notifications++;
	if (will_receive(dst, src) && !(dst->misc & MF_REPLY_PEND)) {
		notification(src, dst, &m);
		hand_over(src, dst, &m, NOTIFY);
	} else {
		dst->priv->notify_pending[id / 32] |= 1u << (id % 32);
	}
}

/* Take the first pending notification from src (NULL: anybody), if any. */
static bool take_notification(struct proc *p, const struct proc *src)
{
	uint32_t *pending = p->priv->notify_pending;
	struct message m;

	for (uint32_t id = 0; id < NR_PRIVS; id++) {
		struct proc *from = priv_table[id].proc;

		if (!pending[id / 32]) {
			id |= 31;
			continue;
		}
		if (!((pending[id / 32] >> (id % 32)) & 1))
			continue;
		if (src && src != from)
			continue;
		pending[id / 32] &= ~(1u << (id % 32));
		notification(from, p, &m);
		hand_over(from, p, &m, NOTIFY);
		return true;
	}
	return false;
}

/* Take the message of the first caller that is src (NULL: anybody), if any. */
static bool take_caller(struct proc *p, const struct proc *src)
{
	for (struct proc **link = &p->callers; *link;
	     link = &(*link)->next_caller) {
		struct proc *from = *link;
		uint32_t status = SEND;

		if (src && src != from)
			continue;
		if (from->misc & MF_REPLY_PEND)
			status = SENDREC;
		if (from->misc & MF_FROM_KERNEL)
			status = SEND | STATUS_FROM_KERNEL;
		hand_over(from, p, &from->sendmsg, status);
		unqueue_caller(link);
		return true;
	}
	return false;
}

static int do_receive(struct proc *p, endpoint_t from, vir_t msg)
{
	struct proc *src = NULL;

	if (deliver_buffer(p, msg) != OK)
		return -EFAULT;
	if (from != ANY) {
		src = proc_lookup(from);
		if (!src)
			return -EDEADSRCDST;
	}
	if (!(p->rts & RTS_SENDING)) { /* else SENDREC, not yet sent */
		if (!(p->misc & MF_REPLY_PEND) && take_notification(p, src))
			return OK;
		if (take_caller(p, src))
			return OK;
		if (src && deadlock(p, src, false))
			return -ELOCKED;
	}
	p->getfrom = from;
	proc_stop(p, RTS_RECEIVING);
	return OK;
}

static int do_sendrec(struct proc *p, struct proc *dst, vir_t msg)
{
	int r;

	/* The answer's buffer is the message's: checked before anything. */
	if (deliver_buffer(p, msg) != OK)
		return -EFAULT;
	p->misc |= MF_REPLY_PEND;
	r = do_send(p, dst, msg, SENDREC);
	if (r == OK)
		r = do_receive(p, dst->endpoint, msg);
	if (r != OK)
		p->misc &= ~MF_REPLY_PEND;
	return r;
}

/* May p make this call to e at all? On OK *peer is its process (ANY: NULL). */
static int permitted(struct proc *p, uint32_t call, endpoint_t e,
		     struct proc **peer)
{
	if (call < SEND || call > SENDNB)
		return -EBADCALL;
	*peer = NULL;
	if (e == ANY)
		return call != RECEIVE                       ? -EINVAL
		       : (p->priv->trap_mask >> RECEIVE) & 1 ? OK
							     : -ETRAPDENIED;
	*peer = proc_lookup(e);
	if (!*peer)
		return -EDEADSRCDST;
	if (call != RECEIVE && !priv_may_send(p, *peer))
		return -ECALLDENIED;
	if (!((p->priv->trap_mask >> call) & 1))
		return -ETRAPDENIED;
	if (proc_nr(*peer) < 0 && call != RECEIVE)
		return -ETRAPDENIED; /* tasks take no messages */
	if (*peer == p)
		return call == NOTIFY ? -EINVAL : -ELOCKED;
	return OK;
}

int ipc_call(struct proc *p, uint32_t call, endpoint_t e, vir_t msg)
{
	struct proc *peer;
	int r = permitted(p, call, e, &peer);

	if (r != OK)
		return r;
	switch (call) {
	case SEND:
	case SENDNB:
		return do_send(p, peer, msg, call);
	case RECEIVE:
		p->misc &= ~MF_REPLY_PEND;
		return do_receive(p, e, msg);
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
	struct proc *dst = p->rts & RTS_SENDING ? proc_lookup(p->sendto) : NULL;

	for (struct proc **link = dst ? &dst->callers : NULL; link && *link;
	     link = &(*link)->next_caller) {
		if (*link == p) {
			unqueue_caller(link);
			break;
		}
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

void ipc_check(void)
{
	uint32_t queued = 0, sending = 0;

	for (int nr = 0; nr < NR_PROCS; nr++) {
		struct proc *dst = proc_slot(nr);

		sending += (dst->rts & RTS_SENDING) != 0;
		for (struct proc *p = dst->callers; p; p = p->next_caller) {
			assert(p->rts & RTS_SENDING);
			assert(p->sendto == dst->endpoint);
			queued++;
			assert(queued <= NR_PROCS); /* no cycle */
		}
	}
	assert(queued == sending);
}
