/*
 * exception.c: what the processor complains of.
 *
 * A process that causes an exception gets a signal. In the kernel there is one
 * exception that is expected, the page fault inside a copy; every other is a
 * bug, and all that is known is printed before the machine ends.
 */
#include <faultline/poison.h>
#include "kernel/arch.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/arch/x86/gdt.h"
#include "kernel/arch/x86/trap.h"
#include "kernel/debug.h"
#include "kernel/log.h"
#include "kernel/signal.h"

static const struct {
	const char *name;
	uint8_t signal;
} exceptions[NR_EXCEPTIONS] = {
	{"divide error", SIGFPE},
	{"debug exception", SIGTRAP},
	{"non-maskable interrupt", SIGBUS},
	{"breakpoint", SIGTRAP},
	{"overflow", SIGFPE},
	{"bound range exceeded", SIGFPE},
	{"invalid opcode", SIGILL},
	{"device not available (no FPU here)", SIGFPE},
	{"double fault", SIGBUS},
	{"coprocessor segment overrun", SIGSEGV},
	{"invalid TSS", SIGSEGV},
	{"segment not present", SIGSEGV},
	{"stack fault", SIGSEGV},
	{"general protection fault", SIGSEGV},
	{"page fault", SIGSEGV},
	{"reserved exception", SIGILL},
	{"x87 floating-point error", SIGFPE},
	{"alignment check", SIGBUS},
	{"machine check", SIGBUS},
	{"SIMD floating-point error", SIGFPE},
};

static void poison_print_one(const char *name, uint32_t value)
{
	const char *pattern = poison_name(value);

	if (pattern)
		log_line("  %s 0x%08x is the pattern of %s", name, value,
			 pattern);
}

/* Which registers, as PUSHAL leaves them, come from where nobody may read? */
static void poison_print(const uint32_t *pushed, uint32_t eip)
{
	static const char *const names[] = {"edi", "esi", "ebp", "esp",
					    "ebx", "edx", "ecx", "eax"};

	for (int i = 0; i < 8; i++)
		poison_print_one(names[i], pushed[i]);
	poison_print_one("eip", eip);
	poison_print_one("cr2", cr2_read());
}

void exception_in_process(void)
{
	struct proc *p = proc_ptr;
	const struct regs *regs = &p->arch.regs;

	if (regs->vector == VECTOR_PAGE_FAULT) {
		pagefault_in_process(p, cr2_read(), regs->error);
		return;
	}
	log_line("kernel: %s in " WHO ", error code 0x%x, eip 0x%08x",
		 exceptions[regs->vector].name, WHO_OF(p), regs->error,
		 regs->eip);
	if (DEBUG_VMASSERT)
		poison_print(&regs->edi, regs->eip);
	signal_cause(p, exceptions[regs->vector].signal);
}

/* Exceptions whose error code is a selector, and two bits that are not. */
#define ERROR_BITS 3u

static void selector_print(const char *name, uint32_t selector)
{
	char text[120];

	gdt_describe(selector, proc_ptr, text, sizeof(text));
	log_line("  %s %s", name, text);
}

void exception_print_registers(const struct kernel_frame *f, uint32_t ss,
			       uint32_t esp)
{
	log_line("  eip 0x%08x eflags 0x%08x error 0x%x", f->eip, f->eflags,
		 f->error);
	log_line("  eax 0x%08x ebx 0x%08x ecx 0x%08x edx 0x%08x", f->eax,
		 f->ebx, f->ecx, f->edx);
	log_line("  esi 0x%08x edi 0x%08x ebp 0x%08x esp 0x%08x", f->esi,
		 f->edi, f->ebp, esp);
	if (DEBUG_VMASSERT)
		poison_print(&f->edi, f->eip);
	log_line("  cr0 0x%08x cr2 0x%08x cr3 0x%08x cr4 0x%08x", cr0_read(),
		 cr2_read(), cr3_read(), cr4_read());
	selector_print("cs", f->cs & 0xffff);
	selector_print("ds", f->ds & 0xffff);
	selector_print("es", f->es & 0xffff);
	selector_print("ss", ss);
	if (f->vector >= VECTOR_INVALID_TSS && f->vector <= VECTOR_PROTECTION &&
	    f->error > 1)
		selector_print("error code names", f->error & ~ERROR_BITS);
}

void exception_in_kernel(struct kernel_frame *f)
{
	lin_t addr = cr2_read();

	if (f->vector == VECTOR_PAGE_FAULT && pagefault_in_copy(f, addr))
		return;
	if (panicking)
		panic("%s while reporting", exceptions[f->vector].name);
	panicking = 1;
	log_line("PANIC: %s in the kernel%s%s", exceptions[f->vector].name,
		 f->vector == VECTOR_PAGE_FAULT ? ", " : "",
		 f->vector == VECTOR_PAGE_FAULT ? pagefault_error_text(f->error)
						: "");
	exception_print_registers(f, ss_read(), (uint32_t)(f + 1));
	backtrace(f->eip, f->ebp);
	panic("end of report");
}
