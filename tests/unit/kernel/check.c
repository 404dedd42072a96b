/*
 * check.c: the kernel's checks of its own structures. Each passes on
 * what is whole (the other tests call them after all they do), and each finds
 * what is broken in its structure, here one by one.
 */
/* links: tests/unit/fakes/arch.c kernel/arch/x86/segments.c kernel/norec.c */
/* links: kernel/{proc,priv,sched,ipc,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,role,async}.c lib/base/option.c */
/* links: kernel/system/do_clear.c */
#include <criterion/criterion.h>
#include <faultline/poison.h>
#include <string.h>
#include "kernel/async.h"
#include "kernel/clock.h"
#include "kernel/debug.h"
#include "kernel/deliver.h"
#include "kernel/ipc.h"
#include "kernel/norec.h"
#include "kernel/sched.h"
#include "kernel/system/system.h"
#include "tests/unit/fakes/arch.h"

TestSuite(kernel_check, .init = fake_boot);

static void everything(void)
{
	fake_check();
	priv_check();
	clock_check();
	async_check();
	norec_check();
}

/* All is well; then it is not, and somebody says so, in these words. */
#define IS_FOUND(words)                                                 \
	do {                                                            \
		const char *panic_ = fake_panic_of(everything);         \
		cr_assert(strstr(panic_, (words)), "said: %s", panic_); \
	} while (0)

static struct proc *a, *b;

static void two_processes(void)
{
	a = fake_process(5, PRIV_SERVICE);
	b = fake_process(6, PRIV_SERVICE);
	everything();
}

/* a sends to b, which does not wait for it. */
static void a_sender(void)
{
	two_processes();
	cr_assert_eq(ipc_call(a, SEND, b->endpoint, 0), OK);
	everything();
}

/* --- run queues -------------------------------------------------------- */

Test(kernel_check, a_stopped_process_on_a_run_queue)
{
	two_processes();
	a->rts |= RTS_PROC_STOP;
	IS_FOUND("proc_runnable(p)");
}

Test(kernel_check, a_runnable_process_on_no_queue)
{
	two_processes();
	sched_dequeue(a);
	IS_FOUND("queued == runnable");
}

Test(kernel_check, a_process_on_another_priority_s_queue)
{
	two_processes();
	a->priority = PRIO_USER;
	IS_FOUND("p->priority == q");
}

Test(kernel_check, a_run_queue_in_a_circle)
{
	two_processes();
	b->next_ready = a;
	IS_FOUND("length <= NR_TASKS + NR_PROCS");
}

Test(kernel_check, a_run_queue_that_is_cut_off)
{
	two_processes();
	a->next_ready = NULL;
	IS_FOUND("queue[q].tail == last");
}

/* --- queues of callers ------------------------------------------------- */

Test(kernel_check, a_sender_on_no_queue)
{
	a_sender();
	b->callers = NULL;
	IS_FOUND("queued == sending");
}

Test(kernel_check, somebody_on_a_queue_who_does_not_send)
{
	a_sender();
	a->next_caller = b;
	IS_FOUND("p->rts & RTS_SENDING");
}

Test(kernel_check, a_sender_on_another_s_queue)
{
	a_sender();
	a->sendto = VM_PROC_NR;
	IS_FOUND("p->sendto == dst->endpoint");
}

Test(kernel_check, a_queue_of_callers_in_a_circle)
{
	a_sender();
	a->next_caller = a;
	IS_FOUND("count <= NR_PROCS");
}

Test(kernel_check, a_receiver_that_waits_for_the_dead)
{
	two_processes();
	cr_assert_eq(ipc_call(a, RECEIVE, b->endpoint, 0), OK);
	everything();
	a->getfrom = endpoint_make(3, 6);
	IS_FOUND("proc_lookup(p->getfrom)");
}

/* --- the process table ------------------------------------------------- */

Test(kernel_check, an_endpoint_of_another_slot)
{
	two_processes();
	a->endpoint = endpoint_make(0, 7);
	IS_FOUND("endpoint_slot(p->endpoint) == proc_nr(p)");
}

Test(kernel_check, a_message_for_one_who_still_waits_for_it)
{
	two_processes();
	cr_assert_eq(ipc_call(a, RECEIVE, ANY, 0), OK);
	a->misc |= MF_DELIVERMSG;
	IS_FOUND("MF_DELIVERMSG");
}

Test(kernel_check, a_priority_that_has_no_queue)
{
	two_processes();
	proc_stop(a, RTS_PROC_STOP);
	a->priority = NR_QUEUES;
	IS_FOUND("p->priority < NR_QUEUES");
}

Test(kernel_check, a_free_slot_that_waits_for_something)
{
	two_processes();
	proc_clear(a);
	everything();
	a->rts |= RTS_RECEIVING;
	IS_FOUND("p->rts == RTS_SLOT_FREE");
}

static void all_slots(void)
{
	for (int i = 0; i < NR_TASKS + NR_PROCS; i++)
		proc_check();
}

Test(kernel_check, a_freed_slot_that_is_written_to)
{
	two_processes();
	proc_clear(a);
	all_slots();
	a->vmrequest.length = 5;
	cr_assert_str_eq(fake_panic_of(all_slots),
			 "free slot 5 was written to");
}

Test(kernel_check, a_slot_that_is_written_to_before_it_has_an_owner)
{
	two_processes();
	all_slots();
	proc_slot(200)->arch.regs.eax = 5;
	cr_assert_str_eq(fake_panic_of(all_slots),
			 "free slot 200 was written to");
}

Test(kernel_check, freed_and_fresh_slots_can_be_told_apart)
{
	two_processes();
	proc_clear(a);
	cr_assert_eq((uint32_t)(uintptr_t)a->callers, POISON_FREED);
	cr_assert_eq(a->arch.regs.eip, POISON_FREED);
	cr_assert_eq(proc_slot(9)->arch.regs.eip, POISON_FRESH);
	/* And a new owner finds neither. */
	a = fake_process(5, PRIV_SERVICE);
	cr_assert_null(a->callers);
	cr_assert_eq(a->vmrequest.how, VMSTYPE_NONE);
	everything();
}

Test(kernel_check, a_slot_that_is_claimed_in_vain_is_free_again)
{
	proc_claim(proc_slot(9));
	cr_assert_eq(proc_slot(9)->arch.regs.eip, 0);
	proc_unclaim(proc_slot(9));
	all_slots();
}

/* --- requests to VM ---------------------------------------------------- */

static void a_request(void)
{
	two_processes();
	vmrequest_map(a, VMPTYPE_SMAP, a, 0x50000, b, 0x60000, CLICK_SIZE, 0);
	everything();
}

Test(kernel_check, a_request_that_is_on_no_chain)
{
	struct msg_memreq req;

	a_request();
	cr_assert_eq(vmrequest_get(&req), VMPTYPE_SMAP);
	everything();
	a->vmrequest.in_progress = false;
	IS_FOUND("chain_check() == waiting");
}

Test(kernel_check, a_chain_in_a_circle)
{
	a_request();
	a->vmrequest.next = a;
	IS_FOUND("count <= NR_PROCS");
}

Test(kernel_check, a_request_without_a_type)
{
	a_request();
	a->vmrequest.how = VMSTYPE_NONE;
	IS_FOUND("p->vmrequest.how != VMSTYPE_NONE");
}

Test(kernel_check, a_request_that_is_in_progress_and_on_the_chain)
{
	a_request();
	a->vmrequest.in_progress = true;
	IS_FOUND("!p->vmrequest.in_progress");
}

Test(kernel_check, a_target_that_may_run_too_early)
{
	a_request();
	a->rts &= ~RTS_VMREQTARGET;
	IS_FOUND("RTS_VMREQTARGET");
}

Test(kernel_check, a_target_of_more_requests_than_there_are)
{
	a_request();
	a->vmreq_targets++;
	IS_FOUND("vmreq_targets == requests[nr]");
}

/* --- privileges, alarms ------------------------------------------------ */

Test(kernel_check, two_processes_with_one_privilege_structure)
{
	two_processes();
	a->priv = b->priv;
	IS_FOUND("priv");
}

Test(kernel_check, a_pointer_that_is_no_privilege_structure)
{
	static struct priv elsewhere;

	two_processes();
	elsewhere = *a->priv;
	a->priv = &elsewhere;
	IS_FOUND("priv");
}

Test(kernel_check, a_right_to_send_to_nobody)
{
	two_processes();
	a->priv->ipc_to[1] |= 1u << 31;
	IS_FOUND("ipc_to[word] & ~in_use[word]");
}

Test(kernel_check, a_notification_from_nobody)
{
	two_processes();
	a->priv->notify_pending[1] |= 1u << 31;
	IS_FOUND("notify_pending[word] & ~in_use[word]");
}

Test(kernel_check, something_to_be_fetched_from_one_who_has_no_table)
{
	two_processes();
	a->priv->async_pending[b->priv->id / 32] |= 1u << b->priv->id % 32;
	IS_FOUND("async_entries > 0");
}

Test(kernel_check, an_alarm_that_is_not_the_earliest)
{
	two_processes();
	clock_set_alarm(a, 10);
	clock_set_alarm(b, 5);
	everything();
	a->priv->alarm = clock_uptime + 2;
	IS_FOUND("next_alarm == remembered");
}

Test(kernel_check, an_alarm_that_should_have_rung)
{
	two_processes();
	clock_set_alarm(a, 10);
	clock_uptime += 10;
	IS_FOUND("alarm > clock_uptime");
}

Test(kernel_check, the_alarm_of_one_who_dies_is_forgotten)
{
	two_processes();
	clock_set_alarm(a, 5);
	proc_clear(a);
	everything();
	cr_assert_not(clock_alarms_pending());
}

Test(kernel_check, an_alarm_of_nobody)
{
	struct priv *free;

	two_processes();
	free = a->priv;
	proc_clear(a);
	free->alarm = 7;
	IS_FOUND("alarm");
}

/* --- routines that must not be entered twice ----------------------------- */

static int guarded(int depth, bool fail);

static int routine(int depth, bool fail)
{
	if (fail)
		return -EFAULT;
	if (depth > 0)
		guarded(depth - 1, false);
	return OK;
}

static int guarded(int depth, bool fail)
{
	NOREC(lin_lin_copy);
	return routine(depth, fail);
}

static void enter_twice(void)
{
	guarded(1, false);
}

Test(kernel_check, a_second_entry)
{
	cr_assert_str_eq(fake_panic_of(enter_twice),
			 "lin_lin_copy() is entered while it is being "
			 "executed");
}

Test(kernel_check, one_entry_after_the_other)
{
	cr_assert_eq(guarded(0, false), OK);
	cr_assert_eq(guarded(0, true), -EFAULT); /* an error releases, too */
	cr_assert_eq(guarded(0, false), OK);
	norec_check();
}

static int leaves_without(void)
{
	norec_enter(NOREC_vm_lookup, "vm_lookup");
	return -EDOM;
}

Test(kernel_check, an_error_path_that_does_not_release)
{
	cr_assert_eq(leaves_without(), -EDOM);
	cr_assert_str_eq(fake_panic_of(norec_check),
			 "vm_lookup() was entered and never left");
}

static void return_twice(void)
{
	const enum norec routine = NOREC_sched_pick;

	norec_leave(&routine);
}

Test(kernel_check, a_return_without_entry)
{
	cr_assert(strstr(fake_panic_of(return_twice), "norec_active"));
}

/* What the guarded routines do when they fail: none stays active. */
Test(kernel_check, guarded_routines_release_when_they_fail)
{
	two_processes();
	fake_absent((lin_t)proc_nr(a) * FAKE_SPACE);
	cr_assert_eq(ipc_call(a, SEND, b->endpoint, 0), -VMSUSPEND);
	norec_check();
	cr_assert_eq(norec_active, 0);
	fake_absent((lin_t)proc_nr(b) * FAKE_SPACE);
	b->misc |= MF_DELIVERMSG;
	cr_assert_not(deliver_message(b));
	cr_assert_eq(norec_active, 0);
}
