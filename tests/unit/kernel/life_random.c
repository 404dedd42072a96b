/*
 * life_random.c: whatever PM and VM do with processes, in whatever
 * order, each has what it was given and nothing else, runs only when nothing
 * holds it, and gets as many answers as it has asked for.
 *
 * Beside the kernel's process table stands a model: a few words a slot, changed
 * by the manuals of the calls. After each step the two are compared, and all of
 * the kernel's own checks hold.
 */
/* links: tests/unit/fakes/arch.c kernel/arch/x86/segments.c */
/* links: kernel/{proc,priv,sched,ipc,async,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,role}.c lib/base/option.c */
/* links: kernel/system/do_{fork,exec,privctl,schedule,clear}.c */
#include <criterion/criterion.h>
#include "kernel/arch.h"
#include "kernel/ipc.h"
#include "kernel/sched.h"
#include "kernel/system/system.h"
#include "tests/unit/fakes/arch.h"
#include "tests/unit/vm/random.h"

#define MSG 0x100u
#define FIRST 5
#define COUNT 12
#define STEPS 20000

uint32_t trace_mask;
static uint64_t seed;

static struct model {
	bool alive, service, held, inhibited;
	bool waits;    /* has asked PM, which has not answered */
	bool answered; /* the answer is on its way */
	uint32_t priority;
	endpoint_t ep;
} models[NR_PROCS];

/* How often a call did its work: it must have been worth its while. */
static uint32_t forks, execs, ends, services, users, answers, refusals;

static bool one_in(uint32_t n)
{
	return random_below(&seed, n) == 0;
}

static int any_slot(void)
{
	return FIRST + (int)random_below(&seed, COUNT);
}

static int call(kcall_handler *handler, struct proc *caller,
		struct message *req)
{
	struct message reply = *req;
	int r = handler(caller, req, &reply);

	refusals += r != OK;
	*req = reply;
	return r;
}

static void compare(int slot)
{
	const struct model *m = &models[slot];
	const struct proc *p = proc_slot(slot);

	cr_assert_eq((p->rts & RTS_SLOT_FREE) == 0, m->alive);
	if (!m->alive)
		return;
	cr_assert_eq(p->endpoint, m->ep);
	cr_assert_eq(p->priv->kind == PRIV_SERVICE, m->service);
	cr_assert_eq(priv_may_call(p, SYS_SETGRANT), m->service);
	cr_assert_eq((p->rts & RTS_NO_PRIV) != 0, m->held);
	cr_assert_eq((p->rts & RTS_VMINHIBIT) != 0, m->inhibited);
	cr_assert_eq(ipc_awaits_answer(p), m->waits);
	cr_assert_eq((p->misc & MF_DELIVERMSG) != 0, m->answered);
	cr_assert_eq(p->priority, m->priority);
	cr_assert_eq(proc_runnable(p), !m->held && !m->inhibited && !m->waits);
}

static void process_asks(int slot)
{
	struct model *m = &models[slot];
	struct proc *pm = proc_slot(PM_PROC_NR), *p = proc_slot(slot);

	if (!m->alive || !proc_runnable(p))
		return;
	fake_deliver(p);
	ipc_call(pm, RECEIVE, ANY, MSG);
	cr_assert_eq(ipc_call(p, SENDREC, PM_PROC_NR, MSG), OK);
	fake_deliver(pm);
	m->answered = false;
	m->waits = true;
}

static void pm_answers(int slot)
{
	struct model *m = &models[slot];
	int r = ipc_call(proc_slot(PM_PROC_NR), SENDNB,
			 proc_slot(slot)->endpoint, MSG);

	if (!m->alive) {
		cr_assert_eq(r, -EDEADSRCDST);
		return;
	}
	cr_assert_eq(r, m->waits ? OK : -ENOTREADY);
	m->answered |= m->waits;
	answers += m->waits;
	m->waits = false;
}

static void vm_forks(int slot)
{
	int into = any_slot();
	const struct model *parent = &models[slot];
	struct model *child = &models[into];
	struct message req = {.fork = {proc_slot(slot)->endpoint,
				       (uint32_t)into, FORK_VMINHIBIT, 0}};
	bool possible = parent->alive && parent->waits && !child->alive;

	cr_assert_eq(call(do_fork, proc_vm(), &req), possible ? OK : -EINVAL);
	if (!possible)
		return;
	cr_assert_gt(req.fork.ep, child->ep); /* the slot's last */
	*child = (struct model){
		.alive = true,
		.held = parent->held || parent->service,
		.inhibited = true,
		.waits = true,
		.priority = parent->priority,
		.ep = req.fork.ep,
	};
	forks++;
}

static void vm_binds(int slot)
{
	struct proc *p = proc_slot(slot);

	if (!models[slot].inhibited)
		return;
	p->arch.cr3 = 0x1000u * (uint32_t)slot;
	proc_release(p, RTS_VMINHIBIT);
	models[slot].inhibited = false;
}

static void pm_execs(int slot)
{
	struct model *m = &models[slot];
	struct message req = {.exec = {m->ep, 0x1000, 0x7000, "name"}};

	cr_assert_eq(call(do_exec, proc_slot(PM_PROC_NR), &req),
		     m->alive ? OK : -EINVAL);
	m->waits = m->answered = false;
	execs += m->alive;
}

static void pm_ends(int slot)
{
	struct model *m = &models[slot];
	struct message req = {.process = {m->ep, 0}};

	cr_assert_eq(call(do_clear, proc_slot(PM_PROC_NR), &req),
		     m->alive ? OK : -EINVAL);
	ends += m->alive;
	*m = (struct model){.ep = m->ep};
}

static void privileges_set(struct model *m, uint32_t what)
{
	services += what == PRIVCTL_SET_SERVICE && !m->service;
	users += what == PRIVCTL_SET_USER && m->service;
	if (what == PRIVCTL_SET_SERVICE || what == PRIVCTL_SET_USER)
		m->service = what == PRIVCTL_SET_SERVICE;
	else
		m->held = what == PRIVCTL_DISALLOW;
}

static void pm_changes_privileges(int slot)
{
	struct model *m = &models[slot];
	uint32_t what = 1 + random_below(&seed, PRIVCTL_SET_USER);
	struct message req = {.privctl = {.ep = m->ep, .what = what}};
	bool possible = m->held == (what != PRIVCTL_DISALLOW);
	int r;

	if (what == PRIVCTL_SET_SERVICE)
		strcpy(req.privctl.role, "lender");
	r = call(do_privctl, proc_slot(PM_PROC_NR), &req);
	if (!m->alive) {
		cr_assert_eq(r, -EINVAL);
		return;
	}
	cr_assert_eq(r, possible ? OK : -EPERM);
	if (possible)
		privileges_set(m, what);
}

static void pm_schedules(int slot)
{
	struct model *m = &models[slot];
	uint32_t priority = random_below(&seed, NR_QUEUES + 1);
	struct message req = {.schedule = {m->ep, priority, 3}};
	int r = call(do_schedule, proc_slot(PM_PROC_NR), &req);

	if (!m->alive || priority >= NR_QUEUES) {
		cr_assert_eq(r, -EINVAL);
	} else if (priority == PRIO_VM) {
		cr_assert_eq(r, -EPERM);
	} else {
		cr_assert_eq(r, OK);
		m->priority = priority;
	}
}

static void step(void)
{
	static void (*const acts[])(int) = {
		process_asks, process_asks,
		pm_answers,   pm_execs,
		pm_schedules, pm_changes_privileges,
		vm_binds,     pm_changes_privileges,
		vm_forks,     pm_changes_privileges,
		vm_forks,
	};
	const size_t count = sizeof(acts) / sizeof(acts[0]);

	if (one_in(12))
		pm_ends(any_slot());
	else
		acts[random_below(&seed, (uint32_t)count)](any_slot());
	for (int slot = FIRST; slot < FIRST + COUNT; slot++)
		compare(slot);
	fake_check();
}

/* Where nobody is, an ancestor of others begins. */
static void found(int slot)
{
	const struct proc *p = proc_slot(slot);

	if (models[slot].alive)
		return;
	fake_process(slot, PRIV_USER);
	models[slot] = (struct model){
		.alive = true, .priority = p->priority, .ep = p->endpoint};
}

static void workload(uint64_t first)
{
	seed = first;
	fake_boot();
	for (int slot = FIRST; slot < FIRST + COUNT; slot++)
		models[slot].ep = slot; /* whom boot would put there */
	for (int i = 0; i < STEPS; i++) {
		if (i % 10 == 0)
			found(any_slot());
		step();
	}
	cr_assert_gt(forks, 100);
	cr_assert_gt(execs, 500);
	cr_assert_gt(ends, 500);
	cr_assert_gt(services, 100);
	cr_assert_gt(users, 30);
	cr_assert_gt(answers, 200);
	cr_assert_gt(refusals, 1000);
}

Test(kernel_life_random, seed_1)
{
	workload(1);
}

Test(kernel_life_random, seed_2)
{
	workload(2);
}

Test(kernel_life_random, seed_3)
{
	workload(3);
}
