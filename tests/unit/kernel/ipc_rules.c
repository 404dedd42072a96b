/*
 * ipc_rules.c: the order of an IPC call's checks, for each call; what a
 * receiver is offered first; which circles of waiting are deadlocks; what more
 * services than a word has bits can do; and where delivery ends badly.
 */
/* links: tests/unit/fakes/arch.c kernel/arch/x86/segments.c */
/* links: kernel/{proc,priv,sched,ipc,async,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,role}.c lib/base/option.c */
/* links: kernel/system/do_clear.c */
#include <faultline/async.h>
#include "kernel/arch.h"
#include "kernel/deliver.h"
#include "kernel/signal.h"
#include "kernel/system/system.h"
#include "tests/unit/fakes/ipc.h"

#define TABLE 0x2000u
#define BAD 0xfffffff0u /* leads nowhere */

static struct proc *a, *b, *c, *u;

static void three_services_and_a_user(void)
{
	fake_boot();
	a = fake_process(5, PRIV_SERVICE);
	b = fake_process(6, PRIV_SERVICE);
	c = fake_process(7, PRIV_SERVICE);
	u = fake_process(8, PRIV_USER);
}

TestSuite(kernel_ipc_rules, .init = three_services_and_a_user);

static void deny(struct proc *p, const struct proc *dst)
{
	p->priv->ipc_to[dst->priv->id / 32] &= ~(1u << dst->priv->id % 32);
}

/* --- the checks, in their order ------------------------------------------ */

static const enum ipc_call sends[] = {SEND, SENDREC, NOTIFY, SENDNB};
#define NR_SENDS (sizeof(sends) / sizeof(sends[0]))

CheckedTest(kernel_ipc_rules, a_call_that_is_none_is_refused_first)
{
	static const uint32_t none[] = {0,  6,  7,  15,       17,        31,
					32, 33, 48, 1u << 31, UINT32_MAX};

	a->priv->trap_mask = 0;
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		cr_assert_eq(ipc_call(a, none[i], ANY, BAD), -EBADCALL,
			     "call %u", none[i]);
}

CheckedTest(kernel_ipc_rules, any_is_for_receivers_only)
{
	a->priv->trap_mask = 0;
	for (size_t i = 0; i < NR_SENDS; i++)
		cr_assert_eq(ipc_call(a, sends[i], ANY, BAD), -EINVAL);
	cr_assert_eq(ipc_call(a, RECEIVE, ANY, BAD), -ETRAPDENIED);
}

CheckedTest(kernel_ipc_rules, a_peer_must_live_before_anything_is_asked_of_it)
{
	static const endpoint_t nobody[] = {NONE,
					    SELF,
					    99,
					    6 + ENDPOINT_SPAN,
					    6 - ENDPOINT_SPAN,
					    INT32_MIN,
					    INT32_MAX,
					    NR_PROCS,
					    -NR_TASKS - 1,
					    -1 - ENDPOINT_SPAN};

	a->priv->trap_mask = 0;
	for (size_t i = 0; i < sizeof(nobody) / sizeof(nobody[0]); i++) {
		for (size_t k = 0; k < NR_SENDS; k++)
			cr_assert_eq(ipc_call(a, sends[k], nobody[i], BAD),
				     -EDEADSRCDST, "call %d to %d", sends[k],
				     nobody[i]);
		cr_assert_eq(ipc_call(a, RECEIVE, nobody[i], BAD),
			     -EDEADSRCDST);
	}
}

CheckedTest(kernel_ipc_rules, the_mask_comes_before_the_trap_mask)
{
	deny(a, b);
	a->priv->trap_mask = 0;
	for (size_t i = 0; i < NR_SENDS; i++) {
		cr_assert_eq(ipc_call(a, sends[i], b->endpoint, BAD),
			     -ECALLDENIED);
		cr_assert_eq(ipc_call(a, sends[i], c->endpoint, BAD),
			     -ETRAPDENIED);
		/* The task is the last to be found out. */
		deny(a, proc_slot(CLOCK));
		cr_assert_eq(ipc_call(a, sends[i], CLOCK, BAD), -ECALLDENIED);
	}
	/* From whom it receives, it may choose. */
	cr_assert_eq(ipc_call(a, RECEIVE, b->endpoint, BAD), -ETRAPDENIED);
}

CheckedTest(kernel_ipc_rules, each_call_has_a_bit_of_the_trap_mask)
{
	for (uint32_t nr = SEND; nr <= SENDA; nr++) {
		if (nr > SENDNB && nr != SENDA)
			continue;
		a->priv->trap_mask = ~(1u << nr);
		cr_assert_eq(
			ipc_call(a, nr, nr == SENDA ? 0 : b->endpoint, MSG),
			-ETRAPDENIED, "call %u", nr);
	}
	cr_assert(proc_runnable(a));
}

CheckedTest(kernel_ipc_rules, tasks_take_nothing_and_send)
{
	for (size_t i = 0; i < NR_SENDS; i++)
		for (int task = IDLE; task <= HARDWARE; task++)
			cr_assert_eq(ipc_call(a, sends[i], task, BAD),
				     -ETRAPDENIED);
	cr_assert_eq(call(a, RECEIVE, CLOCK), OK);
	send(b, a, 1);
	cr_assert_not(proc_runnable(a));
	ipc_notify(proc_slot(CLOCK), a);
	expect(a, proc_slot(CLOCK), NOTIFY_MESSAGE);
}

CheckedTest(kernel_ipc_rules, the_pointer_is_looked_at_last)
{
	cr_assert_eq(ipc_call(a, SENDNB, b->endpoint, BAD), -ENOTREADY);
	cr_assert_eq(send(b, a, 1), OK);
	cr_assert_eq(ipc_call(a, SEND, b->endpoint, BAD), -ELOCKED);
	cr_assert_eq(ipc_call(a, SEND, c->endpoint, BAD), -EFAULT);
	call(c, RECEIVE, ANY);
	for (size_t i = 0; i < NR_SENDS; i++)
		if (sends[i] != NOTIFY)
			cr_assert_eq(ipc_call(a, sends[i], c->endpoint, BAD),
				     -EFAULT);
	cr_assert_eq(ipc_call(a, NOTIFY, c->endpoint, BAD), OK);
	cr_assert_eq(ipc_call(a, RECEIVE, b->endpoint, BAD), -EFAULT);
	call(a, RECEIVE, ANY); /* nothing has got lost by that */
	expect(a, b, 1);
}

CheckedTest(kernel_ipc_rules, a_failed_sendrec_leaves_nothing_behind)
{
	cr_assert_eq(send(b, a, 1), OK);
	cr_assert_eq(call(a, SENDREC, b->endpoint), -ELOCKED);
	cr_assert_eq(ipc_call(a, SENDREC, c->endpoint, BAD), -EFAULT);
	cr_assert_eq(call(a, SENDREC, 99), -EDEADSRCDST);
	cr_assert_eq(a->misc & MF_REPLY_PEND, 0);
	/* The next notification is not held back, nor the status. */
	cr_assert_eq(call(a, RECEIVE, c->endpoint), OK);
	call(c, NOTIFY, a->endpoint);
	expect(a, c, NOTIFY_MESSAGE);
	cr_assert_eq(fake_status(a), NOTIFY);
}

/* --- what a receiver is offered ------------------------------------------ */

CheckedTest(kernel_ipc_rules, notifications_then_tables_then_callers)
{
	struct async_message *table = fake_memory(6 * FAKE_SPACE + TABLE);

	send(c, a, 3);
	*table = (struct async_message){
		.dst = a->endpoint, .flags = ASYNC_VALID, .m.type = 2};
	ipc_call(b, SENDA, 1, TABLE);
	signal_notify(a, SIGKSIG);
	call(a, RECEIVE, ANY);
	expect(a, proc_slot(SYSTEM), NOTIFY_MESSAGE);
	call(a, RECEIVE, ANY);
	expect(a, b, 2);
	call(a, RECEIVE, ANY);
	expect(a, c, 3);
}

CheckedTest(kernel_ipc_rules, a_notification_for_another_wait_is_kept)
{
	call(a, RECEIVE, b->endpoint);
	call(c, NOTIFY, a->endpoint);
	cr_assert_not(proc_runnable(a));
	send(b, a, 1);
	expect(a, b, 1);
	call(a, SENDREC, b->endpoint); /* still to be sent: it waits, too */
	call(c, NOTIFY, a->endpoint);
	cr_assert_not(a->misc & MF_DELIVERMSG);
	call(b, RECEIVE, ANY);
	fake_deliver(b);
	send(b, a, 2);
	expect(a, b, 2);
	call(a, RECEIVE, ANY);
	expect(a, c, NOTIFY_MESSAGE);
}

CheckedTest(kernel_ipc_rules, a_notification_is_gone_with_its_source)
{
	call(b, NOTIFY, a->endpoint);
	proc_clear(b);
	b = fake_process(6, PRIV_SERVICE);
	call(a, RECEIVE, ANY);
	cr_assert_not(a->misc & MF_DELIVERMSG);
}

CheckedTest(kernel_ipc_rules, interrupts_that_are_pending_are_told_once)
{
	const struct msg_notify *notify = &fake_message(a, MSG)->notify;

	a->priv->int_pending = 1u << 4;
	ipc_notify(proc_slot(HARDWARE), a);
	call(a, RECEIVE, HARDWARE);
	expect(a, proc_slot(HARDWARE), NOTIFY_MESSAGE);
	cr_assert_eq(notify->pending, 1u << 4);
	cr_assert_eq(a->priv->int_pending, 0);
}

CheckedTest(kernel_ipc_rules, a_notification_says_nothing_of_others_signals)
{
	a->priv->sig_pending = 1u << SIGKSIG;
	call(b, NOTIFY, a->endpoint);
	call(a, RECEIVE, ANY);
	expect(a, b, NOTIFY_MESSAGE);
	cr_assert_eq(fake_message(a, MSG)->notify.pending, 0);
	cr_assert_eq(a->priv->sig_pending, 1u << SIGKSIG);
}

/* --- who would wait for ever --------------------------------------------- */

CheckedTest(kernel_ipc_rules, an_answer_crosses_no_send)
{
	/* a's question is taken: b may send to it. */
	call(b, RECEIVE, ANY);
	call(a, SENDREC, b->endpoint);
	fake_deliver(b);
	cr_assert_eq(send(b, a, 2), OK);
	expect(a, b, 2);
	/* It is not: b is told, and takes it. */
	call(a, SENDREC, b->endpoint);
	cr_assert_eq(call(b, SEND, a->endpoint), -ELOCKED);
	cr_assert_eq(call(b, SENDREC, a->endpoint), -ELOCKED);
	cr_assert_eq(call(b, SENDNB, a->endpoint), -ENOTREADY);
	cr_assert_eq(call(b, RECEIVE, a->endpoint), OK);
	fake_deliver(b);
	cr_assert_eq(send(b, a, 3), OK);
	expect(a, b, 3);
}

CheckedTest(kernel_ipc_rules, a_circle_is_found_in_any_generation)
{
	static const int generations[] = {1, 7, ENDPOINT_MAX_GENERATION};

	for (int i = 0; i < 3; i++) {
		struct proc **p = i == 0 ? &a : i == 1 ? &b : &c;

		proc_clear(*p);
		(*p)->endpoint = endpoint_make(generations[i], 5 + i);
		fake_process(5 + i, PRIV_SERVICE);
	}
	cr_assert_eq(call(a, SEND, b->endpoint), OK);
	cr_assert_eq(call(b, SENDREC, c->endpoint), OK);
	cr_assert_eq(call(c, RECEIVE, a->endpoint), -ELOCKED);
	cr_assert_eq(call(c, SEND, a->endpoint), -ELOCKED);
	cr_assert_eq(call(c, RECEIVE, b->endpoint), OK);
}

CheckedTest(kernel_ipc_rules, a_message_that_waits_is_no_part_of_a_circle)
{
	/* a waits for b, b for c; b's notification opens c's wait for it. */
	call(b, NOTIFY, c->endpoint);
	call(a, SEND, b->endpoint);
	call(b, RECEIVE, c->endpoint);
	cr_assert_eq(call(c, RECEIVE, b->endpoint), OK);
	expect(c, b, NOTIFY_MESSAGE);
	cr_assert_eq(call(c, RECEIVE, b->endpoint), -ELOCKED);
	cr_assert_eq(send(c, b, 4), OK);
	expect(b, c, 4);
}

CheckedTest(kernel_ipc_rules, who_waits_for_anybody_ends_no_circle)
{
	call(a, SEND, b->endpoint);
	call(b, SEND, c->endpoint);
	cr_assert_eq(call(c, RECEIVE, ANY), OK);
	cr_assert(proc_runnable(c) && proc_runnable(b));
	fake_deliver(c);
	call(c, RECEIVE, CLOCK);
	cr_assert_not(proc_runnable(c));
	call(b, SEND, c->endpoint);
	cr_assert_not(proc_runnable(b)); /* nothing was ever wrong with it */
}

CheckedTest(kernel_ipc_rules, the_kernel_s_message_may_close_no_circle)
{
	struct message m = {.type = VM_PAGEFAULT};

	call(proc_vm(), SEND, a->endpoint);
	cr_assert_eq(ipc_send_from_kernel(a, VM_PROC_NR, &m), -ELOCKED);
	cr_assert_eq(a->misc & MF_FROM_KERNEL, 0);
	cr_assert_eq(ipc_send_from_kernel(a, 99, &m), -EDEADSRCDST);
	cr_assert(proc_runnable(a));
}

CheckedTest(kernel_ipc_rules, a_dead_process_opens_the_circle_it_was_in)
{
	call(a, SEND, b->endpoint);
	call(b, SEND, c->endpoint);
	proc_clear(b);
	cr_assert_eq(fake_result(a), -EDEADSRCDST);
	cr_assert_null(c->callers);
	cr_assert_eq(call(c, SEND, a->endpoint), OK);
	cr_assert_eq(call(a, SEND, c->endpoint), -ELOCKED);
}

/* --- more services than a word has bits ---------------------------------- */

#define MANY 40
static struct proc *many[MANY];

static void forty_services(void)
{
	for (int i = 0; i < MANY; i++)
		many[i] = fake_process(20 + i, PRIV_SERVICE);
	cr_assert_geq(many[MANY - 1]->priv->id, 32);
	cr_assert_lt(many[0]->priv->id, 32);
}

CheckedTest(kernel_ipc_rules, forty_services_may_all_send_to_each_other)
{
	forty_services();
	for (int i = 0; i < MANY; i++)
		for (int k = 0; k < MANY; k++)
			cr_assert(priv_may_send(many[i], many[k]));
	for (int k = 0; k < MANY; k++)
		cr_assert_not(priv_may_send(u, many[k]));
	cr_assert(priv_may_send(u, proc_slot(PM_PROC_NR)));
	cr_assert(priv_may_send(u, proc_vm()));
	deny(many[0], many[MANY - 1]);
	cr_assert_eq(call(many[0], SEND, many[MANY - 1]->endpoint),
		     -ECALLDENIED);
	cr_assert_eq(call(many[0], SENDNB, many[MANY - 33]->endpoint),
		     -ENOTREADY);
}

CheckedTest(kernel_ipc_rules, forty_services_notify_and_each_is_found)
{
	forty_services();
	for (int i = 0; i < MANY; i++)
		call(many[i], NOTIFY, a->endpoint);
	for (int i = MANY - 1; i >= 0; i -= 2) {
		call(a, RECEIVE, many[i]->endpoint);
		expect(a, many[i], NOTIFY_MESSAGE);
	}
	for (int i = 0; i < MANY; i += 2) {
		call(a, RECEIVE, ANY);
		expect(a, many[i], NOTIFY_MESSAGE);
	}
	call(a, RECEIVE, ANY);
	cr_assert_not(a->misc & MF_DELIVERMSG);
}

CheckedTest(kernel_ipc_rules, no_service_is_made_when_privileges_are_used_up)
{
	int made = 0;

	for (int slot = 20; slot < NR_PROCS; slot++) {
		struct proc *p = proc_slot(slot);

		if (priv_assign(p, role_find("tester")) != OK)
			break;
		made++;
	}
	cr_assert_eq(made, NR_PRIVS - NR_TASKS - 2 - 3 - 1);
	cr_assert_eq(priv_assign(proc_slot(200), role_find("tester")), -ENOMEM);
	cr_assert_eq(priv_assign(proc_slot(200), role_user), OK);
	proc_slot(200)->priv = NULL;
}

/* --- delivery ------------------------------------------------------------ */

CheckedTest(kernel_ipc_rules, two_that_wait_for_a_victim_can_wait_again)
{
	send(a, c, 1);
	send(b, c, 2);
	proc_clear(c);
	c = fake_process(7, PRIV_SERVICE);
	cr_assert_eq(send(a, c, 3), OK);
	cr_assert_eq(send(b, c, 4), OK);
	call(c, RECEIVE, ANY);
	expect(c, a, 3);
	call(c, RECEIVE, ANY);
	expect(c, b, 4);
	cr_assert_null(c->callers);
}

CheckedTest(kernel_ipc_rules, a_buffer_may_have_to_be_asked_for_twice)
{
	struct msg_memreq req;

	call(b, RECEIVE, ANY);
	fake_absent(6 * FAKE_SPACE);
	send(a, b, 9);
	for (int i = 0; i < 2; i++) {
		fake_deliver(b);
		cr_assert_not(proc_runnable(b));
		cr_assert_eq(vmrequest_get(&req), VMPTYPE_CHECK);
		cr_assert_eq(vmrequest_reply(b, OK), OK);
		cr_assert(proc_runnable(b));
	}
	fake_absent(0);
	expect(b, a, 9);
}

CheckedTest(kernel_ipc_rules, who_waits_for_its_buffer_may_die)
{
	struct msg_memreq req;

	call(b, RECEIVE, ANY);
	fake_absent(6 * FAKE_SPACE);
	send(a, b, 9);
	fake_deliver(b);
	proc_clear(b);
	cr_assert_eq(vmrequest_get(&req), -ESRCH);
	cr_assert_eq(b->misc, 0);
}

/* Nobody can help VM, or PM, which has no page table; the kernel goes on. */
CheckedTest(kernel_ipc_rules, a_server_s_bad_buffer_stops_the_server_only)
{
	struct proc *servers[] = {proc_vm(), proc_slot(PM_PROC_NR)};

	for (int i = 0; i < 2; i++) {
		ipc_call(servers[i], RECEIVE, ANY, CLICK_SIZE);
		fake_absent((lin_t)proc_nr(servers[i]) * FAKE_SPACE +
			    CLICK_SIZE);
		if (i == 0)
			cr_assert_eq(send(a, servers[i], 1), OK);
		else
			ipc_notify(proc_slot(CLOCK), servers[i]);
		fake_deliver(servers[i]);
		fake_absent(0);
		cr_assert_eq(servers[i]->misc & MF_DELIVERMSG, 0);
		cr_assert(servers[i]->rts & RTS_PROC_STOP);
		cr_assert(proc_runnable(a));
	}
}

static void shrink(struct proc *p)
{
	struct mem_map map[NR_SEGS];

	memcpy(map, p->map, sizeof(map));
	map[SEG_S].vir -= 8; /* the segment ends where its data ended */
	map[SEG_S].phys -= 8;
	cr_assert_eq(newmap(p, map), OK);
}

CheckedTest(kernel_ipc_rules, a_buffer_moves_with_its_segment)
{
	struct mem_map map[NR_SEGS];

	call(b, RECEIVE, ANY);
	memcpy(map, b->map, sizeof(map));
	for (int seg = 0; seg < NR_SEGS; seg++)
		map[seg].phys += 16; /* the next slot's memory */
	cr_assert_eq(newmap(b, map), OK);
	send(a, b, 9);
	fake_deliver(b);
	cr_assert_eq(fake_message(c, MSG)->type, 9);
}

CheckedTest(kernel_ipc_rules, a_message_whose_buffer_is_cut_off_ends_its_owner)
{
	ipc_call(b, RECEIVE, ANY, 9 * CLICK_SIZE);
	send(a, b, 9);
	shrink(b);
	fake_deliver(b);
	cr_assert_eq(b->misc & MF_DELIVERMSG, 0);
	cr_assert(b->rts & RTS_SIGNALED);
	/* And so does one that comes later. */
	ipc_call(c, RECEIVE, ANY, 9 * CLICK_SIZE);
	shrink(c);
	cr_assert_not(c->rts & RTS_SIGNALED);
	send(a, c, 9);
	fake_deliver(c);
	cr_assert(c->rts & RTS_SIGNALED);
	/* Who waits for nothing has no buffer. */
	call(a, RECEIVE, CLOCK);
	ipc_notify(proc_slot(CLOCK), a);
	fake_deliver(a);
	a->delivermsg_vir = 9 * CLICK_SIZE;
	shrink(a);
	cr_assert(proc_runnable(a));
}
