/*
 * clock.c: alarms ring once, in time, in whatever part of the counter's
 * range their ticks lie. Messages carry the lower 32 bits of the counter, which
 * wrap after 497 days.
 */
/* links: tests/unit/fakes/arch.c kernel/arch/x86/segments.c */
/* links: kernel/{proc,priv,sched,ipc,async,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,role}.c lib/base/option.c */
#include "kernel/clock.h"
#include "tests/unit/fakes/ipc.h"

static struct proc *a, *b;

static void processes(void)
{
	fake_boot();
	a = fake_process(5, PRIV_SERVICE);
	b = fake_process(6, PRIV_SERVICE);
	clock_uptime = UINT32_MAX - 2; /* the third tick wraps 32 bits */
}

TestSuite(kernel_clock, .init = processes);

static void ticks(uint32_t n)
{
	while (n-- > 0) {
		clock_tick(NULL);
		clock_check();
	}
}

static void listen(struct proc *p)
{
	cr_assert_eq(call(p, RECEIVE, CLOCK), OK);
	cr_assert_not(p->misc & MF_DELIVERMSG, "%s's has rung", p->name);
}

CheckedTest(kernel_clock, an_alarm_across_the_wrap_rings_in_time)
{
	clock_set_alarm(a, 5);
	listen(a);
	ticks(4);
	cr_assert_not(a->misc & MF_DELIVERMSG, "it rings too early");
	ticks(1);
	expect(a, proc_slot(CLOCK), NOTIFY_MESSAGE);
	cr_assert_eq(fake_message(a, MSG)->notify.uptime, 2);
	cr_assert_not(clock_alarms_pending());
}

CheckedTest(kernel_clock, an_alarm_at_the_wrap_is_one)
{
	clock_set_alarm(a, 3);
	cr_assert(clock_alarms_pending());
	listen(a);
	ticks(3);
	expect(a, proc_slot(CLOCK), NOTIFY_MESSAGE);
	cr_assert_eq(fake_message(a, MSG)->notify.uptime, 0);
}

CheckedTest(kernel_clock, the_earlier_of_two_across_the_wrap_rings_first)
{
	clock_set_alarm(a, 2);
	clock_set_alarm(b, 4);
	listen(a);
	listen(b);
	ticks(2);
	expect(a, proc_slot(CLOCK), NOTIFY_MESSAGE);
	cr_assert_not(b->misc & MF_DELIVERMSG);
	ticks(2);
	expect(b, proc_slot(CLOCK), NOTIFY_MESSAGE);
}

CheckedTest(kernel_clock, what_an_alarm_had_left_is_told_across_the_wrap)
{
	cr_assert_eq(clock_set_alarm(a, INT32_MAX), 0);
	ticks(7);
	cr_assert_eq(clock_set_alarm(a, 0), INT32_MAX - 7);
	cr_assert_not(clock_alarms_pending());
}
