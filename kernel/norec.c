/*
 * norec.c: has everybody who entered a guarded routine left it?
 */
#include "kernel/norec.h"

#if DEBUG_VMASSERT

uint32_t norec_active;

#define NAME(routine) [NOREC_##routine] = #routine

static const char *const names[NR_NOREC] = {
	NAME(lin_lin_copy),    NAME(vm_lookup),     NAME(vm_memset),
	NAME(deliver_message), NAME(sched_enqueue), NAME(sched_dequeue),
	NAME(sched_pick),      NAME(queue_caller),  NAME(vmrequest_suspend)};

void norec_check(void)
{
	if (norec_active != 0)
		panic("%s() was entered and never left",
		      names[__builtin_ctz(norec_active)]);
}

#endif
