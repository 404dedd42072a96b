/*
 * grant.h: checking grants.
 */
#pragma once

#include <faultline/grant.h>
#include "kernel/proc.h"

/* What a grant gives. */
struct granted {
	struct proc *owner; /* whose memory */
	vir_t addr;         /* and where, in owner's data segment */
	struct grant_path path;
};

/*
 * May grantee use bytes [offset, offset + bytes) of grant g of the process
 * grantor in the way that access (GRANT_READ, _WRITE, _MAP) says? OK: *found
 * says what it gets. Otherwise
 *   -EINVAL  no such grantor, or g is negative
 *   -EPERM   no table, no such grant, not for this grantee, not this access,
 *            not this range, or the entry could not be read
 *   -ELOOP   a chain of more than GRANT_MAX_DEPTH indirect grants
 * Never suspends: the table's page must be there.
 */
int grant_verify(endpoint_t grantor, struct proc *grantee, grant_t g,
		 uint32_t offset, uint32_t bytes, uint32_t access,
		 struct granted *found);
