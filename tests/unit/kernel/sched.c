/*
 * sched.c: the best priority runs first; within one, first come, first
 * served; whose quantum is over goes to the tail, and nobody else does.
 */
/* links: tests/unit/fakes/arch.c kernel/arch/x86/segments.c */
/* links: kernel/{proc,priv,sched,ipc,async,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,role}.c lib/base/option.c */
/* links: kernel/system/do_clear.c */
#include "kernel/sched.h"
#include "kernel/system/system.h"
#include <criterion/criterion.h>
#include "tests/unit/fakes/arch.h"
#include "tests/unit/vm/random.h"

static void tasks(void)
{
	proc_init();
	priv_init();
}

TestSuite(kernel_sched, .init = tasks);

static struct proc *runs(int slot, enum priority priority, uint32_t quantum)
{
	struct proc *p = fake_process(slot, PRIV_SERVICE);

	proc_stop(p, RTS_RECEIVING);
	p->priority = priority;
	p->quantum = p->ticks_left = quantum;
	proc_release(p, RTS_RECEIVING);
	return p;
}

/* Take whoever is picked off its queue: that must be p. */
static void expect(struct proc *p)
{
	cr_assert_eq(sched_pick(), p);
	proc_stop(p, RTS_RECEIVING);
	sched_check();
}

static void expect_nobody(void)
{
	cr_assert_null(sched_pick());
}

CheckedTest(kernel_sched, an_empty_table_has_nobody_to_run)
{
	expect_nobody();
}

CheckedTest(kernel_sched, the_best_priority_runs_first)
{
	struct proc *user = runs(5, PRIO_USER, 0);
	struct proc *vm = runs(6, PRIO_VM, 0);
	struct proc *server = runs(7, PRIO_SERVER, 0);

	expect(vm);
	expect(server);
	expect(user);
	expect_nobody();
}

CheckedTest(kernel_sched, within_a_priority_first_come_first_served)
{
	struct proc *a = runs(7, PRIO_USER, 0);
	struct proc *b = runs(5, PRIO_USER, 0);
	struct proc *c = runs(6, PRIO_USER, 0);

	expect(a);
	expect(b);
	expect(c);
}

CheckedTest(kernel_sched, who_runs_goes_on_after_a_better_one_has_run)
{
	struct proc *a = runs(5, PRIO_USER, 0);
	struct proc *better;

	runs(6, PRIO_USER, 0);
	cr_assert_eq(sched_pick(), a);
	better = runs(7, PRIO_SERVICE, 0);
	expect(better);
	cr_assert_eq(sched_pick(), a);
}

CheckedTest(kernel_sched, anybody_can_leave_the_queue_and_come_back_to_its_tail)
{
	for (int leaver = 5; leaver < 8; leaver++) {
		struct proc *p = proc_slot(leaver);

		for (int slot = 5; slot < 8; slot++)
			runs(slot, PRIO_USER, 0);
		proc_stop(p, RTS_SENDING);
		sched_check();
		proc_release(p, RTS_SENDING);
		for (int slot = 5; slot < 8; slot++)
			if (slot != leaver)
				expect(proc_slot(slot));
		expect(p);
		for (int slot = 5; slot < 8; slot++)
			proc_clear(proc_slot(slot));
	}
}

CheckedTest(kernel_sched, the_only_one_can_leave_and_come_back)
{
	struct proc *a = runs(5, PRIO_USER, 0);

	for (int i = 0; i < 2; i++) {
		expect(a);
		expect_nobody();
		proc_release(a, RTS_RECEIVING);
	}
}

CheckedTest(kernel_sched, all_reasons_to_wait_must_have_gone)
{
	struct proc *a = runs(5, PRIO_USER, 0);

	proc_stop(a, RTS_SENDING);
	proc_stop(a, RTS_SENDING | RTS_PAGEFAULT);
	proc_release(a, RTS_SENDING);
	expect_nobody();
	proc_release(a, RTS_PAGEFAULT);
	proc_release(a, RTS_PAGEFAULT); /* it is queued once */
	expect(a);
	expect_nobody();
}

CheckedTest(kernel_sched, a_quantum_that_is_over_rotates_the_queue)
{
	struct proc *a = runs(5, PRIO_USER, 3), *b = runs(6, PRIO_USER, 1);

	for (int round = 0; round < 2; round++) {
		for (int tick = 0; tick < 3; tick++) {
			cr_assert_eq(sched_pick(), a);
			sched_tick(a);
		}
		cr_assert_eq(sched_pick(), b);
		sched_tick(b);
	}
	cr_assert_eq(a->user_ticks, 6);
	cr_assert_eq(b->user_ticks, 2);
}

CheckedTest(kernel_sched, without_a_quantum_nobody_is_rotated)
{
	struct proc *a = runs(5, PRIO_SERVER, 0);

	runs(6, PRIO_SERVER, 0);
	for (int tick = 0; tick < 1000; tick++)
		sched_tick(a);
	cr_assert_eq(sched_pick(), a);
	cr_assert_eq(a->user_ticks, 1000);
}

CheckedTest(kernel_sched, the_last_tick_of_one_who_waits_does_not_queue_it)
{
	struct proc *a = runs(5, PRIO_USER, 1);

	proc_stop(a, RTS_PAGEFAULT);
	sched_tick(a);
	expect_nobody();
	cr_assert_eq(a->ticks_left, 1);
}

static void check_with_a_wrong_priority(void)
{
	runs(5, PRIO_USER, 0)->priority = PRIO_VM;
	sched_check();
}

static void check_with_a_flag_set_by_hand(void)
{
	runs(5, PRIO_USER, 0)->rts = RTS_SENDING;
	sched_check();
}

Test(kernel_sched, the_check_sees_what_is_wrong)
{
	cr_assert_str_neq(fake_panic_of(check_with_a_wrong_priority),
			  "it came back");
	proc_slot(5)->priority = PRIO_USER;
	proc_clear(proc_slot(5));
	cr_assert_str_neq(fake_panic_of(check_with_a_flag_set_by_hand),
			  "it came back");
	proc_slot(5)->rts = 0;
}

/* The model: who became runnable when; the longest of the best is picked. */
static uint32_t since[NR_PROCS];

static struct proc *model_pick(void)
{
	struct proc *best = NULL;

	for (int slot = 5; slot < 13; slot++) {
		struct proc *p = proc_slot(slot);

		if (!proc_runnable(p))
			continue;
		if (!best || p->priority < best->priority ||
		    (p->priority == best->priority &&
		     since[slot] < since[proc_nr(best)]))
			best = p;
	}
	return best;
}

CheckedTest(kernel_sched, any_history_gives_the_order_of_the_model)
{
	uint64_t seed = 3;

	for (int slot = 5; slot < 13; slot++) {
		runs(slot, slot % 3, (uint32_t)slot % 4);
		since[slot] = (uint32_t)slot;
	}
	for (uint32_t step = 100; step < 10100; step++) {
		int slot = 5 + (int)random_below(&seed, 8);
		struct proc *p = proc_slot(slot);
		bool ran = proc_runnable(p);

		switch (random_below(&seed, 3)) {
		case 0:
			proc_stop(p, 1u << (4 + random_below(&seed, 2)));
			break;
		case 1:
			proc_release(p, 1u << (4 + random_below(&seed, 2)));
			break;
		default:
			if (ran && p->quantum && p->ticks_left == 1)
				since[slot] = step;
			sched_tick(p);
		}
		if (!ran && proc_runnable(p))
			since[slot] = step;
		cr_assert_eq(sched_pick(), model_pick(), "step %u", step);
		sched_check();
	}
}
