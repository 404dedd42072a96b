/*
 * context.c: registers that go to a process's stack, and come back.
 *
 * Between the two the process can write them. So only those come back that a
 * process may set by itself: its own segments are not among them, and of the
 * flags those that the instruction POPF sets at its privilege.
 */
#include <faultline/signal.h>
#include "kernel/arch.h"
#include "kernel/arch/x86/cpu.h"

void arch_context_save(const struct proc *p, struct signal_context *context)
{
	const struct regs *regs = &p->arch.regs;

	context->edi = regs->edi;
	context->esi = regs->esi;
	context->ebp = regs->ebp;
	context->ebx = regs->ebx;
	context->edx = regs->edx;
	context->ecx = regs->ecx;
	context->eax = regs->eax;
	context->eip = regs->eip;
	context->eflags = regs->eflags;
	context->esp = regs->esp;
}

void arch_context_restore(struct proc *p, const struct signal_context *context)
{
	struct regs *regs = &p->arch.regs;

	regs->edi = context->edi;
	regs->esi = context->esi;
	regs->ebp = context->ebp;
	regs->ebx = context->ebx;
	regs->edx = context->edx;
	regs->ecx = context->ecx;
	regs->eax = context->eax;
	regs->eip = context->eip;
	regs->eflags =
		(regs->eflags & ~EFLAGS_USER) | (context->eflags & EFLAGS_USER);
	regs->esp = context->esp;
}

void arch_context_enter(struct proc *p, vir_t handler, vir_t at,
			const struct signal_frame *frame)
{
	struct regs *regs = &p->arch.regs;

	regs->eip = handler;
	regs->esp = at;
	regs->eax = frame->signal;
	regs->edx = frame->context;
	regs->eflags &= ~EFLAGS_USER; /* a function begins with DF clear */
}
