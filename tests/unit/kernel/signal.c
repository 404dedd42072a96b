/*
 * signal.c: a signal stops its process until PM has dealt with it; a
 * process is stopped when, and only when, PM may have it; a handler's frame
 * comes back as the registers that it was made of, less what a process must not
 * choose.
 */
/* links: tests/unit/fakes/arch.c kernel/arch/x86/{segments,context}.c */
/* links: kernel/{proc,priv,sched,ipc,async,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,role}.c lib/base/option.c */
/* links: kernel/system/do_{kill,getksig,endksig}.c */
/* links: kernel/system/do_{runctl,sigsend,sigreturn}.c */
/* links: kernel/system/do_clear.c */
#include "kernel/signal.h"
#include <criterion/criterion.h>
#include <string.h>
#include "kernel/arch/x86/cpu.h"
#include "kernel/ipc.h"
#include "kernel/system/system.h"
#include "tests/unit/fakes/arch.h"

#define BUFFER 0x100u
#define STACK 0x8800u   /* of the process under test */
#define HANDLER 0x1230u /* all of it made up */
#define TRAMPOLINE 0x4560u
#define NOBODY 99

static struct proc *pm, *p;
static struct message reply;

static void boot(void)
{
	fake_boot();
	pm = proc_slot(PM_PROC_NR);
	p = fake_process(5, PRIV_SERVICE);
	p->arch.regs = (struct regs){
		.edi = 1,
		.esi = 2,
		.ebp = 3,
		.ebx = 4,
		.edx = 5,
		.ecx = 6,
		.eax = 7,
		.eip = 8,
		.eflags = EFLAGS_IF | 1,
		.esp = STACK,
		.cs = USER_CS,
		.ss = USER_DS,
	};
}

TestSuite(kernel_signal, .init = boot);

static int kill(endpoint_t ep, uint32_t signal)
{
	struct message m = {.process = {ep, signal}};

	return do_kill(pm, &m, &reply);
}

/* The set that GETKSIG finds for p; 0: it finds nobody. */
static uint32_t getksig(void)
{
	struct message m = {0};

	cr_assert_eq(do_getksig(pm, &m, &reply), OK);
	cr_assert_eq(reply.process.ep,
		     reply.process.signal ? p->endpoint : NONE);
	return reply.process.signal;
}

static int endksig(endpoint_t ep)
{
	struct message m = {.process.ep = ep};

	return do_endksig(pm, &m, &reply);
}

static int runctl(endpoint_t ep, uint32_t action, uint32_t flags)
{
	struct message m = {.runctl = {ep, action, flags}};

	return do_runctl(pm, &m, &reply);
}

static int sigsend(endpoint_t ep, uint32_t signal)
{
	struct message m = {
		.sigsend = {ep, signal, HANDLER, TRAMPOLINE, 0xbeef}};

	return do_sigsend(pm, &m, &reply);
}

static int sigreturn(endpoint_t ep, vir_t context)
{
	struct message m = {.sigreturn = {ep, context, 0}};

	return do_sigreturn(pm, &m, &reply);
}

static struct signal_frame *frame(void)
{
	return fake_memory((uint32_t)proc_nr(p) * FAKE_SPACE +
			   p->arch.regs.esp);
}

static void pm_waits(void)
{
	cr_assert_eq(ipc_call(pm, RECEIVE, ANY, BUFFER), OK);
}

/* Has PM been told since it began to wait? */
static bool pm_told(void)
{
	return (pm->misc & MF_DELIVERMSG) && pm->delivermsg.source == SYSTEM &&
	       pm->delivermsg.notify.pending == 1u << SIGKSIG;
}

/* --- KILL, GETKSIG, ENDKSIG ----------------------------------------------- */

CheckedTest(kernel_signal, who_may_get_which_signal)
{
	cr_assert_eq(kill(NOBODY, SIGSEGV), -EINVAL);
	cr_assert_eq(kill(p->endpoint, 0), -EINVAL);
	cr_assert_eq(kill(p->endpoint, SIGNAL_MAX + 1), -EINVAL);
	cr_assert_eq(kill(p->endpoint, SIGSNDELAY), -EINVAL);
	cr_assert_eq(kill(p->endpoint, SIGKSIG), -EINVAL);
	cr_assert_eq(kill(p->endpoint, UINT32_MAX), -EINVAL);
	cr_assert_eq(kill(SYSTEM, SIGSEGV), -EPERM);
	cr_assert(proc_runnable(p));
	cr_assert_eq(kill(p->endpoint, 1), OK);
	cr_assert_eq(kill(p->endpoint, SIGNAL_MAX), OK);
	cr_assert_eq(getksig(), 1u << 1 | 1u << SIGNAL_MAX);
}

CheckedTest(kernel_signal, a_signal_holds_its_process_until_it_is_dealt_with)
{
	pm_waits();
	cr_assert_eq(kill(p->endpoint, SIGFPE), OK);
	cr_assert(pm_told());
	cr_assert_not(proc_runnable(p));
	cr_assert_eq(getksig(), 1u << SIGFPE);
	cr_assert_not(proc_runnable(p));
	cr_assert_eq(getksig(), 0);
	cr_assert_eq(endksig(p->endpoint), OK);
	cr_assert(proc_runnable(p));
}

CheckedTest(kernel_signal, a_signal_that_comes_in_between_is_not_lost)
{
	kill(p->endpoint, SIGFPE);
	getksig();
	kill(p->endpoint, SIGILL);
	cr_assert_eq(endksig(p->endpoint), OK);
	cr_assert_not(proc_runnable(p));
	cr_assert_eq(getksig(), 1u << SIGILL);
	cr_assert_eq(endksig(p->endpoint), OK);
	cr_assert(proc_runnable(p));
}

CheckedTest(kernel_signal, only_what_was_fetched_can_be_ended)
{
	cr_assert_eq(endksig(NOBODY), -EINVAL);
	cr_assert_eq(endksig(p->endpoint), -EINVAL);
	kill(p->endpoint, SIGFPE);
	getksig();
	cr_assert_eq(endksig(p->endpoint), OK);
	cr_assert_eq(endksig(p->endpoint), -EINVAL);
}

/* --- RUNCTL --------------------------------------------------------------- */

CheckedTest(kernel_signal, a_stopped_process_runs_when_it_is_resumed)
{
	cr_assert_eq(runctl(p->endpoint, RC_STOP, 0), OK);
	cr_assert_not(proc_runnable(p));
	cr_assert_eq(runctl(p->endpoint, RC_STOP, RC_DELAY), OK); /* again */
	cr_assert_eq(runctl(p->endpoint, RC_RESUME, 0), OK);
	cr_assert(proc_runnable(p));
	cr_assert_eq(runctl(p->endpoint, RC_RESUME, 0), OK);
	cr_assert(proc_runnable(p));
}

CheckedTest(kernel_signal, resuming_does_not_release_what_else_is_held)
{
	kill(p->endpoint, SIGFPE);
	runctl(p->endpoint, RC_STOP, 0);
	cr_assert_eq(runctl(p->endpoint, RC_RESUME, 0), OK);
	cr_assert_not(proc_runnable(p));
	getksig();
	runctl(p->endpoint, RC_STOP, 0);
	endksig(p->endpoint);
	cr_assert_not(proc_runnable(p));
	runctl(p->endpoint, RC_RESUME, 0);
	cr_assert(proc_runnable(p));
}

CheckedTest(kernel_signal, the_wrong_ones_are_not_stopped)
{
	cr_assert_eq(runctl(NOBODY, RC_STOP, 0), -EINVAL);
	cr_assert_eq(runctl(SELF, RC_STOP, 0), -EINVAL);
	cr_assert_eq(runctl(SYSTEM, RC_STOP, 0), -EPERM);
	cr_assert_eq(runctl(PM_PROC_NR, RC_STOP, 0), -EPERM);
	cr_assert_eq(runctl(VM_PROC_NR, RC_STOP, 0), -EPERM);
	cr_assert_eq(runctl(p->endpoint, 0, 0), -EINVAL);
	cr_assert_eq(runctl(p->endpoint, 3, 0), -EINVAL);
	cr_assert_eq(runctl(p->endpoint, RC_STOP, 2), -EINVAL);
	cr_assert_eq(runctl(p->endpoint, RC_RESUME, RC_DELAY), -EINVAL);
	cr_assert(proc_runnable(p));
	cr_assert(proc_runnable(pm));
}

CheckedTest(kernel_signal, a_sender_is_stopped_when_its_message_is_taken)
{
	cr_assert_eq(ipc_call(p, SENDREC, PM_PROC_NR, BUFFER), OK);
	cr_assert_eq(runctl(p->endpoint, RC_STOP, RC_DELAY), -EBUSY);
	cr_assert_eq(getksig(), 0);
	pm_waits();
	cr_assert_eq(pm->delivermsg.source, p->endpoint);
	cr_assert_eq(getksig(), 1u << SIGSNDELAY);
	cr_assert(p->rts & RTS_SIG_PENDING);
	cr_assert_eq(runctl(p->endpoint, RC_STOP, RC_DELAY), OK);
	cr_assert_eq(endksig(p->endpoint), OK);
	cr_assert_eq(p->rts, RTS_PROC_STOP | RTS_RECEIVING);
}

CheckedTest(kernel_signal, a_sender_is_stopped_when_its_receiver_dies)
{
	struct proc *dst = fake_process(6, PRIV_SERVICE);

	ipc_call(p, SEND, dst->endpoint, BUFFER);
	cr_assert_eq(runctl(p->endpoint, RC_STOP, RC_DELAY), -EBUSY);
	proc_clear(dst);
	cr_assert_eq(fake_result(p), -EDEADSRCDST);
	cr_assert_eq(getksig(), 1u << SIGSNDELAY);
}

CheckedTest(kernel_signal, without_delay_a_sender_is_stopped_at_once)
{
	ipc_call(p, SEND, PM_PROC_NR, BUFFER);
	cr_assert_eq(runctl(p->endpoint, RC_STOP, 0), OK);
	pm_waits();
	cr_assert_eq(pm->delivermsg.source, p->endpoint);
	cr_assert_eq(p->rts, RTS_PROC_STOP);
	cr_assert_eq(getksig(), 0);
}

CheckedTest(kernel_signal, a_wish_to_stop_can_be_taken_back)
{
	ipc_call(p, SEND, PM_PROC_NR, BUFFER);
	runctl(p->endpoint, RC_STOP, RC_DELAY);
	cr_assert_eq(runctl(p->endpoint, RC_RESUME, 0), OK);
	pm_waits();
	cr_assert_eq(getksig(), 0);
	cr_assert(proc_runnable(p));
}

CheckedTest(kernel_signal, a_sender_that_dies_is_no_news_of_delay)
{
	ipc_call(p, SEND, VM_PROC_NR, BUFFER);
	runctl(p->endpoint, RC_STOP, RC_DELAY);
	pm_waits();
	proc_clear(p);
	cr_assert_not(pm_told());
}

CheckedTest(kernel_signal, a_call_that_waits_for_vm_is_over_first)
{
	struct msg_memreq req;

	vmrequest_check(p, p, 5 * FAKE_SPACE, 4, false, VMSTYPE_TRAP);
	cr_assert_eq(runctl(p->endpoint, RC_STOP, RC_DELAY), -EBUSY);
	cr_assert_eq(sigsend(p->endpoint, SIGFPE), -EBUSY);
	cr_assert_eq(sigreturn(p->endpoint, BUFFER), -EBUSY);
	cr_assert_eq(vmrequest_get(&req), VMPTYPE_CHECK);
	cr_assert_eq(vmrequest_reply(p, OK), OK);
	cr_assert_eq(getksig(), 1u << SIGSNDELAY);
	cr_assert_eq(p->arch.regs.eip, 6); /* at the trap, for once more */
	cr_assert_eq(sigsend(p->endpoint, SIGFPE), OK);
	cr_assert_eq(frame()->saved.eip, 6);
}

/* --- SIGSEND -------------------------------------------------------------- */

CheckedTest(kernel_signal, a_handler_finds_its_frame)
{
	static const struct signal_context was = {
		.mask = 0xbeef,
		.edi = 1,
		.esi = 2,
		.ebp = 3,
		.ebx = 4,
		.edx = 5,
		.ecx = 6,
		.eax = 7,
		.eip = 8,
		.eflags = EFLAGS_IF | 1,
		.esp = STACK,
	};
	const struct regs *regs = &p->arch.regs;

	cr_assert_eq(sigsend(p->endpoint, SIGFPE), OK);
	cr_assert_eq(frame()->return_to, TRAMPOLINE);
	cr_assert_eq(frame()->signal, SIGFPE);
	cr_assert_eq(frame()->context, regs->esp + 12);
	cr_assert_arr_eq(&frame()->saved, &was, sizeof(was));
	cr_assert_leq(regs->esp + sizeof(struct signal_frame), STACK);
	cr_assert_eq((regs->esp + 4) % 16, 0);
	cr_assert_eq(regs->eip, HANDLER);
	cr_assert_eq(regs->eflags, EFLAGS_IF);
	cr_assert_eq(regs->ebp, 3);
}

CheckedTest(kernel_signal, no_frame_for_the_wrong_ones)
{
	cr_assert_eq(sigsend(NOBODY, SIGFPE), -EINVAL);
	cr_assert_eq(sigsend(CLOCK, SIGFPE), -EPERM);
	cr_assert_eq(sigsend(PM_PROC_NR, SIGFPE), -EPERM);
	cr_assert_eq(sigsend(VM_PROC_NR, SIGFPE), -EPERM);
	cr_assert_eq(sigsend(p->endpoint, 0), -EINVAL);
	cr_assert_eq(sigsend(p->endpoint, SIGNAL_MAX + 1), -EINVAL);
	cr_assert_eq(p->arch.regs.eip, 8);
}

CheckedTest(kernel_signal, no_frame_where_there_is_no_stack)
{
	static const vir_t nowhere[] = {
		0, 4, sizeof(struct signal_frame), FAKE_SPACE + 64, UINT32_MAX,
	};

	for (size_t i = 0; i < sizeof(nowhere) / sizeof(nowhere[0]); i++) {
		p->arch.regs.esp = nowhere[i];
		cr_assert_eq(sigsend(p->endpoint, SIGFPE), -EFAULT);
		cr_assert_eq(p->arch.regs.esp, nowhere[i]);
		cr_assert_eq(p->arch.regs.eip, 8);
	}
}

CheckedTest(kernel_signal, no_frame_in_the_middle_of_a_call)
{
	ipc_call(p, SENDREC, PM_PROC_NR, BUFFER);
	cr_assert_eq(sigsend(p->endpoint, SIGFPE), -EBUSY);
	pm_waits(); /* it has sent, and now receives */
	cr_assert_eq(sigsend(p->endpoint, SIGFPE), -EBUSY);
	fake_deliver(pm);
	cr_assert_eq(ipc_call(pm, SENDNB, p->endpoint, BUFFER), OK);
	cr_assert_eq(sigsend(p->endpoint, SIGFPE), OK);
}

CheckedTest(kernel_signal, a_frame_that_must_wait_changes_nothing)
{
	struct regs before = p->arch.regs;
	lin_t page = 5 * FAKE_SPACE + STACK / CLICK_SIZE * CLICK_SIZE;
	struct msg_memreq req;

	fake_absent(page);
	cr_assert_eq(sigsend(p->endpoint, SIGFPE), -VMSUSPEND);
	cr_assert_arr_eq(&p->arch.regs, &before, sizeof(before));
	cr_assert_eq(vmrequest_get(&req), VMPTYPE_CHECK);
	cr_assert_eq(req.target, p->endpoint);
	cr_assert_eq(req.requestor, PM_PROC_NR);
	cr_assert_eq(req.flag, 1); /* to be written */
	fake_absent(0);
	cr_assert_eq(vmrequest_reply(pm, OK), OK);
	cr_assert_eq(sigsend(p->endpoint, SIGFPE), OK);
	cr_assert_eq(frame()->saved.ebp, before.ebp);
	cr_assert_eq(frame()->saved.esp, before.esp);
	pm->misc = 0;
}

/* --- SIGRETURN ------------------------------------------------------------ */

CheckedTest(kernel_signal, what_was_saved_comes_back)
{
	struct regs before = p->arch.regs;
	vir_t context;

	sigsend(p->endpoint, SIGFPE);
	context = frame()->context;
	p->arch.regs.edi = p->arch.regs.esi = p->arch.regs.ebp = 77;
	p->arch.regs.ebx = p->arch.regs.edx = p->arch.regs.ecx = 77;
	p->arch.regs.eax = p->arch.regs.eip = p->arch.regs.esp = 77;
	cr_assert_eq(sigreturn(p->endpoint, context), OK);
	cr_assert_arr_eq(&p->arch.regs, &before, sizeof(before));
	cr_assert_eq(reply.sigreturn.mask, 0xbeef);
}

CheckedTest(kernel_signal, a_process_does_not_choose_its_privileges)
{
	vir_t context;

	sigsend(p->endpoint, SIGFPE);
	context = frame()->context;
	frame()->saved.eflags = 0xffffffff & ~EFLAGS_IF;
	cr_assert_eq(sigreturn(p->endpoint, context), OK);
	cr_assert_eq(p->arch.regs.eflags & 0x3000, 0);   /* IOPL */
	cr_assert_eq(p->arch.regs.eflags & 0x20000, 0);  /* virtual 8086 */
	cr_assert_eq(p->arch.regs.eflags & 0x4000, 0);   /* nested task */
	cr_assert_eq(p->arch.regs.eflags & 0x180000, 0); /* VIF, VIP */
	cr_assert_eq(p->arch.regs.eflags & EFLAGS_IF, EFLAGS_IF);
	cr_assert_eq(p->arch.regs.eflags & 0xcd5, 0xcd5); /* these are its */
	cr_assert_eq(p->arch.regs.cs, USER_CS);
	cr_assert_eq(p->arch.regs.ss, USER_DS);
}

CheckedTest(kernel_signal, no_return_of_the_wrong_ones)
{
	cr_assert_eq(sigreturn(NOBODY, BUFFER), -EINVAL);
	cr_assert_eq(sigreturn(HARDWARE, BUFFER), -EPERM);
	cr_assert_eq(sigreturn(PM_PROC_NR, BUFFER), -EPERM);
	cr_assert_eq(sigreturn(VM_PROC_NR, BUFFER), -EPERM);
	cr_assert_eq(sigreturn(p->endpoint, FAKE_SPACE - 43), -EFAULT);
	cr_assert_eq(sigreturn(p->endpoint, UINT32_MAX), -EFAULT);
	cr_assert_eq(p->arch.regs.eip, 8);
}

CheckedTest(kernel_signal, a_return_ends_the_call_that_asked_for_it)
{
	vir_t context;

	sigsend(p->endpoint, SIGFPE);
	context = frame()->context;
	ipc_call(p, SENDREC, PM_PROC_NR, BUFFER);
	cr_assert_eq(sigreturn(p->endpoint, context), -EBUSY); /* it sends */
	pm_waits();
	cr_assert_eq(sigreturn(p->endpoint, context), OK);
	cr_assert(proc_runnable(p));
	cr_assert_eq(p->misc & MF_REPLY_PEND, 0);
	cr_assert_eq(p->arch.regs.eax, 7);
	cr_assert_eq(p->arch.regs.ebx, 4);
	/* An answer would find nobody, and change no register. */
	fake_deliver(pm);
	cr_assert_eq(ipc_call(pm, SENDNB, p->endpoint, BUFFER), -ENOTREADY);
	cr_assert_eq(p->arch.regs.ebx, 4);
}

CheckedTest(kernel_signal, no_return_from_a_call_to_somebody_else)
{
	ipc_call(p, RECEIVE, VM_PROC_NR, BUFFER);
	cr_assert_eq(sigreturn(p->endpoint, BUFFER), -EBUSY);
	cr_assert(p->rts & RTS_RECEIVING);
}

CheckedTest(kernel_signal, a_context_that_must_wait_changes_nothing)
{
	struct regs before = p->arch.regs;

	fake_absent(5 * FAKE_SPACE + 0x2000);
	cr_assert_eq(sigreturn(p->endpoint, 0x2010), -VMSUSPEND);
	cr_assert_arr_eq(&p->arch.regs, &before, sizeof(before));
	fake_absent(0);
}
