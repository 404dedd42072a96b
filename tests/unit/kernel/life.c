/*
 * life.c: SYS_FORK, SYS_EXEC, SYS_PRIVCTL, SYS_SCHEDULE, SYS_NEWMAP,
 * SYS_CLEAR: what a process is made of, what becomes of it, and every error of
 * these calls. A call that fails changes nothing.
 */
/* links: tests/unit/fakes/arch.c kernel/arch/x86/segments.c */
/* links: kernel/{proc,priv,sched,ipc,async,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,role}.c lib/base/option.c */
/* links: kernel/system/do_{fork,exec,privctl,schedule,newmap,clear}.c */
#include <criterion/criterion.h>
#include <string.h>
#include "kernel/arch.h"
#include "kernel/clock.h"
#include "kernel/deliver.h"
#include "kernel/ipc.h"
#include "kernel/sched.h"
#include "kernel/signal.h"
#include "kernel/system/system.h"
#include "tests/unit/fakes/arch.h"

#define MSG 0x100u
#define FREE_SLOT 20
#define DEAD ((endpoint_t)99)

uint32_t trace_mask;
static struct proc *pm, *vm, *user, *other, *service;

static void five_processes(void)
{
	fake_boot();
	pm = proc_slot(PM_PROC_NR);
	vm = proc_vm();
	user = fake_process(5, PRIV_USER);
	other = fake_process(6, PRIV_USER);
	service = fake_process(7, PRIV_SERVICE);
}

TestSuite(kernel_life, .init = five_processes);

/* The machine as far as these calls could change it, to compare. */
static struct {
	struct proc proc[NR_TASKS + NR_PROCS];
	struct priv priv[NR_PRIVS];
} before;

static void remember(void)
{
	memcpy(before.proc, proc_table, sizeof(before.proc));
	memcpy(before.priv, priv_table, sizeof(before.priv));
}

static bool same(const void *a, const void *b, size_t bytes)
{
	return memcmp(a, b, bytes) == 0;
}

static bool nothing_changed(void)
{
	return same(before.proc, proc_table, sizeof(before.proc)) &&
	       same(before.priv, priv_table, sizeof(before.priv));
}

static int call(kcall_handler *handler, struct proc *caller,
		const struct message *req, struct message *reply)
{
	*reply = *req;
	return handler(caller, req, reply);
}

/* A call that is refused, and changes nothing. */
static void expect_refused(kcall_handler *handler, struct proc *caller,
			   const struct message *req, int error)
{
	struct message reply;
	int r;

	remember();
	r = call(handler, caller, req, &reply);
	cr_assert_eq(r, error, "it answers %d, not %d", r, error);
	cr_assert(nothing_changed());
}

/* p asks PM, which takes the message: p waits for the answer. */
static void ask_pm(struct proc *p)
{
	if (!(pm->rts & RTS_RECEIVING))
		ipc_call(pm, RECEIVE, ANY, MSG);
	cr_assert_eq(ipc_call(p, SENDREC, PM_PROC_NR, MSG), OK);
	fake_deliver(pm);
}

static int answer(struct proc *p, int type)
{
	fake_message(pm, MSG)->type = type;
	return ipc_call(pm, SENDNB, p->endpoint, MSG);
}

/* --- FORK ---------------------------------------------------------------- */

static struct message fork_request(const struct proc *parent)
{
	return (struct message){
		.fork = {parent->endpoint, FREE_SLOT, FORK_VMINHIBIT, 0}};
}

static struct proc *fork_of(struct proc *parent)
{
	struct message req = fork_request(parent), reply;

	cr_assert_eq(call(do_fork, vm, &req, &reply), OK);
	cr_assert_not_null(proc_lookup(reply.fork.ep));
	cr_assert_eq(reply.fork.msg, MSG);
	return proc_lookup(reply.fork.ep);
}

CheckedTest(kernel_life, a_child_is_its_parent_over_again)
{
	struct proc *child;

	user->arch.regs.eip = 1234;
	user->arch.regs.edi = 5678;
	user->arch.regs.eax = 77;
	user->elf = "file";
	user->elf_size = 5;
	sched_set(user, 5, 9);
	ask_pm(user);
	child = fork_of(user);
	cr_assert_eq(child, proc_slot(FREE_SLOT));
	cr_assert_str_eq(child->name, user->name);
	cr_assert_eq(child->arch.regs.eip, 1234);
	cr_assert_eq(child->arch.regs.edi, 5678);
	cr_assert_eq(fake_result(child), OK);
	cr_assert_eq(memcmp(child->map, user->map, sizeof(child->map)), 0);
	cr_assert_eq(child->arch.ldt[0].high, user->arch.ldt[0].high);
	cr_assert_eq(child->elf, user->elf);
	cr_assert_eq(child->elf_size, 5);
	cr_assert_eq(child->priority, 5);
	cr_assert_eq(child->quantum, 9);
	cr_assert_eq(child->ticks_left, 9);
	cr_assert_eq(child->priv, user->priv);
}

CheckedTest(kernel_life, a_child_waits_for_its_page_table_and_its_answer)
{
	struct proc *child;

	ask_pm(user);
	child = fork_of(user);
	cr_assert_eq(child->rts, RTS_RECEIVING | RTS_VMINHIBIT);
	cr_assert_eq(child->arch.cr3, 0);
	cr_assert_eq(answer(child, 1), OK);
	cr_assert_eq(child->rts, RTS_VMINHIBIT);
	child->arch.cr3 = 0x5000;
	proc_release(child, RTS_VMINHIBIT);
	cr_assert(proc_runnable(child));
	cr_assert_not(proc_runnable(user));
	cr_assert_eq(answer(user, 2), OK);
	cr_assert(proc_runnable(user));
}

CheckedTest(kernel_life, without_a_page_table_a_child_waits_for_its_answer_only)
{
	struct message req = fork_request(user), reply;
	struct proc *child;

	ask_pm(user);
	user->arch.cr3 = 0;
	req.fork.flags = 0;
	cr_assert_eq(call(do_fork, vm, &req, &reply), OK);
	child = proc_lookup(reply.fork.ep);
	answer(child, 0x42);
	cr_assert(proc_runnable(child));
	fake_deliver(child);
	cr_assert_eq(fake_message(user, MSG)->type, 0x42); /* one memory */
}

CheckedTest(kernel_life, a_child_inherits_nothing_that_concerns_its_parent_only)
{
	struct proc *child;

	ask_pm(user);
	ipc_call(service, SEND, user->endpoint, MSG); /* waits for user */
	cr_assert_eq(user->callers, service);
	signal_cause(user, SIGSEGV);
	user->user_ticks = 17;
	vmrequest_map(other, VMPTYPE_SUNMAP, user, 0x8000, service, 0x9000,
		      4096, 0);
	child = fork_of(user);
	cr_assert_null(child->callers);
	cr_assert_null(child->next_caller);
	cr_assert_null(child->next_ready);
	cr_assert_eq(child->sendto, NONE);
	cr_assert_eq(child->signals, 0);
	cr_assert_eq(child->user_ticks, 0);
	cr_assert_eq(child->vmrequest.how, VMSTYPE_NONE);
	cr_assert_eq(child->vmreq_targets, 0);
	cr_assert_eq(child->misc, MF_REPLY_PEND);
	cr_assert_eq(child->rts, RTS_RECEIVING | RTS_VMINHIBIT);
	/* Its death is no affair of who waits for the parent. */
	proc_clear(child);
	cr_assert_eq(user->callers, service);
	cr_assert(service->rts & RTS_SENDING);
}

CheckedTest(kernel_life, each_child_has_a_generation_of_its_own)
{
	endpoint_t last = FREE_SLOT; /* a boot process's */

	ask_pm(user);
	for (int i = 0; i < 3; i++) {
		struct proc *child = fork_of(user);

		cr_assert_eq(proc_nr(child), FREE_SLOT);
		cr_assert_gt(endpoint_generation(child->endpoint),
			     endpoint_generation(last));
		cr_assert_null(proc_lookup(last));
		last = child->endpoint;
		proc_clear(child);
		cr_assert_null(proc_lookup(last));
	}
}

CheckedTest(kernel_life, after_the_last_generation_comes_the_first_not_boots)
{
	struct proc *p = proc_slot(FREE_SLOT);

	p->endpoint = endpoint_make(ENDPOINT_MAX_GENERATION, FREE_SLOT);
	ask_pm(user);
	proc_clear(fork_of(user));
	cr_assert_eq(p->endpoint, endpoint_make(1, FREE_SLOT));
}

CheckedTest(kernel_life, a_services_child_is_a_plain_program_and_waits)
{
	struct proc *child;

	clock_set_alarm(service, 10);
	service->priv->grant_table = 0x1000;
	service->priv->grant_entries = 4;
	ask_pm(service);
	child = fork_of(service);
	cr_assert_eq(child->priv, user->priv);
	cr_assert_eq(service->priv->proc, service);
	cr_assert_eq(child->priv->alarm, 0);
	cr_assert_eq(child->priv->grant_entries, 0);
	cr_assert_eq(child->rts, RTS_RECEIVING | RTS_VMINHIBIT | RTS_NO_PRIV);
}

CheckedTest(kernel_life, the_child_of_who_is_not_allowed_is_not_allowed_either)
{
	ask_pm(user);
	proc_stop(user, RTS_NO_PRIV);
	cr_assert(fork_of(user)->rts & RTS_NO_PRIV);
}

CheckedTest(kernel_life, only_who_waits_for_an_answer_is_forked)
{
	struct message req = fork_request(user);

	expect_refused(do_fork, vm, &req, -EINVAL); /* it runs */
	ipc_call(user, SENDREC, PM_PROC_NR, MSG);   /* it is sending */
	cr_assert(user->rts & RTS_SENDING);
	expect_refused(do_fork, vm, &req, -EINVAL);
	req = fork_request(service);
	ipc_call(service, RECEIVE, ANY, MSG); /* that is no answer */
	expect_refused(do_fork, vm, &req, -EINVAL);
}

CheckedTest(kernel_life, a_fork_that_makes_no_sense_is_refused)
{
	const endpoint_t nobody[] = {DEAD, SELF, ANY, NONE, SYSTEM, -1000};
	const uint32_t taken[] = {0, 1, 5, NR_PROCS, UINT32_MAX, 0x80000000};
	struct message req = fork_request(user);

	ask_pm(user);
	for (size_t i = 0; i < sizeof(nobody) / sizeof(nobody[0]); i++) {
		req.fork.ep = nobody[i];
		expect_refused(do_fork, vm, &req, -EINVAL);
	}
	req = fork_request(user);
	for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++) {
		req.fork.slot = taken[i];
		expect_refused(do_fork, vm, &req, -EINVAL);
	}
	req = fork_request(user);
	req.fork.flags = 2 | FORK_VMINHIBIT;
	expect_refused(do_fork, vm, &req, -EINVAL);
	req.fork.flags = 0; /* its child would run on any directory */
	expect_refused(do_fork, vm, &req, -EINVAL);
}

TestSuite(kernel_life_services, .init = fake_boot);

/* No plain program yet, and no room for the structure that all share. */
CheckedTest(kernel_life_services, a_fork_without_privileges_leaves_the_slot)
{
	struct message req;

	pm = proc_slot(PM_PROC_NR);
	for (int slot = 5; slot < 5 + NR_PRIVS - NR_TASKS - 2; slot++)
		fake_process(slot, PRIV_SERVICE);
	ask_pm(proc_slot(5));
	req = fork_request(proc_slot(5));
	req.fork.slot = 200;
	expect_refused(do_fork, proc_vm(), &req, -ENOMEM);
}

/* Its slot has never been used, and it has not run yet. */
CheckedTest(kernel_life, who_sends_to_a_child_that_has_not_run_is_seen)
{
	struct proc *child;

	ask_pm(user);
	child = fork_of(user);
	fake_message(service, MSG)->type = 1;
	cr_assert_eq(ipc_call(service, SEND, child->endpoint, MSG), OK);
	cr_assert(service->rts & RTS_SENDING);
}

/* --- EXEC ---------------------------------------------------------------- */

static struct message exec_request(const struct proc *p)
{
	return (struct message){.exec = {p->endpoint, 0x1000, 0x7ff0, "other"}};
}

static void exec(struct proc *p)
{
	struct message req = exec_request(p), reply;

	cr_assert_eq(call(do_exec, pm, &req, &reply), OK);
}

CheckedTest(kernel_life, another_program_starts_at_its_entry_with_its_name)
{
	struct proc *p = user;
	endpoint_t was = p->endpoint;

	p->elf = "file";
	p->elf_size = 5;
	p->arch.regs.edi = 5;
	ask_pm(p);
	exec(p);
	cr_assert(proc_runnable(p));
	cr_assert_str_eq(p->name, "other");
	cr_assert_eq(p->arch.regs.eip, 0x1000);
	cr_assert_eq(p->arch.regs.esp, 0x7ff0);
	cr_assert_null(p->elf);
	cr_assert_eq(p->elf_size, 0);
	cr_assert_eq(p->endpoint, was);
}

CheckedTest(kernel_life, the_old_programs_call_gets_no_answer)
{
	ask_pm(user);
	exec(user);
	cr_assert_eq(user->misc, 0);
	cr_assert_eq(user->getfrom, NONE);
	cr_assert(proc_runnable(user));
	cr_assert_eq(answer(user, 7), -ENOTREADY);
}

CheckedTest(kernel_life, an_answer_on_its_way_is_dropped)
{
	ask_pm(user);
	fake_message(user, MSG)->type = 1;
	answer(user, 7);
	exec(user);
	fake_deliver(user);
	cr_assert_eq(fake_message(user, MSG)->type, 1);
	cr_assert(proc_runnable(user));
}

CheckedTest(kernel_life, the_old_programs_grants_are_gone)
{
	ask_pm(service);
	service->priv->grant_entries = 4;
	exec(service);
	cr_assert_eq(service->priv->grant_entries, 0);
}

CheckedTest(kernel_life, signals_outlive_an_exec)
{
	ask_pm(user);
	signal_cause(user, SIGSEGV);
	exec(user);
	cr_assert_eq(user->rts, RTS_SIGNALED | RTS_SIG_PENDING);
	cr_assert_eq(user->signals, 1u << SIGSEGV);
}

CheckedTest(kernel_life, a_name_is_one_printable_word)
{
	static const char *const bad[] = {"",    "a b",   "a\n", "\x7f",
					  "a\t", "\xc3x", " a"};
	struct message req = exec_request(user);

	ask_pm(user);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		memset(req.exec.name, 0, sizeof(req.exec.name));
		memcpy(req.exec.name, bad[i], strlen(bad[i]));
		expect_refused(do_exec, pm, &req, -EINVAL);
	}
	memset(req.exec.name, 'x', sizeof(req.exec.name));
	expect_refused(do_exec, pm, &req, -EINVAL);
	req.exec.name[15] = '\0';
	cr_assert_eq(do_exec(pm, &req, &req), OK);
	cr_assert_eq(strlen(user->name), 15);
}

CheckedTest(kernel_life, who_is_in_a_call_does_not_become_another_program)
{
	struct message req = exec_request(user);

	ipc_call(user, SENDREC, PM_PROC_NR, MSG);
	cr_assert(user->rts & RTS_SENDING);
	expect_refused(do_exec, pm, &req, -EINVAL);
	req = exec_request(other);
	vmrequest_check(other, other, 0x8000, 4, true, VMSTYPE_KERNELCALL);
	expect_refused(do_exec, pm, &req, -EINVAL);
	vmrequest_get(&(struct msg_memreq){0});
	vmrequest_reply(other, OK);
	cr_assert(other->misc & MF_KCALL_RESUME);
	expect_refused(do_exec, pm, &req, -EINVAL);
}

/* --- all four: whom they are about --------------------------------------- */

/* In all requests the endpoint comes first. */
static void expect_whom(kcall_handler *handler, struct message req)
{
	const endpoint_t nobody[] = {DEAD, SELF, ANY, NONE, -1000};
	const endpoint_t nobodys[] = {SYSTEM, IDLE, PM_PROC_NR, VM_PROC_NR};

	for (size_t i = 0; i < sizeof(nobody) / sizeof(nobody[0]); i++) {
		req.process.ep = nobody[i];
		expect_refused(handler, pm, &req, -EINVAL);
	}
	for (size_t i = 0; i < sizeof(nobodys) / sizeof(nobodys[0]); i++) {
		req.process.ep = nobodys[i];
		expect_refused(handler, pm, &req, -EPERM);
	}
}

CheckedTest(kernel_life, tasks_and_servers_are_no_affair_of_these_calls)
{
	expect_whom(do_exec, exec_request(user));
	expect_whom(do_privctl,
		    (struct message){.privctl = {.what = PRIVCTL_DISALLOW}});
	expect_whom(do_schedule,
		    (struct message){.schedule = {0, PRIO_USER, 1}});
	expect_whom(do_clear, (struct message){0});
}

/* --- PRIVCTL ------------------------------------------------------------- */

/* SET_SERVICE: the role that PM may give of those that may do most. */
static struct message privctl_request(const struct proc *p, uint32_t what)
{
	struct message m = {.privctl = {.ep = p->endpoint, .what = what}};

	if (what == PRIVCTL_SET_SERVICE)
		strcpy(m.privctl.role, "copier");
	return m;
}

static int privctl(struct proc *p, uint32_t what)
{
	struct message req = privctl_request(p, what), reply;

	return call(do_privctl, pm, &req, &reply);
}

CheckedTest(kernel_life, who_is_disallowed_does_not_run_until_allowed)
{
	cr_assert_eq(privctl(user, PRIVCTL_DISALLOW), OK);
	cr_assert_eq(user->rts, RTS_NO_PRIV);
	cr_assert_eq(privctl(user, PRIVCTL_ALLOW), OK);
	cr_assert(proc_runnable(user));
}

CheckedTest(kernel_life, a_plain_program_becomes_a_service_of_its_own)
{
	const struct priv *users = user->priv;

	privctl(user, PRIVCTL_DISALLOW);
	cr_assert_eq(privctl(user, PRIVCTL_SET_SERVICE), OK);
	cr_assert_eq(other->priv, users);
	cr_assert_neq(user->priv, users);
	cr_assert_eq(user->priv->kind, PRIV_SERVICE);
	cr_assert_eq(user->priv->proc, user);
	cr_assert_eq(user->priv->trap_mask, service->priv->trap_mask);
	cr_assert(priv_may_call(user, SYS_SETGRANT));
	cr_assert_not(priv_may_call(other, SYS_SETGRANT));
	cr_assert(priv_may_send(user, service));
	cr_assert(priv_may_send(service, user));
	cr_assert_not(priv_may_send(other, user));
}

CheckedTest(kernel_life, a_service_may_be_given_less_than_its_role_but_not_more)
{
	struct message req = privctl_request(user, PRIVCTL_NARROW), reply;

	req.privctl.traps = 1u << SENDREC | 1u << 17;
	req.privctl.calls[0] = 1u << SYS_UMAP | 1u << SYS_CLEAR;
	req.privctl.calls[1] = 1u << (SYS_EXIT - 32);
	privctl(user, PRIVCTL_DISALLOW);
	expect_refused(do_privctl, pm, &req, -EPERM); /* it is no service */
	cr_assert_eq(privctl(user, PRIVCTL_SET_SERVICE), OK);
	cr_assert_eq(call(do_privctl, pm, &req, &reply), OK);
	cr_assert_eq(user->priv->trap_mask, 1u << SENDREC);
	cr_assert_eq(user->priv->call_mask[0], 1u << SYS_UMAP);
	cr_assert_eq(user->priv->call_mask[1], 1u << (SYS_EXIT - 32));
	/* A second one takes away, too, and gives nothing back. */
	req.privctl.calls[0] = UINT32_MAX;
	req.privctl.calls[1] = 0;
	cr_assert_eq(call(do_privctl, pm, &req, &reply), OK);
	cr_assert_eq(user->priv->call_mask[0], 1u << SYS_UMAP);
	cr_assert_eq(user->priv->call_mask[1], 0);
	/* The role once more: what was taken away comes back. */
	cr_assert_eq(privctl(user, PRIVCTL_SET_SERVICE), OK);
	cr_assert_eq(user->priv->trap_mask, service->priv->trap_mask);
	cr_assert(priv_may_call(user, SYS_SETGRANT));
	cr_assert_not(priv_may_call(user, SYS_CLEAR));
}

static struct message role_request(const struct proc *p, const char *role)
{
	struct message m = privctl_request(p, PRIVCTL_SET_SERVICE);

	strcpy(m.privctl.role, role);
	return m;
}

CheckedTest(kernel_life, only_services_roles_within_pm_s_reach_can_be_given)
{
	static const struct {
		const char *role;
		int result;
	} tries[] = {
		{"", -EINVAL},        {"nobody", -EINVAL}, {"drive", -EINVAL},
		{"drivers", -EINVAL}, {"pm", -EPERM},      {"vm", -EPERM},
		{"fs", -EPERM},       {"tty", -EPERM},     {"task", -EPERM},
		{"user", -EPERM},     {"init", -EPERM},    {"tester", -EPERM},
	};
	struct message req;

	privctl(user, PRIVCTL_DISALLOW);
	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		req = role_request(user, tries[i].role);
		expect_refused(do_privctl, pm, &req, tries[i].result);
	}
	memset(req.privctl.role, 'x', sizeof(req.privctl.role));
	memcpy(req.privctl.role, "driver,", 7); /* as in services= */
	expect_refused(do_privctl, pm, &req, -EINVAL);
}

CheckedTest(kernel_life, a_service_s_role_changes_by_way_of_a_plain_program)
{
	struct message req = role_request(user, "driver"), reply;

	privctl(user, PRIVCTL_DISALLOW);
	privctl(user, PRIVCTL_SET_SERVICE);
	expect_refused(do_privctl, pm, &req, -EPERM);
	privctl(user, PRIVCTL_SET_USER);
	cr_assert_eq(call(do_privctl, pm, &req, &reply), OK);
	cr_assert_str_eq(user->priv->role->name, "driver");
	cr_assert(priv_may_call(user, SYS_DEVIO));
	cr_assert_not(priv_may_call(user, SYS_VIRCOPY));
}

CheckedTest(kernel_life, a_service_becomes_a_plain_program_without_a_trace)
{
	uint32_t id = service->priv->id;

	service->priv->grant_entries = 5;
	clock_set_alarm(service, 3);
	ipc_notify(service, vm);
	privctl(service, PRIVCTL_DISALLOW);
	cr_assert_eq(privctl(service, PRIVCTL_SET_USER), OK);
	cr_assert_eq(service->priv, user->priv);
	cr_assert_null(priv_table[id].proc);
	cr_assert_eq(priv_table[id].alarm, 0);
	cr_assert_eq(vm->priv->notify_pending[id / 32], 0);
	cr_assert_eq(user->priv->grant_entries, 0);
	cr_assert_not(priv_may_send(service, other));
}

CheckedTest(kernel_life, users_privileges_outlive_the_first_user)
{
	privctl(user, PRIVCTL_DISALLOW);
	privctl(user, PRIVCTL_SET_SERVICE);
	proc_clear(user);
	cr_assert_eq(other->priv->kind, PRIV_USER);
	cr_assert(priv_may_call(other, SYS_GETINFO));
	cr_assert_eq(fake_process(9, PRIV_USER)->priv, other->priv);
}

CheckedTest(kernel_life, privileges_change_only_while_disallowed)
{
	struct message req = privctl_request(user, PRIVCTL_ALLOW);

	for (uint32_t what = PRIVCTL_ALLOW; what <= PRIVCTL_NARROW; what++) {
		req.privctl.what = what;
		if (what != PRIVCTL_DISALLOW)
			expect_refused(do_privctl, pm, &req, -EPERM);
	}
	privctl(user, PRIVCTL_DISALLOW);
	req.privctl.what = PRIVCTL_DISALLOW;
	expect_refused(do_privctl, pm, &req, -EPERM);
}

CheckedTest(kernel_life, there_is_nothing_else_to_ask_about_privileges)
{
	const uint32_t what[] = {0, PRIVCTL_NARROW + 1, UINT32_MAX};
	struct message req = privctl_request(user, 0);

	for (int i = 0; i < 3; i++) {
		req.privctl.what = what[i];
		expect_refused(do_privctl, pm, &req, -EINVAL);
	}
}

CheckedTest(kernel_life, without_a_free_structure_a_program_stays_what_it_is)
{
	struct message req = privctl_request(user, PRIVCTL_SET_SERVICE);
	int slot = 30;

	for (int i = 0; i < NR_PRIVS; i++)
		if (!priv_table[i].proc)
			fake_process(slot++, PRIV_SERVICE);
	privctl(user, PRIVCTL_DISALLOW);
	expect_refused(do_privctl, pm, &req, -ENOMEM);
	proc_clear(service);
	cr_assert_eq(privctl(user, PRIVCTL_SET_SERVICE), OK);
}

/* Ids from 32 on are bits of the second word, in all masks. */
CheckedTest(kernel_life, more_services_than_a_word_has_bits)
{
	struct proc *last = NULL;

	for (int slot = 30; slot < 70; slot++)
		last = fake_process(slot, PRIV_SERVICE);
	cr_assert_geq(last->priv->id, 32);
	cr_assert(priv_may_send(service, last));
	cr_assert(priv_may_send(last, service));
	cr_assert_not(priv_may_send(user, last));
	ipc_call(vm, RECEIVE, PM_PROC_NR, MSG);
	ipc_notify(last, vm);
	cr_assert_eq(vm->priv->notify_pending[0], 0);
	cr_assert_eq(vm->priv->notify_pending[1], 1u << (last->priv->id - 32));
}

/* --- SCHEDULE ------------------------------------------------------------ */

static int schedule(struct proc *p, uint32_t priority, uint32_t quantum)
{
	struct message req = {.schedule = {p->endpoint, priority, quantum}};
	struct message reply;

	return call(do_schedule, pm, &req, &reply);
}

CheckedTest(kernel_life, a_better_priority_runs_first)
{
	proc_stop(pm, RTS_PROC_STOP);
	proc_stop(vm, RTS_PROC_STOP);
	cr_assert_eq(sched_pick(), user); /* all have one priority */
	cr_assert_eq(schedule(other, 1, 3), OK);
	cr_assert_eq(sched_pick(), other);
	cr_assert_eq(schedule(other, NR_QUEUES - 1, 3), OK);
	cr_assert_eq(sched_pick(), user);
	cr_assert_eq(other->quantum, 3);
	cr_assert_eq(other->ticks_left, 3);
}

CheckedTest(kernel_life, who_waits_is_scheduled_for_later)
{
	ask_pm(user);
	cr_assert_eq(schedule(user, 1, 2), OK);
	cr_assert_neq(sched_pick(), user);
	cr_assert_eq(user->priority, 1);
	answer(user, 0);
	proc_stop(vm, RTS_PROC_STOP);
	proc_stop(pm, RTS_PROC_STOP);
	cr_assert_eq(sched_pick(), user);
}

CheckedTest(kernel_life, a_schedule_that_makes_no_sense_is_refused)
{
	struct message req = {.schedule = {user->endpoint, PRIO_USER, 0}};
	const uint32_t no_queue[] = {NR_QUEUES, NR_QUEUES + 1, UINT32_MAX};

	expect_refused(do_schedule, pm, &req, -EINVAL);
	req.schedule.quantum = 1;
	for (int i = 0; i < 3; i++) {
		req.schedule.priority = no_queue[i];
		expect_refused(do_schedule, pm, &req, -EINVAL);
	}
	req.schedule.priority = PRIO_VM;
	expect_refused(do_schedule, pm, &req, -EPERM);
}

/* --- NEWMAP, CLEAR ------------------------------------------------------- */

#define MAP 0x800u /* where VM has the new map */

static int new_map(endpoint_t ep, uint32_t data, uint32_t stack, vir_t at)
{
	uint32_t first = 0x40000 >> CLICK_SHIFT;
	const struct mem_map map[NR_SEGS] = {
		[SEG_T] = {0, first, 1},
		[SEG_D] = {0, first, data},
		[SEG_S] = {data, first + data, stack},
	};
	struct message req = {.newmap = {ep, at}}, reply;

	memcpy(fake_message(vm, MAP), map, sizeof(map));
	return call(do_newmap, vm, &req, &reply);
}

CheckedTest(kernel_life, a_new_map_moves_the_buffer_of_who_waits)
{
	ask_pm(user);
	cr_assert_eq(new_map(user->endpoint, 4, 4, MAP), OK);
	cr_assert_eq(user->map[SEG_D].len, 4);
	answer(user, 9);
	fake_deliver(user);
	cr_assert_eq(((struct message *)fake_memory(0x40000 + MSG))->type, 9);
}

/* Else a message would be written where the buffer once was. */
CheckedTest(kernel_life, a_buffer_outside_the_new_map_gets_no_message)
{
	struct message *old;

	ipc_call(pm, RECEIVE, ANY, MSG);
	ipc_call(user, SENDREC, PM_PROC_NR, 0x8000);
	fake_deliver(pm);
	old = fake_message(user, 0x8000);
	old->type = 1;
	cr_assert_eq(new_map(user->endpoint, 1, 1, MAP), OK);
	answer(user, 9);
	fake_deliver(user);
	cr_assert_eq(old->type, 1);
	cr_assert_eq(fake_result(user), -EFAULT);
	cr_assert(user->signals & 1u << SIGSEGV);
	cr_assert_eq(user->misc & MF_DELIVERMSG, 0);
}

CheckedTest(kernel_life, a_message_that_waits_for_its_buffer_is_refused_too)
{
	ipc_call(pm, RECEIVE, ANY, MSG);
	ipc_call(user, SENDREC, PM_PROC_NR, 0x8000);
	fake_deliver(pm);
	answer(user, 9);
	cr_assert_eq(new_map(user->endpoint, 1, 1, MAP), OK);
	fake_deliver(user);
	cr_assert_eq(fake_result(user), -EFAULT);
	cr_assert(user->signals & 1u << SIGSEGV);
}

CheckedTest(kernel_life, a_map_that_makes_no_sense_is_refused)
{
	cr_assert_eq(new_map(DEAD, 4, 4, MAP), -EINVAL);
	cr_assert_eq(new_map(SYSTEM, 4, 4, MAP), -EPERM);
	cr_assert_eq(new_map(user->endpoint, 4, 0, MAP), -EINVAL);
	cr_assert_eq(new_map(user->endpoint, 4, 0xfffffff0, MAP), -EINVAL);
	cr_assert_eq(new_map(user->endpoint, 4, 4, 0xfffffff0), -EFAULT);
	cr_assert_eq(user->map[SEG_D].len, 8);
}

CheckedTest(kernel_life, a_cleared_slot_keeps_nothing_but_its_generation)
{
	struct message req = {.process = {service->endpoint, 0}}, reply;
	endpoint_t was = service->endpoint;

	clock_set_alarm(service, 5);
	ask_pm(service);
	ipc_notify(service, vm);
	ipc_call(vm, SEND, service->endpoint, MSG);
	signal_cause(service, SIGSEGV);
	sched_set(service, 2, 7);
	cr_assert_eq(call(do_clear, pm, &req, &reply), OK);
	cr_assert_null(proc_lookup(was));
	cr_assert_eq(service->rts, RTS_SLOT_FREE);
	cr_assert_eq(endpoint_generation(service->endpoint), 1);
	proc_claim(service); /* builds that check have poisoned it */
	cr_assert_null(service->priv);
	cr_assert_null(service->callers);
	cr_assert_eq(service->signals, 0);
	cr_assert_eq(service->arch.cr3, 0);
	proc_unclaim(service);
	cr_assert_eq(fake_result(vm), -EDEADSRCDST);
	cr_assert_eq(call(do_clear, pm, &req, &reply), -EINVAL);
}
