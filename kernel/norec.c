/*
 * norec.c: has everybody who entered a guarded routine left it?
 */
#include "kernel/norec.h"

#if DEBUG_VMASSERT

uint32_t norec_active;

static const char *const names[NR_NOREC] = {
	[NOREC_lin_lin_copy] = "lin_lin_copy",
	[NOREC_vm_lookup] = "vm_lookup",
	[NOREC_vm_memset] = "vm_memset",
	[NOREC_deliver_message] = "deliver_message",
	[NOREC_sched_enqueue] = "sched_enqueue",
	[NOREC_sched_dequeue] = "sched_dequeue",
	[NOREC_sched_pick] = "sched_pick",
	[NOREC_queue_caller] = "queue_caller",
	[NOREC_vmrequest_suspend] = "vmrequest_suspend",
};

void norec_check(void)
{
	if (norec_active != 0)
		panic("%s() was left without NOREC_RETURN",
		      names[__builtin_ctz(norec_active)]);
}

#endif
