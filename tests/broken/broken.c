/*
 * broken.c: a kernel that breaks itself on request.
 *
 * It is linked in the place of SYS_TIMES's handler (-Wl,--wrap=do_times), so
 * the kernel under test is the kernel, to the last file.
 */
#include "tests/broken/broken.h"
#include "kernel/arch.h"
#include "kernel/debug.h"
#include "kernel/system/system.h"

kcall_handler __real_do_times, __wrap_do_times;

static volatile uint32_t depth;

/* Not a tail call: each level leaves 64 bytes and more on the stack. */
static __attribute__((noipa)) uint32_t sink(uint32_t n)
{
	volatile uint32_t room[16];

	room[n % 16] = ++depth;
	if (n == UINT32_MAX)
		return 0;
	return sink(n + 1) + room[n % 16];
}

static __attribute__((noipa)) void break_now(uint32_t what, struct proc *caller)
{
	(void)caller;
	switch (what) {
	case BREAK_STACK_OVERFLOW:
		sink(0);
		break;
	case BREAK_STACK_POINTER:
		__asm__ volatile("movl $0xe0000000, %esp\n\tpushl %eax");
		break;
	case BREAK_OPCODE:
		__asm__ volatile("ud2");
		break;
	case BREAK_SELECTOR:
		__asm__ volatile("movw %w0, %%fs" : : "r"(0xfff8));
		break;
	case BREAK_POINTER:
		*(volatile uint32_t *)0xc0000000 = 1;
		break;
	case BREAK_ASSERTION:
		vmassert(caller == NULL);
		break;
	}
}

int __wrap_do_times(struct proc *caller, const struct message *req,
		    struct message *reply)
{
	uint32_t what = (uint32_t)req->times.ep - BREAK_NOW;

	if (what < 100)
		break_now(what, caller);
	return __real_do_times(caller, req, reply);
}
