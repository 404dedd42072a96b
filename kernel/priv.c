/*
 * priv.c: handing out privileges.
 *
 * What a kind of process may do is one row of a table. A mask that is not
 * listed here is empty.
 */
#include "kernel/priv.h"
#include <lib/base/string.h>
#include "kernel/clock.h"
#include "kernel/debug.h"

struct priv priv_table[NR_PRIVS];
uint32_t priv_end;

#define TRAP(call) (1u << (call))
#define ALL_TRAPS                                                    \
	(TRAP(SEND) | TRAP(RECEIVE) | TRAP(SENDREC) | TRAP(NOTIFY) | \
	 TRAP(SENDNB) | TRAP(SENDA))

static const uint8_t vm_calls[] = {
	SYS_FORK,     SYS_VMCTL,  SYS_NEWMAP,  SYS_KILL,  SYS_UMAP, SYS_VIRCOPY,
	SYS_PHYSCOPY, SYS_MEMSET, SYS_GETINFO, SYS_TIMES, SYS_DIAG, SYS_ABORT,
};

static const uint8_t pm_calls[] = {
	SYS_EXEC,    SYS_CLEAR,    SYS_SCHEDULE, SYS_PRIVCTL,
	SYS_KILL,    SYS_GETKSIG,  SYS_ENDKSIG,  SYS_VIRCOPY,
	SYS_GETINFO, SYS_SETALARM, SYS_TIMES,    SYS_DIAG,
	SYS_ABORT,   SYS_RUNCTL,   SYS_SIGSEND,  SYS_SIGRETURN,
};

static const uint8_t service_calls[] = {
	SYS_UMAP,    SYS_VIRCOPY,    SYS_PHYSCOPY,     SYS_MEMSET,
	SYS_GETINFO, SYS_SETGRANT,   SYS_SAFECOPYFROM, SYS_SAFECOPYTO,
	SYS_SAFEMAP, SYS_SAFEREVMAP, SYS_SAFEUNMAP,    SYS_SETALARM,
	SYS_TIMES,   SYS_DIAG,       SYS_EXIT,         SYS_IRQCTL,
	SYS_DEVIO,
};

static const uint8_t user_calls[] = {SYS_GETINFO, SYS_TIMES, SYS_DIAG};

static const struct privilege {
	uint32_t trap_mask;
	const uint8_t *calls;
	size_t nr_calls;
} privileges[] = {
	[PRIV_TASK] = {0, NULL, 0},
	[PRIV_VM] = {ALL_TRAPS, vm_calls, sizeof(vm_calls)},
	[PRIV_PM] = {ALL_TRAPS, pm_calls, sizeof(pm_calls)},
	[PRIV_SERVICE] = {ALL_TRAPS, service_calls, sizeof(service_calls)},
	[PRIV_USER] = {TRAP(SENDREC), user_calls, sizeof(user_calls)},
};

/* Users' structure is shared, so it is found by its kind. */
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

/* Users may send to servers only; all others to everybody. */
static void ipc_mask_update(void)
{
	for (struct priv *from = priv_table; from < priv_table + priv_end;
	     from++) {
		memset(from->ipc_to, 0, sizeof(from->ipc_to));
		if (!from->proc)
			continue;
		for (uint32_t id = 0; id < priv_end; id++) {
			const struct priv *to = &priv_table[id];
			bool server =
				to->kind == PRIV_VM || to->kind == PRIV_PM;

			if (to->proc && (from->kind != PRIV_USER || server))
				bitset_add(from->ipc_to, id);
		}
	}
}

static void masks_set(struct priv *priv)
{
	const struct privilege *may = &privileges[priv->kind];

	priv->trap_mask = may->trap_mask;
	memset(priv->call_mask, 0, sizeof(priv->call_mask));
	for (size_t i = 0; i < may->nr_calls; i++)
		bitset_add(priv->call_mask, may->calls[i]);
}

int priv_assign(struct proc *p, enum priv_kind kind)
{
	struct priv *priv = priv_find(kind);

	if (!priv)
		return -ENOMEM;
	p->priv = priv;
	if (priv->proc)
		return OK; /* the users', which is there already */
	memset(priv, 0, sizeof(*priv));
	priv->id = (uint32_t)(priv - priv_table);
	priv->proc = p;
	priv->kind = kind;
	if (priv->id >= priv_end)
		priv_end = priv->id + 1;
	masks_set(priv);
	ipc_mask_update();
	return OK;
}

void priv_init(void)
{
	for (int nr = -NR_TASKS; nr < 0; nr++)
		if (priv_assign(proc_slot(nr), PRIV_TASK) != OK)
			panic("no privilege structure for task %d", nr);
}

static void priv_free(struct priv *old)
{
	uint32_t id = old->id;

	if (old->kind == PRIV_USER)
		return; /* others share it; it is there for good */
	for (struct priv *priv = priv_table; priv < priv_table + priv_end;
	     priv++)
		bitset_remove(priv->notify_pending, id);
	memset(old, 0, sizeof(*old));
	clock_find_next_alarm();
	ipc_mask_update();
}

void priv_release(struct proc *p)
{
	priv_free(p->priv);
}

int priv_change(struct proc *p, enum priv_kind kind)
{
	struct priv *old = p->priv;
	int r;

	if (old->kind == kind) {
		masks_set(old);
		return OK;
	}
	r = priv_assign(p, kind);
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

/* Nobody may be sent to, or have notified, whose structure is free. */
static void masks_check(const struct priv *priv, const uint32_t *in_use)
{
	for (uint32_t word = 0; word < PRIV_WORDS; word++) {
		assert((priv->ipc_to[word] & ~in_use[word]) == 0);
		assert((priv->notify_pending[word] & ~in_use[word]) == 0);
	}
}

static void used_check(const struct priv *priv)
{
	assert(priv->id == (uint32_t)(priv - priv_table));
	assert(priv->kind == PRIV_USER || priv->proc->priv == priv);
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
		used_check(priv);
		masks_check(priv, in_use);
	}
	for (int nr = -NR_TASKS; nr < proc_end; nr++) {
		const struct proc *p = proc_slot(nr);

		if (p->rts & RTS_SLOT_FREE)
			continue;
		assert(p->priv >= priv_table &&
		       p->priv < priv_table + NR_PRIVS);
		assert(p->priv->kind == PRIV_USER || p->priv->proc == p);
	}
}

#endif
