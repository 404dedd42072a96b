/*
 * async.c: SENDA: each message of a table reaches its receiver when that
 * is ready, in order, with its result; and no table, whatever becomes of it,
 * harms anybody but its owner.
 */
/* links: tests/unit/fakes/arch.c kernel/arch/x86/segments.c */
/* links: kernel/{proc,priv,sched,ipc,async,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,role}.c lib/base/option.c */
/* links: kernel/system/do_clear.c */
#include "kernel/async.h"
#include <criterion/criterion.h>
#include <faultline/async.h>
#include <faultline/signal.h>
#include "kernel/arch.h"
#include "kernel/ipc.h"
#include "kernel/priv.h"
#include "kernel/system/system.h"
#include "tests/unit/fakes/arch.h"

#define MSG 0x100u
#define TABLE 0x1000u
#define OUTSIDE 0xfff0u /* some of it is beyond a fake process's segments */

static struct proc *a, *b, *c, *user;

static void processes(void)
{
	fake_boot();
	a = fake_process(5, PRIV_SERVICE);
	b = fake_process(6, PRIV_SERVICE);
	c = fake_process(7, PRIV_SERVICE);
	user = fake_process(8, PRIV_USER);
}

TestSuite(kernel_async, .init = processes);

static struct async_message *entry(const struct proc *p, uint32_t i)
{
	return (struct async_message *)fake_message(p, TABLE) + i;
}

static void put(const struct proc *p, uint32_t i, endpoint_t dst, int type,
		uint32_t flags)
{
	*entry(p, i) = (struct async_message){
		.flags = ASYNC_VALID | flags,
		.dst = dst,
		.m = {.type = type},
	};
}

/* The way out, as far as p's table is concerned. */
static bool runs(struct proc *p)
{
	return !(p->misc & MF_ASYNC_DONE) || async_tell(p);
}

static int senda(struct proc *p, uint32_t entries)
{
	cr_assert(runs(p));
	return ipc_call(p, SENDA, (endpoint_t)entries, TABLE);
}

/* When p runs again, entry i of its table has that result. */
static bool done(struct proc *p, uint32_t i, int result)
{
	return runs(p) && (entry(p, i)->flags & ASYNC_DONE) &&
	       entry(p, i)->result == result;
}

static void receive(struct proc *p, endpoint_t from)
{
	cr_assert_eq(ipc_call(p, RECEIVE, from, MSG), OK);
}

static void expect(struct proc *p, const struct proc *from, int type)
{
	cr_assert(p->misc & MF_DELIVERMSG, "%s has no message", p->name);
	fake_deliver(p);
	cr_assert_eq(fake_message(p, MSG)->type, type);
	cr_assert_eq(fake_message(p, MSG)->source, from->endpoint);
}

CheckedTest(kernel_async, who_waits_gets_it_at_once)
{
	receive(b, ANY);
	put(a, 0, b->endpoint, 1, 0);
	cr_assert_eq(senda(a, 1), OK);
	cr_assert(proc_runnable(a));
	expect(b, a, 1);
	cr_assert_eq(STATUS_CALL(fake_status(b)), SENDA);
	cr_assert(done(a, 0, OK));
}

CheckedTest(kernel_async, others_get_theirs_when_they_receive_in_order)
{
	put(a, 0, b->endpoint, 1, 0);
	put(a, 1, c->endpoint, 2, 0);
	put(a, 2, b->endpoint, 3, 0);
	cr_assert_eq(senda(a, 3), OK);
	cr_assert_not(entry(a, 0)->flags & ASYNC_DONE);
	receive(b, a->endpoint);
	expect(b, a, 1);
	cr_assert(done(a, 0, OK));
	cr_assert_not(entry(a, 2)->flags & ASYNC_DONE);
	receive(b, ANY);
	expect(b, a, 3);
	receive(c, ANY);
	expect(c, a, 2);
	receive(b, ANY);
	cr_assert_not(b->misc & MF_DELIVERMSG);
}

CheckedTest(kernel_async, what_was_sent_before_a_send_arrives_before_it)
{
	put(a, 0, b->endpoint, 1, 0);
	senda(a, 1);
	fake_message(a, MSG)->type = 2;
	cr_assert_eq(ipc_call(a, SEND, b->endpoint, MSG), OK);
	receive(b, ANY);
	expect(b, a, 1);
	receive(b, ANY);
	expect(b, a, 2);
}

static void clock_notifies_b(void)
{
	ipc_notify(proc_slot(CLOCK), b);
}

CheckedTest(kernel_async, who_is_notified_while_tables_are_searched_gets_it)
{
	put(a, 0, b->endpoint, 1, 0);
	senda(a, 1);
	entry(a, 0)->flags = 0;
	fake_interrupt = clock_notifies_b;
	receive(b, ANY);
	fake_interrupt = NULL;
	expect(b, proc_slot(CLOCK), NOTIFY_MESSAGE);
	cr_assert(proc_runnable(b));
}

CheckedTest(kernel_async, a_bad_entry_spoils_no_other)
{
	receive(b, ANY);
	put(a, 0, 99, 1, 0);
	put(a, 1, SYSTEM, 1, 0);
	put(a, 2, a->endpoint, 1, 0);
	put(a, 3, ANY, 1, 0);
	put(a, 4, b->endpoint, 7, 0);
	entry(a, 5)->flags = 0;
	cr_assert_eq(senda(a, 6), OK);
	cr_assert(done(a, 0, -EDEADSRCDST));
	cr_assert(done(a, 1, -ETRAPDENIED));
	cr_assert(done(a, 2, -ELOCKED));
	cr_assert(done(a, 3, -EDEADSRCDST));
	cr_assert(done(a, 4, OK));
	cr_assert_eq(entry(a, 5)->flags, 0);
	expect(b, a, 7);
}

CheckedTest(kernel_async, what_is_no_reply_is_not_taken_for_one)
{
	receive(a, ANY);
	cr_assert_eq(ipc_call(b, SENDREC, a->endpoint, MSG), OK);
	fake_deliver(a);
	put(a, 0, b->endpoint, 5, ASYNC_NOREPLY);
	put(a, 1, b->endpoint, 6, 0);
	cr_assert_eq(senda(a, 2), OK);
	expect(b, a, 6);
	cr_assert_not(entry(a, 0)->flags & ASYNC_DONE);
	receive(b, ANY);
	expect(b, a, 5);
}

CheckedTest(kernel_async, the_answer_to_a_sendrec_does_not_overtake_a_table)
{
	put(a, 0, b->endpoint, 5, 0);
	senda(a, 1);
	fake_message(b, MSG)->type = 1;
	cr_assert_eq(ipc_call(b, SENDREC, a->endpoint, MSG), OK);
	receive(a, ANY);
	expect(a, b, 1);
	expect(b, a, 5); /* before a can answer */
}

CheckedTest(kernel_async, the_sender_may_be_told)
{
	put(a, 0, b->endpoint, 1, ASYNC_NOTIFY);
	senda(a, 1);
	receive(a, ANY);
	cr_assert_not(a->misc & MF_DELIVERMSG);
	receive(b, ANY);
	expect(a, proc_slot(SYSTEM), NOTIFY_MESSAGE);
	cr_assert_eq(fake_message(a, MSG)->notify.pending, 1u << SIGKASYNC);
	expect(b, a, 1);
}

CheckedTest(kernel_async, another_table_replaces_the_first)
{
	put(a, 0, b->endpoint, 1, 0);
	senda(a, 1);
	cr_assert_eq(senda(a, 0), OK);
	fake_check(); /* nobody looks for what is not there */
	receive(b, ANY);
	cr_assert_not(b->misc & MF_DELIVERMSG);
	cr_assert_not(entry(a, 0)->flags & ASYNC_DONE);
}

CheckedTest(kernel_async, tables_that_make_no_sense_are_refused)
{
	cr_assert_eq(senda(a, ASYNC_MAX + 1), -EDOM);
	cr_assert_eq(ipc_call(a, SENDA, 1, OUTSIDE), -EFAULT);
	cr_assert_eq(ipc_call(a, SENDA, 1, 0xfffffff0), -EFAULT);
	cr_assert_eq(senda(user, 1), -ETRAPDENIED);
}

CheckedTest(kernel_async, vm_is_asked_for_a_table_that_is_not_there)
{
	put(a, 0, b->endpoint, 1, 0);
	fake_absent(5 * FAKE_SPACE + TABLE);
	cr_assert_eq(senda(a, 1), -VMSUSPEND);
	cr_assert(a->rts & RTS_VMREQUEST);
	cr_assert_eq(a->vmrequest.how, VMSTYPE_TRAP);
	cr_assert_eq(a->priv->async_entries, 0);
	fake_absent(0);
}

CheckedTest(kernel_async, vm_is_asked_for_a_tables_last_page)
{
	const vir_t end = ROUND_DOWN(TABLE, CLICK_SIZE) + CLICK_SIZE;

	fake_absent(5 * FAKE_SPACE + end);
	cr_assert_eq(ipc_call(a, SENDA, (endpoint_t)2, end - 60), -VMSUSPEND);
	cr_assert_eq(a->vmrequest.length, 2 * sizeof(struct async_message));
	fake_absent(0);
}

CheckedTest(kernel_async, a_table_that_goes_is_forgotten)
{
	put(a, 0, b->endpoint, 1, 0);
	put(a, 1, c->endpoint, 1, 0);
	senda(a, 2);
	fake_absent(5 * FAKE_SPACE + TABLE);
	receive(b, ANY);
	cr_assert_not(b->misc & MF_DELIVERMSG);
	fake_absent(0);
	receive(c, ANY);
	cr_assert_not(c->misc & MF_DELIVERMSG);
}

/* a's table has two messages; b got the first when a's could not be written. */
static void one_done_one_waits(void)
{
	put(a, 0, b->endpoint, 1, 0);
	put(a, 1, c->endpoint, 2, 0);
	senda(a, 2);
	fake_read_only(5 * FAKE_SPACE + TABLE);
	receive(b, ANY);
	expect(b, a, 1);
}

CheckedTest(kernel_async, a_result_waits_until_its_owner_runs)
{
	one_done_one_waits();
	receive(c, ANY);
	expect(c, a, 2);
	fake_read_only(0);
	cr_assert_not(entry(a, 0)->flags & ASYNC_DONE);
	cr_assert(done(a, 0, OK));
	cr_assert(done(a, 1, OK));
	cr_assert_not(a->misc & MF_ASYNC_DONE);
}

/* As many as are written in one go: nothing is left to be told. */
CheckedTest(kernel_async, sixteen_results_are_written_in_one_go)
{
	for (uint32_t i = 0; i < 16; i++)
		put(a, i, NONE, 1, 0);
	senda(a, 16);
	cr_assert(a->misc & MF_ASYNC_DONE);
	runs(a);
	fake_check();
	cr_assert(done(a, 15, -EDEADSRCDST));
}

CheckedTest(kernel_async, an_entry_whose_result_waits_is_not_sent_again)
{
	one_done_one_waits();
	fake_read_only(0);
	put(a, 1, b->endpoint, 2, 0); /* something for b is still there */
	async_retry();
	receive(b, ANY);
	expect(b, a, 2);
	receive(b, ANY);
	cr_assert_not(b->misc & MF_DELIVERMSG);
}

CheckedTest(kernel_async, vm_is_asked_where_a_result_cannot_be_written)
{
	struct msg_memreq req;

	one_done_one_waits();
	cr_assert_not(runs(a));
	cr_assert(a->rts & RTS_VMREQUEST);
	cr_assert_eq(vmrequest_get(&req), VMPTYPE_CHECK);
	cr_assert_eq(req.target, a->endpoint);
	cr_assert_eq(req.addr, 5 * FAKE_SPACE + TABLE);
	cr_assert_eq(req.flag, 1, "it will be written");
	fake_read_only(0);
	cr_assert_eq(vmrequest_reply(a, OK), OK);
	cr_assert(proc_runnable(a));
	cr_assert(done(a, 0, OK));
	receive(c, ANY);
	expect(c, a, 2);
}

CheckedTest(kernel_async, a_table_that_vm_does_not_make_writable_is_a_signal)
{
	struct msg_memreq req;

	one_done_one_waits();
	cr_assert_not(runs(a));
	vmrequest_get(&req);
	cr_assert_eq(vmrequest_reply(a, -EFAULT), OK);
	cr_assert(a->rts & RTS_SIGNALED);
	cr_assert_eq(a->signals, 1u << SIGSEGV);
	cr_assert(runs(a));
	receive(c, ANY);
	cr_assert_not(c->misc & MF_DELIVERMSG);
}

CheckedTest(kernel_async, results_of_the_dead_are_no_successor_s)
{
	one_done_one_waits();
	proc_clear(a);
	fake_read_only(0);
	a = fake_process(5, PRIV_SERVICE);
	entry(a, 0)->flags = 0;
	cr_assert(runs(a));
	cr_assert_eq(entry(a, 0)->flags, 0);
}

CheckedTest(kernel_async, a_receiver_that_dies_is_told_of)
{
	put(a, 0, b->endpoint, 1, 0);
	put(a, 1, c->endpoint, 2, 0);
	senda(a, 2);
	proc_clear(b);
	cr_assert(done(a, 0, -EDEADSRCDST));
	receive(c, ANY);
	expect(c, a, 2);
}

CheckedTest(kernel_async, a_table_that_is_gone_when_a_receiver_dies)
{
	put(a, 0, b->endpoint, 1, 0);
	put(a, 1, c->endpoint, 2, 0);
	senda(a, 2);
	fake_absent(5 * FAKE_SPACE + TABLE);
	proc_clear(b);
	fake_absent(0);
	cr_assert_eq(a->priv->async_entries, 0);
	receive(c, ANY);
	cr_assert_not(c->misc & MF_DELIVERMSG);
}

CheckedTest(kernel_async, a_sender_that_dies_sends_nothing)
{
	put(a, 0, b->endpoint, 1, 0);
	senda(a, 1);
	proc_clear(a);
	receive(b, ANY);
	cr_assert_not(b->misc & MF_DELIVERMSG);
}

CheckedTest(kernel_async, users_share_a_structure_but_not_their_messages)
{
	struct proc *second = fake_process(9, PRIV_USER);

	put(a, 0, user->endpoint, 1, 0);
	put(a, 1, second->endpoint, 2, 0);
	senda(a, 2);
	user->priv->trap_mask |= 1u << RECEIVE;
	receive(second, ANY);
	expect(second, a, 2);
	receive(user, ANY);
	expect(user, a, 1);
	/* Who finds nothing leaves what is another's. */
	cr_assert(runs(a));
	put(a, 0, user->endpoint, 3, 0);
	senda(a, 1);
	receive(second, ANY);
	cr_assert_not(second->misc & MF_DELIVERMSG);
	receive(user, ANY);
	expect(user, a, 3);
}

CheckedTest(kernel_async, who_becomes_a_service_still_gets_it)
{
	put(a, 0, user->endpoint, 1, 0);
	senda(a, 1);
	cr_assert_eq(priv_change(user, role_find("tester")), OK);
	async_retry();
	receive(user, ANY);
	expect(user, a, 1);
}

CheckedTest(kernel_async, forty_services_send_to_one)
{
	struct proc *p[40];

	for (int i = 0; i < 40; i++) {
		p[i] = fake_process(10 + i, PRIV_SERVICE);
		put(p[i], 0, b->endpoint, i, 0);
		cr_assert_eq(senda(p[i], 1), OK);
	}
	for (int i = 0; i < 40; i++) {
		receive(b, ANY);
		expect(b, p[i], i);
	}
}
