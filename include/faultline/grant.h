/*
 * grant.h: memory grants, by which one process lets another reach a part of
 * its memory.
 *
 * A process registers a table of grants (SYS_SETGRANT); a grant's number is
 * its index. The table stays in the process's own memory: the kernel reads an
 * entry each time the grant is used, and trusts nothing in it before it has
 * checked it.
 */
#pragma once

#include <faultline/types.h>

#define GRANT_USED 0x01u     /* the entry is taken */
#define GRANT_VALID 0x02u    /* and filled in */
#define GRANT_DIRECT 0x04u   /* memory of the table's owner */
#define GRANT_INDIRECT 0x08u /* a grant that the owner was given */
#define GRANT_READ 0x10u     /* the grantee may read */
#define GRANT_WRITE 0x20u    /* may write */
#define GRANT_MAP 0x40u      /* may map (SYS_SAFEMAP) */

#define GRANT_MAX_DEPTH 5 /* indirect grants in a row before ELOOP */

struct grant {
	uint32_t flags; /* GRANT_* */
	union {
		struct {
			endpoint_t grantee; /* who may use it; ANY: everybody */
			vir_t start;        /* in the owner's data segment */
			uint32_t len;       /* bytes */
		} direct;
		struct {
			endpoint_t grantee;
			endpoint_t grantor; /* who granted it to the owner */
			grant_t grant;      /* as which grant of its own */
		} indirect;
	};
};

_Static_assert(sizeof(struct grant) == 16,
	       "user memory holds grants: 16 bytes each");

/*
 * The grants by which memory reached somebody: the one that was named first,
 * the one of the memory's owner last.
 */
#define GRANT_MAX_HOPS (GRANT_MAX_DEPTH + 1)

struct grant_hop {
	endpoint_t grantor;
	grant_t grant;
};

struct grant_path {
	uint32_t hops;
	struct grant_hop hop[GRANT_MAX_HOPS];
};
