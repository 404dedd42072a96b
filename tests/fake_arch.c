/*
 * fake_arch.c: what the kernel's pure parts ask of kernel/arch.h, without a
 * machine.
 */
#include "tests/fake_arch.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "kernel/arch.h"
#include "kernel/debug.h"
#include "kernel/deliver.h"
#include "kernel/ipc.h"
#include "kernel/kcall.h"
#include "kernel/log.h"
#include "kernel/sched.h"
#include "kernel/trace.h"

static uint8_t memory[16 * FAKE_SPACE];
static lin_t absent;

/* --- what arch.h, debug.h and log.h promise --------------------------- */

int panicking;
uint32_t trace_mask;

void panic(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	abort();
}

void log_line(const char *fmt, ...)
{
	(void)fmt;
}

void arch_set_result(struct proc *p, int result)
{
	p->arch.regs.eax = (uint32_t)result;
}

void arch_set_status(struct proc *p, uint32_t status)
{
	p->arch.regs.ebx = status;
}

void arch_retry_trap(struct proc *p)
{
	p->arch.regs.eip -= 2;
}

void paging_forget(struct proc *p)
{
	p->arch.cr3 = 0;
}

size_t strlcpy(char *to, const char *from, size_t size);

size_t strlcpy(char *to, const char *from, size_t size)
{
	return (size_t)snprintf(to, size, "%s", from);
}

/* kcall.c is linked with all handlers, and so with the machine; this is not. */
void kcall_finish(struct proc *caller, int result, struct message *reply)
{
	reply->type = result;
	deliver_park(caller, SYSTEM, reply);
}

static bool touches_absent(lin_t lin, uint32_t bytes)
{
	return absent != 0 && lin + bytes > absent && lin < absent + CLICK_SIZE;
}

int copy_from_loaded(lin_t from, void *to, uint32_t bytes)
{
	if (touches_absent(from, bytes))
		return -EFAULT;
	memcpy(to, memory + from, bytes);
	return OK;
}

int copy_to_loaded(const void *from, lin_t to, uint32_t bytes)
{
	if (touches_absent(to, bytes))
		return -EFAULT;
	memcpy(memory + to, from, bytes);
	return OK;
}

/* --- what the tests ask ------------------------------------------------ */

struct proc *fake_process(int slot, enum priv_kind kind)
{
	struct proc *p = proc_slot(slot);
	uint32_t first = (uint32_t)slot * FAKE_SPACE >> CLICK_SHIFT;
	const struct mem_map map[NR_SEGS] = {
		[SEG_T] = {0, first, 1},
		[SEG_D] = {0, first, 8},
		[SEG_S] = {8, first + 8, 8},
	};

	snprintf(p->name, sizeof(p->name), "p%d", slot);
	p->priority = kind == PRIV_VM ? PRIO_VM : PRIO_SERVICE;
	p->arch.cr3 = kind == PRIV_PM ? 0 : 0x1000u * (uint32_t)(slot + 1);
	p->arch.regs.eip = 100;
	if (newmap(p, map) != OK || priv_assign(p, kind) != OK)
		abort();
	p->rts = RTS_PROC_STOP;
	proc_release(p, RTS_PROC_STOP);
	return p;
}

void fake_boot(void)
{
	proc_init();
	fake_process(PM_PROC_NR, PRIV_PM);
	fake_process(VM_PROC_NR, PRIV_VM);
}

struct message *fake_message(const struct proc *p, vir_t vir)
{
	return (struct message *)(memory + (uint32_t)proc_nr(p) * FAKE_SPACE +
				  vir);
}

void fake_absent(lin_t lin)
{
	absent = lin;
}

int fake_result(const struct proc *p)
{
	return (int)p->arch.regs.eax;
}

uint32_t fake_status(const struct proc *p)
{
	return p->arch.regs.ebx;
}

void fake_deliver(struct proc *p)
{
	if (p->misc & MF_DELIVERMSG)
		deliver_message(p);
}

void fake_check(void)
{
	proc_check();
	sched_check();
	ipc_check();
	vmrequest_check_all();
}
