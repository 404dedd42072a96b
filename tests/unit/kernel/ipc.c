/*
 * ipc.c: messages arrive once, in order, and at whom they were sent to;
 * who would wait for ever is told; a call that fails changes nothing.
 */
/* links: tests/unit/fakes/arch.c kernel/arch/x86/segments.c */
/* links: kernel/{proc,priv,sched,ipc,async,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,role}.c lib/base/option.c */
/* links: kernel/system/do_clear.c */
#include "kernel/arch.h"
#include "kernel/clock.h"
#include "kernel/counters.h"
#include "kernel/signal.h"
#include "kernel/system/system.h"
#include "tests/unit/fakes/ipc.h"

static struct proc *a, *b, *c;

static void three_services(void)
{
	fake_boot();
	a = fake_process(5, PRIV_SERVICE);
	b = fake_process(6, PRIV_SERVICE);
	c = fake_process(7, PRIV_SERVICE);
}

TestSuite(kernel_ipc, .init = three_services);

CheckedTest(kernel_ipc, a_waiting_receiver_gets_it_at_once)
{
	fake_message(a, MSG)->source = c->endpoint; /* a pretends */
	cr_assert_eq(call(b, RECEIVE, ANY), OK);
	cr_assert_not(proc_runnable(b));
	cr_assert_eq(send(a, b, 42), OK);
	cr_assert(proc_runnable(a) && proc_runnable(b));
	expect(b, a, 42);
	cr_assert_eq(STATUS_CALL(fake_status(b)), SEND);
}

CheckedTest(kernel_ipc, senders_wait_first_come_first_served)
{
	send(a, b, 1);
	send(c, b, 2);
	cr_assert_not(proc_runnable(a) || proc_runnable(c));
	call(b, RECEIVE, ANY);
	expect(b, a, 1);
	cr_assert(proc_runnable(a));
	call(b, RECEIVE, ANY);
	expect(b, c, 2);
}

CheckedTest(kernel_ipc, messages_are_counted_when_they_are_handed_over)
{
	uint32_t before = counters.messages;

	send(a, b, 1);
	cr_assert_eq(counters.messages, before);
	call(b, RECEIVE, ANY);
	cr_assert_eq(counters.messages, before + 1);
	fake_deliver(b);
	call(b, RECEIVE, ANY);
	send(a, b, 2);
	cr_assert_eq(counters.messages, before + 2);
}

CheckedTest(kernel_ipc, a_receiver_may_choose_from_whom)
{
	send(a, b, 1);
	send(c, b, 2);
	call(b, RECEIVE, c->endpoint);
	expect(b, c, 2);
	call(b, RECEIVE, ANY);
	expect(b, a, 1);
}

CheckedTest(kernel_ipc, sendnb_does_not_wait)
{
	cr_assert_eq(call(a, SENDNB, b->endpoint), -ENOTREADY);
	cr_assert(proc_runnable(a));
	call(b, RECEIVE, ANY);
	cr_assert_eq(call(a, SENDNB, b->endpoint), OK);
}

CheckedTest(kernel_ipc, sendrec_brings_the_answer_of_that_peer_only)
{
	call(b, RECEIVE, ANY);
	fake_message(a, MSG)->type = 1;
	cr_assert_eq(call(a, SENDREC, b->endpoint), OK);
	expect(b, a, 1);
	send(c, a, 3); /* somebody else: must wait */
	cr_assert_not(a->misc & MF_DELIVERMSG);
	send(b, a, 2);
	expect(a, b, 2);
	cr_assert_eq(a->misc & MF_REPLY_PEND, 0);
}

CheckedTest(kernel_ipc, a_notification_waits_for_the_end_of_a_sendrec)
{
	call(b, RECEIVE, ANY);
	call(a, SENDREC, b->endpoint);
	fake_deliver(b);
	call(b, NOTIFY, a->endpoint);
	cr_assert_not(a->misc & MF_DELIVERMSG);
	send(b, a, 2);
	expect(a, b, 2);
	call(a, RECEIVE, ANY);
	expect(a, b, NOTIFY_MESSAGE);
}

CheckedTest(kernel_ipc, an_old_notification_is_no_answer)
{
	call(b, NOTIFY, a->endpoint);
	call(b, RECEIVE, ANY);
	fake_message(a, MSG)->type = 1;
	call(a, SENDREC, b->endpoint);
	cr_assert_not(proc_runnable(a));
	expect(b, a, 1);
	send(b, a, 2);
	expect(a, b, 2);
	call(a, RECEIVE, ANY);
	expect(a, b, NOTIFY_MESSAGE);
}

CheckedTest(kernel_ipc, twice_notified_is_once)
{
	call(a, NOTIFY, b->endpoint);
	call(a, NOTIFY, b->endpoint);
	call(b, RECEIVE, ANY);
	expect(b, a, NOTIFY_MESSAGE);
	call(b, RECEIVE, ANY);
	cr_assert_not(b->misc & MF_DELIVERMSG);
}

CheckedTest(kernel_ipc, a_chosen_notification_is_found_behind_a_lower_one)
{
	call(a, NOTIFY, b->endpoint);
	call(c, NOTIFY, b->endpoint);
	call(b, RECEIVE, c->endpoint);
	expect(b, c, NOTIFY_MESSAGE);
}

CheckedTest(kernel_ipc, of_several_notifications_the_lowest_id_comes_first)
{
	cr_assert_lt(a->priv->id, c->priv->id);
	call(c, NOTIFY, b->endpoint);
	call(a, NOTIFY, b->endpoint);
	for (int i = 0; i < 2; i++) {
		call(b, RECEIVE, ANY);
		expect(b, i == 0 ? a : c, NOTIFY_MESSAGE);
		cr_assert_eq(STATUS_CALL(fake_status(b)), NOTIFY);
	}
}

CheckedTest(kernel_ipc, a_notification_comes_before_a_message)
{
	send(a, b, 1);
	call(c, NOTIFY, b->endpoint);
	call(b, RECEIVE, ANY);
	expect(b, c, NOTIFY_MESSAGE);
	call(b, RECEIVE, ANY);
	expect(b, a, 1);
}

CheckedTest(kernel_ipc, a_notification_from_the_kernel_says_what_is_pending)
{
	const struct msg_notify *notify = &fake_message(b, MSG)->notify;

	signal_notify(b, SIGKMEM);
	signal_notify(b, SIGKSIG);
	call(b, RECEIVE, ANY);
	expect(b, proc_slot(SYSTEM), NOTIFY_MESSAGE);
	cr_assert_eq(notify->pending, 1u << SIGKMEM | 1u << SIGKSIG);
	signal_notify(b, SIGKMEM);
	call(b, RECEIVE, ANY);
	expect(b, proc_slot(SYSTEM), NOTIFY_MESSAGE);
	cr_assert_eq(notify->pending, 1u << SIGKMEM);
}

CheckedTest(kernel_ipc, a_notification_tells_the_time)
{
	clock_uptime = 1234;
	call(a, NOTIFY, b->endpoint);
	call(b, RECEIVE, ANY);
	expect(b, a, NOTIFY_MESSAGE);
	cr_assert_eq(fake_message(b, MSG)->notify.uptime, 1234);
}

CheckedTest(kernel_ipc, what_is_checked_first_is_answered_first)
{
	struct proc *u = fake_process(8, PRIV_USER);

	/* The call; the endpoint; who may send to whom; which calls. */
	cr_assert_eq(call(u, 9, 99), -EBADCALL);
	cr_assert_eq(call(u, SEND, 99), -EDEADSRCDST);
	cr_assert_eq(call(u, SEND, b->endpoint), -ECALLDENIED);
	cr_assert_eq(call(u, SENDREC, b->endpoint), -ECALLDENIED);
	cr_assert_eq(call(u, NOTIFY, PM_PROC_NR), -ETRAPDENIED);
	cr_assert_eq(call(u, SENDNB, PM_PROC_NR), -ETRAPDENIED);
	cr_assert_eq(ipc_call(u, SEND, PM_PROC_NR, 0xfffffff0), -ETRAPDENIED);
	cr_assert_eq(ipc_call(a, SENDNB, b->endpoint, 0xfffffff0), -ENOTREADY);
}

CheckedTest(kernel_ipc, each_refusal_has_its_code)
{
	struct proc *u = fake_process(8, PRIV_USER);

	cr_assert_eq(call(a, 0, b->endpoint), -EBADCALL);
	cr_assert_eq(call(a, 6, b->endpoint), -EBADCALL);
	cr_assert_eq(call(a, SEND, ANY), -EINVAL);
	cr_assert_eq(call(a, SEND, 99), -EDEADSRCDST);
	cr_assert_eq(call(a, SEND, b->endpoint + ENDPOINT_SPAN), -EDEADSRCDST);
	cr_assert_eq(call(u, SEND, b->endpoint), -ECALLDENIED);
	cr_assert_eq(call(u, SEND, PM_PROC_NR), -ETRAPDENIED);
	cr_assert_eq(call(u, RECEIVE, ANY), -ETRAPDENIED);
	cr_assert_eq(call(a, SEND, SYSTEM), -ETRAPDENIED);
	cr_assert_eq(call(a, SEND, a->endpoint), -ELOCKED);
}

CheckedTest(kernel_ipc, two_that_send_to_each_other_are_told)
{
	cr_assert_eq(call(a, SEND, b->endpoint), OK);
	cr_assert_eq(call(b, SEND, a->endpoint), -ELOCKED);
	cr_assert(proc_runnable(b));
}

CheckedTest(kernel_ipc, two_that_wait_for_each_other_are_told)
{
	cr_assert_eq(call(a, RECEIVE, b->endpoint), OK);
	cr_assert_eq(call(b, RECEIVE, a->endpoint), -ELOCKED);
}

CheckedTest(kernel_ipc, a_ring_of_three_is_told)
{
	cr_assert_eq(call(a, SENDREC, b->endpoint), OK);
	cr_assert_eq(call(b, SENDREC, c->endpoint), OK);
	cr_assert_eq(call(c, SENDREC, a->endpoint), -ELOCKED);
	cr_assert_eq(c->misc & MF_REPLY_PEND, 0);
}

CheckedTest(kernel_ipc, deadlocks_are_found_in_later_generations)
{
	proc_clear(a);
	a->endpoint = endpoint_make(3, 5);
	a = fake_process(5, PRIV_SERVICE);
	cr_assert_eq(call(a, SEND, b->endpoint), OK);
	cr_assert_eq(call(b, SEND, a->endpoint), -ELOCKED);
}

CheckedTest(kernel_ipc, a_circle_with_a_receiver_in_it_is_told)
{
	cr_assert_eq(call(a, SEND, b->endpoint), OK);
	cr_assert_eq(call(b, RECEIVE, c->endpoint), OK);
	cr_assert_eq(call(c, RECEIVE, a->endpoint), -ELOCKED);
	cr_assert(proc_runnable(c));
}

CheckedTest(kernel_ipc, a_chain_is_no_circle)
{
	cr_assert_eq(call(a, SEND, b->endpoint), OK);
	cr_assert_eq(call(b, SEND, c->endpoint), OK);
	cr_assert_eq(call(c, RECEIVE, ANY), OK);
	expect(c, b, fake_message(b, MSG)->type);
}

CheckedTest(kernel_ipc, sender_and_receiver_are_no_deadlock)
{
	cr_assert_eq(call(a, RECEIVE, b->endpoint), OK);
	cr_assert_eq(send(b, a, 5), OK);
	expect(a, b, 5);
}

CheckedTest(kernel_ipc, a_pending_message_comes_before_the_deadlock_check)
{
	call(b, NOTIFY, a->endpoint);
	call(b, RECEIVE, a->endpoint);
	cr_assert_eq(call(a, RECEIVE, b->endpoint), OK);
	expect(a, b, NOTIFY_MESSAGE);
	send(a, b, 1);
	fake_deliver(b);
}

CheckedTest(kernel_ipc, who_waits_for_the_dead_is_told)
{
	send(a, b, 1);
	send(c, b, 2);
	proc_clear(b);
	cr_assert_eq(fake_result(a), -EDEADSRCDST);
	cr_assert_eq(fake_result(c), -EDEADSRCDST);
	cr_assert(proc_runnable(a) && proc_runnable(c));
	/* Their links are intact: both can queue again. */
	b = fake_process(9, PRIV_SERVICE);
	cr_assert_eq(send(a, b, 3), OK);
	cr_assert_eq(send(c, b, 4), OK);
	fake_check();
}

CheckedTest(kernel_ipc, who_receives_from_the_dead_is_told)
{
	call(a, RECEIVE, b->endpoint);
	call(c, RECEIVE, ANY);
	proc_clear(b);
	cr_assert_eq(fake_result(a), -EDEADSRCDST);
	cr_assert(proc_runnable(a));
	cr_assert_not(proc_runnable(c)); /* there are others */
}

CheckedTest(kernel_ipc, who_awaits_the_answer_of_the_dead_is_told)
{
	call(b, RECEIVE, ANY);
	call(a, SENDREC, b->endpoint); /* b has the message */
	call(c, SENDREC, b->endpoint); /* c still has it */
	proc_clear(b);
	cr_assert_eq(fake_result(a), -EDEADSRCDST);
	cr_assert_eq(fake_result(c), -EDEADSRCDST);
	cr_assert(proc_runnable(a) && proc_runnable(c));
	cr_assert_eq((a->misc | c->misc) & MF_REPLY_PEND, 0);
}

CheckedTest(kernel_ipc, a_dead_sender_leaves_the_queue)
{
	send(a, b, 1);
	send(c, b, 2);
	proc_clear(a);
	call(b, RECEIVE, ANY);
	expect(b, c, 2);
}

CheckedTest(kernel_ipc, the_kernel_s_messages_are_marked)
{
	struct message m = {.type = VM_PAGEFAULT};
	struct proc *vm = proc_vm();

	cr_assert_eq(ipc_send_from_kernel(a, VM_PROC_NR, &m), OK);
	ipc_call(vm, RECEIVE, ANY, MSG);
	expect(vm, a, VM_PAGEFAULT);
	cr_assert(fake_status(vm) & STATUS_FROM_KERNEL);
	cr_assert_eq(send(b, vm, VM_PAGEFAULT), OK);
	ipc_call(vm, RECEIVE, ANY, MSG);
	expect(vm, b, VM_PAGEFAULT);
	cr_assert_not(fake_status(vm) & STATUS_FROM_KERNEL);
}

CheckedTest(kernel_ipc, the_kernel_s_messages_are_marked_when_vm_waits_too)
{
	struct message m = {.type = VM_PAGEFAULT};
	struct proc *vm = proc_vm();

	ipc_call(vm, RECEIVE, ANY, MSG);
	cr_assert_eq(ipc_send_from_kernel(a, VM_PROC_NR, &m), OK);
	cr_assert(proc_runnable(a));
	expect(vm, a, VM_PAGEFAULT);
	cr_assert(fake_status(vm) & STATUS_FROM_KERNEL);
}

CheckedTest(kernel_ipc, the_mark_goes_with_the_message)
{
	struct message m = {.type = VM_PAGEFAULT};
	struct proc *vm = proc_vm();

	ipc_send_from_kernel(a, VM_PROC_NR, &m);
	ipc_call(vm, RECEIVE, ANY, MSG);
	expect(vm, a, VM_PAGEFAULT);
	send(a, vm, VM_PAGEFAULT); /* its own, this time */
	ipc_call(vm, RECEIVE, ANY, MSG);
	expect(vm, a, VM_PAGEFAULT);
	cr_assert_eq(fake_status(vm), SEND);
}

CheckedTest(kernel_ipc, the_call_that_sent_it_is_in_the_status)
{
	call(a, SENDREC, b->endpoint);
	call(b, RECEIVE, ANY);
	fake_deliver(b);
	cr_assert_eq(fake_status(b), SENDREC);
	send(b, a, 1);
	cr_assert_eq(fake_status(a), SEND);
}

CheckedTest(kernel_ipc, a_bad_pointer_changes_nothing)
{
	call(b, RECEIVE, ANY);
	cr_assert_eq(ipc_call(a, SEND, b->endpoint, 0xfffffff0), -EFAULT);
	cr_assert_eq(ipc_call(a, RECEIVE, ANY, 0x7fffffff), -EFAULT);
	cr_assert_eq(ipc_call(a, SENDREC, b->endpoint, 0x80000000), -EFAULT);
	cr_assert_eq(a->misc & MF_REPLY_PEND, 0);
	cr_assert(proc_runnable(a));
	cr_assert_not(proc_runnable(b));
}

CheckedTest(kernel_ipc, a_message_that_is_not_there_yet_is_waited_for)
{
	uint32_t eip = a->arch.regs.eip;
	struct msg_memreq req;

	call(b, RECEIVE, ANY);
	fake_absent(5 * FAKE_SPACE);
	cr_assert_eq(send(a, b, 9), -VMSUSPEND);
	cr_assert(a->rts & RTS_VMREQUEST);
	cr_assert_not(proc_runnable(b)); /* nothing has happened */
	cr_assert_eq(vmrequest_get(&req), VMPTYPE_CHECK);
	cr_assert_eq(req.flag, 0); /* it is only read */
	cr_assert_eq(vmrequest_reply(a, OK), OK);
	cr_assert_eq(a->arch.regs.eip, eip - 2); /* the trap again */
	fake_absent(0);
	cr_assert_eq(send(a, b, 9), OK);
	expect(b, a, 9);
}

CheckedTest(kernel_ipc, a_sendrec_that_had_to_wait_works_the_second_time)
{
	struct msg_memreq req;

	fake_absent(5 * FAKE_SPACE);
	cr_assert_eq(call(a, SENDREC, b->endpoint), -VMSUSPEND);
	cr_assert_eq(a->misc & MF_REPLY_PEND, 0);
	cr_assert_null(b->callers);
	vmrequest_get(&req);
	vmrequest_reply(a, OK);
	fake_absent(0);
	fake_message(a, MSG)->type = 9;
	cr_assert_eq(call(a, SENDREC, b->endpoint), OK);
	call(b, RECEIVE, ANY);
	expect(b, a, 9);
}

CheckedTest(kernel_ipc, a_buffer_that_is_not_there_yet_is_waited_for)
{
	struct msg_memreq req;

	call(b, RECEIVE, ANY);
	fake_absent(6 * FAKE_SPACE);
	send(a, b, 9);
	cr_assert(proc_runnable(a)); /* the sender has done its part */
	fake_deliver(b);
	vmrequest_get(&req);
	vmrequest_reply(b, OK);
	fake_absent(0);
	cr_assert(proc_runnable(b));
	expect(b, a, 9);
}

CheckedTest(kernel_ipc, a_buffer_that_vm_refuses_costs_the_receiver_its_life)
{
	struct msg_memreq req;

	call(b, RECEIVE, ANY);
	fake_absent(6 * FAKE_SPACE);
	send(a, b, 9);
	fake_deliver(b);
	cr_assert(b->rts & RTS_VMREQUEST);
	cr_assert_eq(vmrequest_get(&req), VMPTYPE_CHECK);
	cr_assert_eq(req.flag, 1);
	vmrequest_reply(b, -EFAULT);
	cr_assert_eq(b->misc & MF_DELIVERMSG, 0);
	cr_assert(b->rts & RTS_SIGNALED);
}
