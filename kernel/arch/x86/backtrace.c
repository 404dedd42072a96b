/*
 * backtrace.c: who called whom, by name.
 *
 * Every function keeps a frame pointer: EBP points to the caller's EBP, and
 * above that is the return address. The chain must rise and stay in the stack;
 * whatever else it does, it ends after MAX_FRAMES.
 */
#include "kernel/arch.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/arch/x86/trap.h"
#include <lib/base/elf.h>
#include "kernel/log.h"

#define MAX_FRAMES 16

static const void *kernel_elf;
static uint32_t kernel_elf_size;

struct frame {
	uint32_t ebp, eip;
};

void kernel_symbols(const void *elf, uint32_t size)
{
	kernel_elf = elf;
	kernel_elf_size = size;
}

static void frame_print(const void *elf, uint32_t size, uint32_t eip)
{
	uint32_t offset;
	const char *name = elf_symbol(elf, size, eip, &offset);

	if (name)
		log_line("    0x%08x %s+0x%x", eip, name, offset);
	else
		log_line("    0x%08x", eip);
}

static bool in_kernel_stack(uint32_t ebp)
{
	return ebp >= (uint32_t)kernel_stack && ebp % 4 == 0 &&
	       ebp <= (uint32_t)kernel_stack_top - sizeof(struct frame);
}

/*
 * Print eip and its callers, whose frames begin at ebp. read gets the frame of
 * p at ebp (false: there is none).
 */
static void walk(struct proc *p, uint32_t eip, uint32_t ebp,
		 bool (*read)(struct proc *p, uint32_t ebp, struct frame *to))
{
	const void *elf = p ? p->elf : kernel_elf;
	uint32_t size = p ? p->elf_size : kernel_elf_size;
	struct frame frame;

	for (int i = 0; i < MAX_FRAMES; i++) {
		frame_print(elf, size, eip);
		if (!read(p, ebp, &frame) || frame.ebp <= ebp)
			return;
		eip = frame.eip;
		ebp = frame.ebp;
	}
	log_line("    and more");
}

static bool read_own(struct proc *p, uint32_t ebp, struct frame *to)
{
	(void)p;
	if (!in_kernel_stack(ebp))
		return false;
	*to = *(const struct frame *)ebp;
	return true;
}

static bool read_process(struct proc *p, uint32_t ebp, struct frame *to)
{
	return ebp != 0 && data_copy_in(p, ebp, to, sizeof(*to)) == OK;
}

void backtrace_process(struct proc *p)
{
	log_line("  process " WHO ", sp 0x%08x, called from:", WHO_OF(p),
		 p->arch.regs.esp);
	walk(p, p->arch.regs.eip, p->arch.regs.ebp, read_process);
}

void backtrace(uint32_t eip, uint32_t ebp)
{
	log_line("  kernel, called from:");
	walk(NULL, eip, ebp, read_own);
	if (proc_ptr && proc_nr(proc_ptr) >= 0)
		backtrace_process(proc_ptr);
}

void arch_backtrace(void)
{
	const struct frame *frame = __builtin_frame_address(0);

	backtrace(frame->eip, frame->ebp);
}
