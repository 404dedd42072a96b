/*
 * double_fault.c: an exception that the processor could not deliver.
 *
 * It pushes on the stack what an exception interrupted. If that faults, too,
 * nothing of what the kernel has can be relied on, its stack least of all; so
 * this exception, alone, goes through a task gate: the processor leaves all
 * registers in the TSS and takes new ones, with another stack, from here. The
 * usual reason is a stack that has run out of its segment (gdt.c).
 *
 * A task switch also loads CR3. VM's directory is always there, and maps the
 * kernel like any other.
 */
#include "kernel/arch.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/arch/x86/gdt.h"
#include "kernel/arch/x86/paging.h"
#include "kernel/arch/x86/trap.h"
#include "kernel/debug.h"
#include "kernel/log.h"

#define PUSHED_BYTES 16 /* at least, by an exception: error code, EIP, ... */

static char stack[4096] __attribute__((aligned(16)));

static _Noreturn void double_fault(void);

struct tss double_fault_tss = {
	.eip = (uint32_t)double_fault,
	.esp = (uint32_t)stack + sizeof(stack),
	.cs = KERNEL_CS,
	.ss = KERNEL_DS,
	.ds = KERNEL_DS,
	.es = FLAT_DS,
	.eflags = EFLAGS_ALWAYS,
	.io_map = sizeof(struct tss),
};

void double_fault_set_directory(phys_t directory)
{
	double_fault_tss.cr3 = directory;
}

/* What the processor has left, in the form that other exceptions have. */
static struct kernel_frame interrupted(void)
{
	return (struct kernel_frame){
		.eax = tss.eax,
		.ebx = tss.ebx,
		.ecx = tss.ecx,
		.edx = tss.edx,
		.esi = tss.esi,
		.edi = tss.edi,
		.ebp = tss.ebp,
		.eip = tss.eip,
		.eflags = tss.eflags,
		.cs = tss.cs,
		.ds = tss.ds,
		.es = tss.es,
		.vector = VECTOR_DOUBLE_FAULT,
	};
}

static void reason_print(uint32_t esp)
{
	uint32_t end = (uint32_t)kernel_stack;
	uint32_t top = (uint32_t)kernel_stack_top;

	if (esp > top)
		log_line("PANIC: double fault: esp 0x%08x is not in the "
			 "kernel's stack",
			 esp);
	else if (esp < end + PUSHED_BYTES)
		log_line("PANIC: kernel stack overflow: its %u bytes end at "
			 "0x%08x, and esp is 0x%08x",
			 top - end, end, esp);
	else
		log_line("PANIC: double fault in the kernel");
}

/* The processor comes here with the stack pointer above. */
static _Noreturn void double_fault(void)
{
	struct kernel_frame frame = interrupted();

	/* The report looks at memory through ptproc's directory. */
	if (paging_on)
		cr3_write(ptproc->arch.cr3);
	if (panicking)
		panic("double fault while reporting");
	panicking = 1;
	reason_print(tss.esp);
	exception_print_registers(&frame, tss.ss, tss.esp);
	backtrace(frame.eip, frame.ebp);
	panic("end of report");
}
