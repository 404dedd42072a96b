/*
 * priv.c: handing out privileges, as a process's role says (role.c).
 */
#include "kernel/priv.h"
#include <lib/base/string.h>
#include "kernel/clock.h"
#include "kernel/debug.h"

struct priv priv_table[NR_PRIVS];
uint32_t priv_end;

/* The programs' structure is shared, so it is found by its kind. */
static struct priv *priv_find(enum priv_kind kind)
{
	struct priv *free = NULL;

	for (struct priv *priv = priv_table; priv < priv_table + NR_PRIVS;
	     priv++) {
		if (priv->proc && kind == PRIV_USER && priv->kind == kind)
			return priv;
		if (!priv->proc && !free)
			free = priv;
	}
	return free;
}

static void may_send_set(struct priv *from, const struct priv *to)
{
	if (role_may_send(from->role, to->role))
		bitset_add(from->ipc_to, to->id);
}

/* To whom a new structure may send, and who may send to it. */
static void ipc_masks_set(struct priv *new)
{
	for (struct priv *priv = priv_table; priv < priv_table + priv_end;
	     priv++) {
		if (!priv->proc)
			continue;
		may_send_set(new, priv);
		may_send_set(priv, new);
	}
}

static void masks_set(struct priv *priv)
{
	priv->trap_mask = priv->role->traps;
	for (int i = 0; i < CALL_WORDS; i++)
		priv->call_mask[i] = (uint32_t)(priv->role->calls >> 32 * i);
}

int priv_assign(struct proc *p, const struct role *role)
{
	struct priv *priv = priv_find(role->kind);

	if (!priv)
		return -ENOMEM;
	assert(!priv->proc || role->kind == PRIV_USER);
	p->priv = priv;
	if (priv->proc)
		return OK; /* the programs', which is there already */
	memset(priv, 0, sizeof(*priv));
	priv->id = (uint32_t)(priv - priv_table);
	priv->proc = p;
	/* init is a program like any other, but for its slot. */
	priv->role = role->kind == PRIV_USER ? role_user : role;
	priv->kind = role->kind;
	priv->reach = role->reach;
	if (priv->id >= priv_end)
		priv_end = priv->id + 1;
	masks_set(priv);
	ipc_masks_set(priv);
	return OK;
}

void priv_init(void)
{
	for (int nr = -NR_TASKS; nr < 0; nr++)
		if (priv_assign(proc_slot(nr), role_task) != OK)
			panic("no privilege structure for task %d", nr);
}

static void priv_free(struct priv *old)
{
	uint32_t id = old->id;

	assert(old->proc && old == &priv_table[id]);
	if (old->kind == PRIV_USER)
		return; /* others share it; it is there for good */
	for (struct priv *priv = priv_table; priv < priv_table + priv_end;
	     priv++) {
		bitset_remove(priv->notify_pending, id);
		bitset_remove(priv->ipc_to, id);
	}
	memset(old, 0, sizeof(*old));
	clock_find_next_alarm();
}

void priv_release(struct proc *p)
{
	priv_free(p->priv);
}

int priv_change(struct proc *p, const struct role *role)
{
	struct priv *old = p->priv;
	int r;

	assert(role->kind == PRIV_SERVICE || role == role_user);
	if (old->role == role) {
		masks_set(old);
		return OK;
	}
	r = priv_assign(p, role);
	if (r == OK)
		priv_free(old);
	return r;
}

void priv_narrow(struct proc *p, uint32_t traps,
		 const uint32_t calls[CALL_WORDS])
{
	assert(p->priv->kind != PRIV_USER); /* it is not p's alone */
	p->priv->trap_mask &= traps;
	for (int i = 0; i < CALL_WORDS; i++)
		p->priv->call_mask[i] &= calls[i];
}

#if DEBUG_VMASSERT

/* Nobody may do more than the role's row says. */
static void role_check(const struct priv *priv)
{
	const uint64_t calls = priv->role->calls;

	assert(priv->kind == priv->role->kind);
	assert(priv->reach == priv->role->reach);
	assert((priv->trap_mask & ~priv->role->traps) == 0);
	for (int i = 0; i < CALL_WORDS; i++)
		assert((priv->call_mask[i] & ~(uint32_t)(calls >> 32 * i)) ==
		       0);
}

/* Nobody may be sent to, or have notified, whose structure is free. */
static void masks_check(const struct priv *priv, const uint32_t *in_use)
{
	for (uint32_t word = 0; word < PRIV_WORDS; word++) {
		assert((priv->ipc_to[word] & ~in_use[word]) == 0);
		assert((priv->notify_pending[word] & ~in_use[word]) == 0);
	}
}

void priv_check(void)
{
	uint32_t in_use[PRIV_WORDS] = {0};

	for (uint32_t id = 0; id < priv_end; id++)
		if (priv_table[id].proc)
			bitset_add(in_use, id);
	for (uint32_t id = 0; id < priv_end; id++) {
		const struct priv *priv = &priv_table[id];

		assert(priv->proc || priv->alarm == 0);
		if (!priv->proc)
			continue;
		assert(priv->id == id);
		assert(priv->kind == PRIV_USER || priv->proc->priv == priv);
		role_check(priv);
		masks_check(priv, in_use);
	}
}

#endif
