/*
 * workload.c: whatever processes do, and in whatever order they fault,
 * wait and die, the kernel's structures stay sound; messages arrive once and
 * in order; and VM's answers let go on whom they should.
 *
 * Eight services make calls at random. Each message of one carries its number,
 * so that its receivers see the numbers grow. VM serves faults and requests;
 * now and then it is slow, and now and then it refuses.
 */
/* links: tests/unit/fakes/arch.c kernel/arch/x86/segments.c */
/* links: kernel/{proc,priv,sched,ipc,async,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,role}.c lib/base/option.c */
/* links: kernel/system/do_clear.c */
#include <criterion/criterion.h>
#include "kernel/counters.h"
#include "kernel/deliver.h"
#include "kernel/ipc.h"
#include "kernel/system/system.h"
#include "tests/unit/fakes/arch.h"
#include "tests/unit/vm/random.h"

#define MSG 0x100u
#define FIRST 5
#define COUNT 8
#define STEPS 10000

static uint64_t seed;
static int sent[NR_PROCS];          /* the number of the last message */
static int got[NR_PROCS][NR_PROCS]; /* by whom, from whom: the last */

/* What came to pass: it must have been worth its while. */
static uint32_t deaths, received, faults, locked;

static struct proc *anybody(void)
{
	return proc_slot(FIRST + (int)random_below(&seed, COUNT));
}

static bool one_in(uint32_t n)
{
	return random_below(&seed, n) == 0;
}

/* p dies, and another takes its slot. */
static void replace(struct proc *p)
{
	int slot = proc_nr(p);

	proc_clear(p);
	fake_process(slot, PRIV_SERVICE);
	deaths++;
}

/* p has a message: it is from somebody who sent one since the last. */
static void check_message(struct proc *p)
{
	const struct message *m = fake_message(p, MSG);
	int from = endpoint_slot(m->source);

	if (from < 0 || m->type == NOTIFY_MESSAGE)
		return;
	cr_assert_gt(m->type, got[proc_nr(p)][from]);
	cr_assert_leq(m->type, sent[from]);
	got[proc_nr(p)][from] = m->type;
	received++;
}

/* The way out, as far as p is concerned. False: it does not run after all. */
static bool way_out(struct proc *p)
{
	p->misc &= ~MF_KCALL_RESUME;
	if (p->misc & MF_DELIVERMSG) {
		fake_deliver(p);
		if (p->misc & MF_DELIVERMSG || !proc_runnable(p))
			return false;
		check_message(p);
	}
	return true;
}

static void fault(struct proc *p)
{
	struct message m = {.type = VM_PAGEFAULT};

	cr_assert_eq(ipc_send_from_kernel(p, VM_PROC_NR, &m), OK);
	proc_stop(p, RTS_PAGEFAULT);
}

/* Mostly, who has work to do does it; else anything, sense or nonsense. */
static void send_or_receive(struct proc *p)
{
	enum ipc_call call = SEND + random_below(&seed, SENDNB);
	endpoint_t peer = one_in(8) ? ANY : anybody()->endpoint;

	if (p->callers && !one_in(4)) {
		call = RECEIVE;
		peer = ANY;
	}
	fake_message(p, MSG)->type = ++sent[proc_nr(p)];
	locked += ipc_call(p, call, peer, MSG) == -ELOCKED;
}

static void act(struct proc *p)
{
	/* A kernel call's answer comes where its request was. */
	cr_assert_eq(deliver_buffer(p, MSG), OK);
	switch (random_below(&seed, 20)) {
	case 0:
		fault(p);
		break;
	case 1:
		vmrequest_check(p, anybody(), 0x8000, 100, one_in(2),
				VMSTYPE_KERNELCALL);
		break;
	case 2:
		vmrequest_map(p, VMPTYPE_SMAP, anybody(), 0x8000, anybody(),
			      0x9000, CLICK_SIZE, 1);
		break;
	default:
		send_or_receive(p);
	}
}

/* VM receives; a fault that the kernel tells of is cleared. */
static void vm_receives(struct proc *vm)
{
	const struct message *m = fake_message(vm, MSG);
	struct proc *p;

	if (proc_runnable(vm) && !(vm->misc & MF_DELIVERMSG))
		ipc_call(vm, RECEIVE, ANY, MSG);
	if (!(vm->misc & MF_DELIVERMSG))
		return;
	fake_deliver(vm);
	if (m->type != VM_PAGEFAULT)
		return;
	cr_assert(fake_status(vm) & STATUS_FROM_KERNEL);
	p = proc_lookup(m->source);
	if (!p)
		return; /* it died since */
	cr_assert(p->rts & RTS_PAGEFAULT);
	proc_release(p, RTS_PAGEFAULT);
	faults++;
}

static void vm_serves(void)
{
	struct msg_memreq req;
	struct proc *p;

	if (one_in(2))
		vmrequest_get(&req);
	p = anybody();
	if (p->vmrequest.in_progress) {
		fake_absent(0);
		cr_assert_eq(vmrequest_reply(p, one_in(8) ? -EFAULT : OK), OK);
		cr_assert_not(p->rts & RTS_VMREQUEST);
	}
}

/* Somebody who can do something, or if all wait anybody. */
static struct proc *next(void)
{
	int first = (int)random_below(&seed, COUNT);

	for (int i = 0; i < COUNT; i++) {
		struct proc *p = proc_slot(FIRST + (first + i) % COUNT);

		if (proc_runnable(p))
			return p;
	}
	return anybody();
}

static void step(void)
{
	struct proc *p = next();

	vm_receives(proc_vm());
	vm_serves();
	if (one_in(16))
		fake_absent((lin_t)proc_nr(anybody()) * FAKE_SPACE);
	if (proc_runnable(p) && way_out(p))
		act(p);
	p = anybody();
	if (one_in(40) || (p->rts & RTS_SIGNALED))
		replace(p);
	fake_check();
}

static void workload(uint64_t first)
{
	seed = first;
	fake_boot();
	for (int slot = FIRST; slot < FIRST + COUNT; slot++)
		fake_process(slot, PRIV_SERVICE);
	for (int i = 0; i < STEPS; i++)
		step();
	cr_assert_gt(received, 300);
	cr_assert_gt(faults, 100);
	cr_assert_gt(deaths, 100);
	cr_assert_gt(locked, 100);
	cr_assert_gt(counters.notifications, 300);
	cr_assert_gt(counters.request[VMPTYPE_CHECK], 100);
	cr_assert_gt(counters.request[VMPTYPE_SMAP], 100);
}

Test(kernel_workload, seed_1)
{
	workload(1);
}

Test(kernel_workload, seed_2)
{
	workload(2);
}

Test(kernel_workload, seed_3)
{
	workload(3);
}
