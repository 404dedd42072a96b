/*
 * grant.c: checking grants.
 *
 * The grant table is in its owner's memory, where it may change at any time:
 * an entry is copied once, and what was copied is checked and used.
 */
#include "kernel/grant.h"
#include "kernel/arch.h"
#include "kernel/priv.h"
#include "kernel/trace.h"

static int grant_read(struct proc *p, grant_t g, struct grant *entry)
{
	vir_t at;

	/* All users share one privilege structure: they have no table. */
	if (p->priv->kind == PRIV_USER || (uint32_t)g >= p->priv->grant_entries)
		return -EPERM;
	at = p->priv->grant_table + (uint32_t)g * sizeof(*entry);
	if (data_copy_in(p, at, entry, sizeof(*entry)) != OK)
		return -EPERM;
	if ((entry->flags & (GRANT_USED | GRANT_VALID)) !=
	    (GRANT_USED | GRANT_VALID))
		return -EPERM;
	return OK;
}

static int range_check(const struct grant *entry, uint32_t offset,
		       uint32_t bytes)
{
	uint32_t len = entry->direct.len;

	if (offset > len || bytes > len - offset)
		return -EPERM;
	if (entry->direct.start + len < entry->direct.start)
		return -EPERM; /* the range wraps */
	return OK;
}

static int direct_check(const struct grant *entry, const struct proc *grantee,
			uint32_t offset, uint32_t bytes, uint32_t access)
{
	endpoint_t to = entry->direct.grantee;

	if (to != ANY && to != grantee->endpoint)
		return -EPERM;
	if (!(entry->flags & GRANT_DIRECT) || (entry->flags & access) != access)
		return -EPERM;
	return range_check(entry, offset, bytes);
}

int grant_verify(endpoint_t grantor, struct proc *grantee, grant_t g,
		 uint32_t offset, uint32_t bytes, uint32_t access,
		 struct granted *found)
{
	struct grant entry;
	uint32_t hops = 0;
	int r;

	for (;;) {
		struct proc *p = proc_lookup(grantor);

		if (!p || g < 0)
			return -EINVAL;
		r = grant_read(p, g, &entry);
		if (r != OK)
			return r;
		found->path.hop[hops++] = (struct grant_hop){grantor, g};
		if (!(entry.flags & GRANT_INDIRECT)) {
			found->owner = p;
			break;
		}
		if (hops == GRANT_MAX_HOPS)
			return -ELOOP;
		if (entry.indirect.grantee != ANY &&
		    entry.indirect.grantee != grantee->endpoint)
			return -EPERM;
		grantee = p;
		grantor = entry.indirect.grantor;
		g = entry.indirect.grant;
	}
	r = direct_check(&entry, grantee, offset, bytes, access);
	found->addr = entry.direct.start + offset;
	found->path.hops = hops;
	TRACE(grant, verify,
	      "owner=" WHO " to=" WHO " addr=0x%08x bytes=%u "
	      "access=0x%x result=%d",
	      WHO_OF(found->owner), WHO_OF(grantee), found->addr, bytes, access,
	      r);
	return r;
}
