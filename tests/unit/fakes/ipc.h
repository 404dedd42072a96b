/*
 * ipc.h: what processes of a unit test say to each other. All have their
 * messages at the same place.
 */
#pragma once

#include <criterion/criterion.h>
#include "kernel/ipc.h"
#include "tests/unit/fakes/arch.h"

#define MSG 0x100u /* where processes have their messages */

static inline int call(struct proc *p, enum ipc_call nr, endpoint_t e)
{
	return ipc_call(p, nr, e, MSG);
}

static inline int send(struct proc *p, struct proc *dst, int type)
{
	fake_message(p, MSG)->type = type;
	return call(p, SEND, dst->endpoint);
}

/* What p got: the type, and who sent it. */
static inline void expect(struct proc *p, struct proc *from, int type)
{
	cr_assert(p->misc & MF_DELIVERMSG, "%s has no message", p->name);
	fake_deliver(p);
	cr_assert_eq(fake_message(p, MSG)->type, type);
	cr_assert_eq(fake_message(p, MSG)->source, from->endpoint);
}
