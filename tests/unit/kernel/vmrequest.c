/*
 * vmrequest.c: requests to VM are served in their order, each is
 * answered once, and the process then goes on as it was suspended.
 */
/* links: tests/unit/fakes/arch.c kernel/arch/x86/segments.c */
/* links: kernel/{proc,priv,sched,ipc,async,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,role}.c lib/base/option.c */
/* links: kernel/system/do_clear.c */
#include "kernel/vmrequest.h"
#include <criterion/criterion.h>
#include "kernel/counters.h"
#include "kernel/priv.h"
#include "kernel/signal.h"
#include "kernel/system/system.h"
#include "tests/unit/fakes/arch.h"

static struct proc *a, *b, *c;
static struct msg_memreq req;

static void three_services(void)
{
	fake_boot();
	a = fake_process(5, PRIV_SERVICE);
	b = fake_process(6, PRIV_SERVICE);
	c = fake_process(7, PRIV_SERVICE);
}

TestSuite(kernel_vmrequest, .init = three_services);

static int check_of(struct proc *p, struct proc *target)
{
	return vmrequest_check(p, target, 0x8000, 100, true,
			       VMSTYPE_KERNELCALL);
}

static int map_of(struct proc *p, struct proc *target, struct proc *source)
{
	return vmrequest_map(p, VMPTYPE_SMAP, target, 0x8000, source, 0x9000,
			     4096, 1);
}

/* Not even PM, which is a server, too. */
CheckedTest(kernel_vmrequest, nobody_but_vm_steers_the_kernel)
{
	cr_assert(priv_may_call(proc_vm(), SYS_VMCTL));
	cr_assert_not(priv_may_call(proc_slot(PM_PROC_NR), SYS_VMCTL));
	cr_assert_not(priv_may_call(a, SYS_VMCTL));
	cr_assert_not(priv_may_call(fake_process(8, PRIV_USER), SYS_VMCTL));
}

CheckedTest(kernel_vmrequest, first_come_first_served)
{
	cr_assert_eq(check_of(a, c), -VMSUSPEND);
	cr_assert_eq(check_of(b, c), -VMSUSPEND);
	cr_assert_eq(vmrequest_get(&req), VMPTYPE_CHECK);
	cr_assert_eq(req.requestor, a->endpoint);
	cr_assert_eq(req.target, c->endpoint);
	cr_assert_eq(req.addr, 0x8000);
	cr_assert_eq(req.length, 100);
	cr_assert_eq(req.flag, 1);
	cr_assert_eq(vmrequest_get(&req), VMPTYPE_CHECK);
	cr_assert_eq(req.requestor, b->endpoint);
	cr_assert_eq(vmrequest_get(&req), -ESRCH);
}

CheckedTest(kernel_vmrequest, vm_is_notified_when_the_chain_stops_being_empty)
{
	uint32_t before = counters.notifications;

	check_of(a, c);
	check_of(b, c);
	cr_assert_eq(counters.notifications, before + 1);
	vmrequest_get(&req);
	vmrequest_get(&req);
	check_of(c, a);
	cr_assert_eq(counters.notifications, before + 2);
}

CheckedTest(kernel_vmrequest, every_suspension_is_counted)
{
	struct counters before = counters;

	check_of(a, c);
	check_of(b, c);
	map_of(c, c, a);
	cr_assert_eq(counters.suspensions, before.suspensions + 3);
	cr_assert_eq(counters.request[VMPTYPE_CHECK],
		     before.request[VMPTYPE_CHECK] + 2);
	cr_assert_eq(counters.request[VMPTYPE_SMAP],
		     before.request[VMPTYPE_SMAP] + 1);
}

CheckedTest(kernel_vmrequest, a_reply_must_answer_a_request)
{
	cr_assert_eq(vmrequest_reply(a, OK), -EINVAL); /* none at all */
	check_of(a, c);
	cr_assert_eq(vmrequest_reply(a, OK), -EINVAL); /* not fetched */
	vmrequest_get(&req);
	cr_assert_eq(vmrequest_reply(a, 1), -EINVAL);
	cr_assert_eq(vmrequest_reply(a, -VMSUSPEND), -EINVAL);
	cr_assert_eq(vmrequest_reply(a, OK), OK);
	cr_assert_eq(vmrequest_reply(a, OK), -EINVAL); /* twice */
}

CheckedTest(kernel_vmrequest, a_kernel_call_is_executed_again)
{
	check_of(a, c);
	vmrequest_get(&req);
	vmrequest_reply(a, -ENOMEM);
	cr_assert(a->misc & MF_KCALL_RESUME);
	cr_assert_eq(a->vmrequest.result, -ENOMEM);
	cr_assert(proc_runnable(a));
}

CheckedTest(kernel_vmrequest, a_mapping_ends_its_call_with_vms_result)
{
	map_of(a, a, b);
	cr_assert_eq(vmrequest_get(&req), VMPTYPE_SMAP);
	cr_assert_eq(req.ep2, b->endpoint);
	cr_assert_eq(req.addr2, 0x9000);
	vmrequest_reply(a, -EFAULT);
	cr_assert(a->misc & MF_DELIVERMSG);
	cr_assert_eq(a->delivermsg.type, -EFAULT);
	cr_assert(proc_runnable(a));
}

CheckedTest(kernel_vmrequest, vm_fetches_the_grants_of_a_mapping)
{
	struct msg_vmctl reply = {0};

	a->vmreq_grants = (struct grant_path){2, {{6, 40}, {7, 50}}};
	cr_assert_eq(vmrequest_grant(a, 0, &reply), -EINVAL); /* asks nothing */
	map_of(a, a, b);
	cr_assert_eq(vmrequest_grant(a, 0, &reply), -EINVAL); /* not fetched */
	vmrequest_get(&req);
	cr_assert_eq(vmrequest_grant(a, 0, &reply), OK);
	cr_assert(reply.value == 6 && reply.value2 == 40);
	cr_assert_eq(vmrequest_grant(a, 1, &reply), OK);
	cr_assert(reply.value == 7 && reply.value2 == 50);
	cr_assert_eq(vmrequest_grant(a, 2, &reply), -EINVAL);
	cr_assert_eq(vmrequest_grant(a, UINT32_MAX, &reply), -EINVAL);
	vmrequest_reply(a, OK);
	vmrequest_map(a, VMPTYPE_COWMAP, a, 0x8000, b, 0x9000, 4096, 0);
	vmrequest_get(&req);
	cr_assert_eq(vmrequest_grant(a, 0, &reply), -EINVAL); /* has none */
}

CheckedTest(kernel_vmrequest, a_trap_is_executed_again)
{
	uint32_t eip = a->arch.regs.eip;

	vmrequest_check(a, a, 0x8000, 36, false, VMSTYPE_TRAP);
	vmrequest_get(&req);
	vmrequest_reply(a, OK);
	cr_assert_eq(a->arch.regs.eip, eip - 2); /* int $n is two bytes */
	cr_assert_eq(a->misc, 0);
	cr_assert(proc_runnable(a));
}

CheckedTest(kernel_vmrequest, a_message_is_delivered_again)
{
	a->misc |= MF_DELIVERMSG;
	vmrequest_check(a, a, 0x8000, 36, true, VMSTYPE_DELIVERMSG);
	vmrequest_get(&req);
	vmrequest_reply(a, OK);
	cr_assert_eq(a->misc, MF_DELIVERMSG);
	cr_assert(proc_runnable(a));
}

CheckedTest(kernel_vmrequest, a_refused_message_is_a_signal)
{
	a->misc |= MF_DELIVERMSG;
	vmrequest_check(a, a, 0x8000, 36, true, VMSTYPE_DELIVERMSG);
	vmrequest_get(&req);
	vmrequest_reply(a, -ENOMEM);
	cr_assert_eq(a->misc, 0);
	cr_assert_eq(a->signals, 1u << SIGSEGV);
	cr_assert_not(proc_runnable(a));
}

CheckedTest(kernel_vmrequest, answers_may_come_in_any_order)
{
	check_of(a, c);
	check_of(b, c);
	vmrequest_get(&req);
	cr_assert_eq(vmrequest_reply(b, OK), -EINVAL); /* not fetched */
	vmrequest_get(&req);
	cr_assert_eq(vmrequest_reply(b, OK), OK);
	cr_assert_not(proc_runnable(a));
	cr_assert_eq(vmrequest_reply(a, OK), OK);
}

CheckedTest(kernel_vmrequest, a_refused_trap_fails_and_is_not_retried)
{
	uint32_t eip = a->arch.regs.eip;

	vmrequest_check(a, a, 0x8000, 36, false, VMSTYPE_TRAP);
	vmrequest_get(&req);
	vmrequest_reply(a, -EFAULT);
	cr_assert_eq(fake_result(a), -EFAULT);
	cr_assert_eq(a->arch.regs.eip, eip);
}

CheckedTest(kernel_vmrequest, a_target_waits_for_all_requests_about_it)
{
	map_of(a, c, a);
	map_of(b, c, b);
	cr_assert(c->rts & RTS_VMREQTARGET);
	vmrequest_get(&req);
	vmrequest_get(&req);
	vmrequest_reply(a, OK);
	cr_assert(c->rts & RTS_VMREQTARGET);
	vmrequest_reply(b, OK);
	cr_assert(proc_runnable(c));
}

CheckedTest(kernel_vmrequest, vm_never_waits_for_itself)
{
	cr_assert_eq(check_of(proc_vm(), a), -EFAULT);
	cr_assert(proc_runnable(proc_vm()));
}

CheckedTest(kernel_vmrequest, memory_without_a_page_table_is_not_asked_for)
{
	cr_assert_eq(check_of(a, proc_slot(PM_PROC_NR)), -EFAULT);
}

CheckedTest(kernel_vmrequest, a_dead_requestor_leaves_the_chain)
{
	check_of(a, c);
	check_of(b, c);
	proc_clear(a);
	vmrequest_get(&req);
	cr_assert_eq(req.requestor, b->endpoint);
	cr_assert_eq(vmrequest_get(&req), -ESRCH);
}

CheckedTest(kernel_vmrequest, a_dead_requestor_no_longer_holds_its_target)
{
	map_of(a, c, a);
	map_of(b, c, b);
	proc_clear(a); /* on the chain */
	cr_assert(c->rts & RTS_VMREQTARGET);
	vmrequest_get(&req);
	cr_assert_eq(req.requestor, b->endpoint);
	proc_clear(b); /* in progress */
	cr_assert(proc_runnable(c));
}

CheckedTest(kernel_vmrequest, who_maps_into_itself_waits_once)
{
	map_of(a, a, b);
	check_of(b, a);
	vmrequest_get(&req);
	vmrequest_reply(a, OK);
	cr_assert(proc_runnable(a)); /* a check holds no target */
	vmrequest_get(&req);
	vmrequest_reply(b, OK);
}

CheckedTest(kernel_vmrequest, an_answered_check_releases_nobody)
{
	check_of(b, c);
	map_of(a, c, a);
	vmrequest_get(&req);
	vmrequest_get(&req);
	vmrequest_reply(b, OK);
	cr_assert(c->rts & RTS_VMREQTARGET);
	vmrequest_reply(a, OK);
	cr_assert(proc_runnable(c));
}

CheckedTest(kernel_vmrequest, in_progress_the_death_of_the_source_is_vms)
{
	map_of(a, b, c);
	vmrequest_get(&req);
	proc_clear(c);
	cr_assert_not(proc_runnable(a)); /* VM finds out, and says so */
	cr_assert_eq(vmrequest_reply(a, -EFAULT), OK);
	cr_assert_eq(a->delivermsg.type, -EFAULT);
	cr_assert(proc_runnable(a) && proc_runnable(b));
}

CheckedTest(kernel_vmrequest, the_successor_of_a_target_is_not_held)
{
	map_of(a, c, a);
	vmrequest_get(&req);
	proc_clear(c);
	c = fake_process(7, PRIV_SERVICE);
	cr_assert_eq(vmrequest_reply(a, -EFAULT), OK);
	cr_assert(proc_runnable(c));
	cr_assert_eq(c->vmreq_targets, 0);
}

CheckedTest(kernel_vmrequest, requests_about_the_dead_are_refused_without_vm)
{
	check_of(a, c);
	map_of(b, b, c);
	proc_clear(c);
	cr_assert_not(vmrequest_pending());
	cr_assert_eq(a->vmrequest.result, -EFAULT);
	cr_assert_eq(b->delivermsg.type, -EFAULT);
	cr_assert(proc_runnable(a) && proc_runnable(b));
}

CheckedTest(kernel_vmrequest, who_dies_in_progress_is_not_waited_for)
{
	map_of(a, c, a);
	vmrequest_get(&req);
	proc_clear(a);
	cr_assert(proc_runnable(c));
	check_of(b, c);
	vmrequest_get(&req);
	proc_clear(c);
	cr_assert_eq(vmrequest_reply(b, -EFAULT), OK);
	cr_assert(proc_runnable(b));
}
