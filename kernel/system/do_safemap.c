/*
 * SYS_SAFEMAP, SYS_SAFEREVMAP, SYS_SAFEUNMAP: map memory that was granted.
 *
 * SAFEMAP, by the grantee:
 *	safemap.ep      the grantor
 *	safemap.grant   a grant with GRANT_MAP and GRANT_READ
 *	safemap.offset  into the granted range
 *	safemap.addr    where, in memory that the caller has (VM_MMAP)
 *	safemap.bytes   whole pages
 *	safemap.flags   0: read-only; SAFEMAP_WRITE (the grant must have
 *	                GRANT_WRITE); SAFEMAP_COW: writes of either side stay
 *	                its own
 * SAFEUNMAP, by the grantee:
 *	safemap.addr    start of a mapping: the caller gets a copy of its own
 * SAFEREVMAP, by the grantor:
 *	safemap.grant   all mappings of this grant become copies
 *
 * All of them are carried out by VM, whose result is the call's.
 *
 * Errors: -EINVAL (a length of nothing, an unaligned address or length, unknown
 * flags, no such mapping), -EINVAL, -EPERM, -ELOOP (the grant), -EFAULT (memory
 * that is not there), -EBUSY (all mapping slots are taken), -ENOMEM.
 * Who may call them: FS, TTY, drivers.
 *
 * The kernel remembers each shared mapping, so that it can be taken back. A
 * copy-on-write mapping needs no taking back, and is not remembered. An entry
 * is dropped when VM refuses the mapping, when VM has taken it back, or when
 * one of its two processes has died.
 */
#include "kernel/arch.h"
#include "kernel/debug.h"
#include "kernel/grant.h"
#include "kernel/system/system.h"
#include "kernel/vmrequest.h"

#define NR_MAPPINGS 64

static struct mapping {
	bool used;
	bool ending; /* asker's call wants to end it, not to make it */
	endpoint_t grantor, owner; /* who was named; whose memory it is */
	grant_t grant;
	endpoint_t grantee;
	lin_t at, from; /* linear in grantee, in owner */
	uint32_t bytes;
	endpoint_t asker; /* whose call VM has not answered; NONE: nobody's */
} mappings[NR_MAPPINGS];

static bool mapping_alive(const struct mapping *m)
{
	return m->used && proc_lookup(m->grantee) && proc_lookup(m->owner);
}

static struct mapping *mapping_new(void)
{
	for (int i = 0; i < NR_MAPPINGS; i++)
		if (!mapping_alive(&mappings[i]))
			return &mappings[i];
	return NULL;
}

/* The caller's next mapping at lin (as grantee), or of grant (as grantor). */
static struct mapping *mapping_of_grantee(const struct proc *caller, lin_t lin)
{
	for (int i = 0; i < NR_MAPPINGS; i++) {
		struct mapping *m = &mappings[i];

		if (mapping_alive(m) && m->grantee == caller->endpoint &&
		    m->at == lin)
			return m;
	}
	return NULL;
}

static struct mapping *mapping_of_grantor(const struct proc *caller, grant_t g)
{
	for (int i = 0; i < NR_MAPPINGS; i++) {
		struct mapping *m = &mappings[i];

		if (mapping_alive(m) && m->grantor == caller->endpoint &&
		    m->grant == g)
			return m;
	}
	return NULL;
}

/* VM has answered who's call: a mapping is there, or still there, or not. */
static void mapping_answered(struct proc *who, int result)
{
	for (int i = 0; i < NR_MAPPINGS; i++) {
		struct mapping *m = &mappings[i];

		if (!m->used || m->asker != who->endpoint)
			continue;
		if ((result == OK) == m->ending)
			m->used = false;
		m->asker = NONE;
	}
}

/* caller's request to VM, which is on its way, is about m. */
static void mapping_await(struct proc *caller, struct mapping *m, bool ending)
{
	m->asker = caller->endpoint;
	m->ending = ending;
	caller->vmrequest.answered = mapping_answered;
}

static int arguments_check(const struct msg_safemap *map)
{
	if (map->bytes == 0 || map->bytes % CLICK_SIZE != 0)
		return -EINVAL;
	if (map->flags != 0 && map->flags != SAFEMAP_WRITE &&
	    map->flags != SAFEMAP_COW)
		return -EINVAL;
	return OK;
}

int do_safemap(struct proc *caller, const struct message *req,
	       struct message *reply)
{
	const struct msg_safemap *map = &req->safemap;
	bool write = map->flags == SAFEMAP_WRITE;
	bool cow = map->flags == SAFEMAP_COW;
	struct mapping *m = NULL;
	struct proc *owner;
	lin_t from, at;
	vir_t addr;
	int r = arguments_check(map);

	(void)reply;
	if (r != OK)
		return r;
	r = grant_verify(map->ep, caller, map->grant, map->offset, map->bytes,
			 GRANT_MAP | GRANT_READ | (write ? GRANT_WRITE : 0),
			 &owner, &addr);
	if (r != OK)
		return r;
	if (umap_local(owner, SEG_D, addr, map->bytes, &from) != OK ||
	    umap_local(caller, SEG_D, map->addr, map->bytes, &at) != OK)
		return -EFAULT;
	if (from % CLICK_SIZE != 0 || at % CLICK_SIZE != 0 || owner == caller)
		return -EINVAL;
	if (!proc_has_pagetable(owner) || !proc_has_pagetable(caller))
		return -EFAULT;
	if (!cow) {
		m = mapping_new();
		if (!m)
			return -EBUSY;
		*m = (struct mapping){
			.used = true,
			.grantor = map->ep,
			.owner = owner->endpoint,
			.grant = map->grant,
			.grantee = caller->endpoint,
			.at = at,
			.from = from,
			.bytes = map->bytes,
		};
	}
	r = vmrequest_map(caller, cow ? VMPTYPE_COWMAP : VMPTYPE_SMAP, caller,
			  at, owner, from, map->bytes, write);
	if (m)
		mapping_await(caller, m, false);
	return r;
}

/* Have VM give the grantee a copy; then m is dropped. */
static int mapping_end(struct proc *caller, struct mapping *m)
{
	int r = vmrequest_map(caller, VMPTYPE_SUNMAP, proc_lookup(m->grantee),
			      m->at, proc_lookup(m->owner), m->from, m->bytes,
			      0);

	mapping_await(caller, m, true);
	return r;
}

int do_safeunmap(struct proc *caller, const struct message *req,
		 struct message *reply)
{
	struct mapping *m;
	lin_t at;

	(void)reply;
	if (umap_local(caller, SEG_D, req->safemap.addr, 1, &at) != OK)
		return -EFAULT;
	m = mapping_of_grantee(caller, at);
	return m ? mapping_end(caller, m) : -EINVAL;
}

/* One mapping a call; the library repeats it until there is none (-EINVAL). */
int do_saferevmap(struct proc *caller, const struct message *req,
		  struct message *reply)
{
	struct mapping *m = mapping_of_grantor(caller, req->safemap.grant);

	(void)reply;
	return m ? mapping_end(caller, m) : -EINVAL;
}

#if DEBUG_VMASSERT

static void mapping_check(const struct mapping *m)
{
	const struct proc *asker = proc_lookup(m->asker);

	assert(m->bytes > 0 && m->bytes % CLICK_SIZE == 0);
	assert(m->at % CLICK_SIZE == 0 && m->from % CLICK_SIZE == 0);
	assert(m->grantee != m->owner);
	/* Who asked waits, until VM has answered. */
	assert(!asker || asker->vmrequest.type == VMSTYPE_MAP);
}

void safemap_check(void)
{
	for (int i = 0; i < NR_MAPPINGS; i++)
		if (mappings[i].used)
			mapping_check(&mappings[i]);
}

#endif
