/*
 * registers.c: calls the kernel with registers in a state that no compiler
 * leaves them in.
 *
 * Neither the kernel nor others may be disturbed by a process's direction flag
 * or segment registers; general registers come back as they were. The table in
 * ../exception.c says what each step must observe.
 */
#include "grader/kit/scenario.h"

/* The kernel call TIMES with the direction flag set: its result. */
static uint32_t call_backwards(struct message *m)
{
	uint32_t eax = (uint32_t)(uintptr_t)m, flags;

	m->type = KERNEL_CALL + SYS_TIMES;
	m->times.ep = SELF;
	asm volatile("std\n"
		     "int $32\n"
		     "pushfl\n"
		     "popl %1\n"
		     "cld"
		     : "+a"(eax), "=r"(flags)
		     :
		     : "memory", "cc");
	proof(2, (flags >> 10) & 1);
	return eax;
}

/* The same without data segments, but for the stack's. */
static uint32_t call_without_segments(struct message *m)
{
	uint32_t eax = (uint32_t)(uintptr_t)m;

	m->type = KERNEL_CALL + SYS_TIMES;
	m->times.ep = SELF;
	asm volatile("xorl %%edx, %%edx\n"
		     "movw %%dx, %%ds\n"
		     "movw %%dx, %%es\n"
		     "movw %%dx, %%fs\n"
		     "movw %%dx, %%gs\n"
		     "int $32\n"
		     "pushl %%ss\n"
		     "popl %%ds\n"
		     "pushl %%ss\n"
		     "popl %%es"
		     : "+a"(eax)
		     :
		     : "edx", "memory", "cc");
	return eax;
}

/* How many of six registers did an IPC call change that it must not? */
static uint32_t registers_changed(struct message *m)
{
	uint32_t changed = 0;

	m->type = PM_GETPID;
	asm volatile("pushl %%ebp\n"
		     "movl $0x1234567, %%ebp\n"
		     "int $33\n"
		     "cmpl $0x1234567, %%ebp\n"
		     "popl %%ebp\n"
		     "setne %%al\n"
		     "cmpl $3, %%ecx\n"
		     "setne %%ah\n"
		     "orb %%ah, %%al\n"
		     "cmpl $0x2222222, %%edx\n"
		     "setne %%ah\n"
		     "orb %%ah, %%al\n"
		     "cmpl $0x3333333, %%esi\n"
		     "setne %%ah\n"
		     "orb %%ah, %%al\n"
		     "cmpl $0x4444444, %%edi\n"
		     "setne %%ah\n"
		     "orb %%ah, %%al\n"
		     "movzbl %%al, %%eax"
		     : "=a"(changed), "+b"(m)
		     : "a"(PM_PROC_NR), "c"(SENDREC), "d"(0x2222222),
		       "S"(0x3333333), "D"(0x4444444)
		     : "memory", "cc");
	return changed;
}

/* Page faults, too: a string instruction backwards through fresh memory. */
static uint32_t fill_backwards(void)
{
	uint8_t *at = vm_mmap(NULL, 4 * 4096, PROT_READ | PROT_WRITE, 0);
	uint8_t *last = at + 4 * 4096 - 1;
	uint32_t count = 4 * 4096, sum = 0;

	asm volatile("std\n"
		     "rep stosb\n"
		     "cld"
		     : "+D"(last), "+c"(count)
		     : "a"(1)
		     : "memory", "cc");
	for (int i = 0; i < 4 * 4096; i++)
		sum += at[i];
	return sum;
}

int main(int argc, char **argv)
{
	struct message m = {0};

	scenario_begin(argc, argv);
	proof(1, call_backwards(&m));
	proof(3, m.times.hz);
	proof(4, call_without_segments(&m));
	proof(5, (uint32_t)m.type);
	proof(6, registers_changed(&m));
	proof(7, fill_backwards() - 4 * 4096);
	return 0;
}
