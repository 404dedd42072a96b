/*
 * arch.c: what the kernel's pure parts ask of kernel/arch.h, without a
 * machine.
 */
#include "tests/unit/fakes/arch.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "kernel/arch.h"
#include "kernel/async.h"
#include "kernel/boot.h"
#include "kernel/debug.h"
#include "kernel/deliver.h"
#include "kernel/device.h"
#include "kernel/ipc.h"
#include "kernel/irq.h"
#include "kernel/kcall.h"
#include "kernel/log.h"
#include "kernel/norec.h"
#include "kernel/sched.h"
#include "kernel/trace.h"

#define MEMORY_BYTES 0x1000000u
#define KERNEL_DATA 0xc0000000u /* where physical memory has none */

static uint8_t memory[MEMORY_BYTES]; /* linear is physical here */
static lin_t absent, read_only;      /* a page; 0: none */
static void *kernel_data;
const void *fake_symbols;

static jmp_buf *panic_expected;
static char panic_text[200];

/* --- what arch.h, debug.h and log.h promise --------------------------- */

int panicking;

/* Weak: a test of traces has trace.c, whose it is. */
__attribute__((weak)) uint32_t trace_mask;
/* As weak: a test of boot processes has boot.c. */
__attribute__((weak)) const char *boot_cmdline = "";
/* As weak as that, for the same reason. */
__attribute__((weak)) uint32_t norec_active;

void panic(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(panic_text, sizeof(panic_text), fmt, args);
	va_end(args);
	if (panic_expected)
		longjmp(*panic_expected, 1);
	fprintf(stderr, "PANIC: %s\n", panic_text);
	abort();
}

void log_line(const char *fmt, ...)
{
	(void)fmt;
}

/* Weak, too: most tests have no devices, and then proc.c and boot.c these. */
__attribute__((weak)) void irq_forget(struct proc *p)
{
	(void)p;
}

__attribute__((weak)) void irq_check(void)
{
}

__attribute__((weak)) void device_grant(struct proc *p)
{
	(void)p;
}

__attribute__((weak)) int device_give_ports(struct proc *p, uint32_t first,
					    uint32_t last)
{
	(void)p, (void)first, (void)last;
	return OK;
}

__attribute__((weak)) int device_give_lines(struct proc *p, uint32_t first,
					    uint32_t last)
{
	return device_give_ports(p, first, last);
}

void arch_init_context(struct proc *p, vir_t entry, vir_t sp)
{
	p->arch.regs.eip = entry;
	p->arch.regs.esp = sp;
}

void arch_copy_context(struct proc *child, const struct proc *parent)
{
	child->arch.regs = parent->arch.regs;
	arch_set_result(child, OK);
}

void (*fake_interrupt)(void);

void arch_interrupts(void)
{
	if (fake_interrupt)
		fake_interrupt();
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
void kcall_finish(struct proc *caller, int result)
{
	caller->delivermsg.type = result;
	deliver_park(caller, SYSTEM);
}

static bool touches(lin_t page, lin_t lin, uint32_t bytes)
{
	return page != 0 && lin + bytes > page && lin < page + CLICK_SIZE;
}

static bool touches_absent(lin_t lin, uint32_t bytes)
{
	return touches(absent, lin, bytes);
}

lin_t copy_from_caller(lin_t from, void *to, uint32_t bytes)
{
	if (touches_absent(from, bytes))
		return absent;
	memcpy(to, memory + from, bytes);
	return 0;
}

lin_t copy_to_loaded(const void *from, lin_t to, uint32_t bytes)
{
	if (touches_absent(to, bytes))
		return absent;
	if (touches(read_only, to, bytes))
		return read_only;
	memcpy(memory + to, from, bytes);
	return 0;
}

int data_copy_in(struct proc *p, vir_t from, void *to, uint32_t bytes)
{
	lin_t lin;

	if (umap_local(p, SEG_D, from, bytes, &lin) != OK)
		return -EFAULT;
	return copy_from_caller(lin, to, bytes) == 0 ? OK : -EFAULT;
}

int data_copy_out(struct proc *p, const void *from, vir_t to, uint32_t bytes)
{
	lin_t lin;

	if (umap_local(p, SEG_D, to, bytes, &lin) != OK)
		return -EFAULT;
	return copy_to_loaded(from, lin, bytes) == 0 ? OK : -EFAULT;
}

int data_copy_in_vmcheck(struct proc *caller, vir_t from, void *to,
			 uint32_t bytes)
{
	return data_copy_in(caller, from, to, bytes);
}

void kernel_symbols(const void *elf, uint32_t size)
{
	(void)size;
	fake_symbols = elf;
}

/* One thing of the kernel's at a time has a physical address. */
phys_t kernel_phys(const void *p)
{
	kernel_data = (void *)(uintptr_t)p;
	return KERNEL_DATA;
}

int lin_lin_copy(struct copy *copy, uint32_t bytes)
{
	const struct copy_side *src = &copy->src, *dst = &copy->dst;
	const void *from =
		src->addr == KERNEL_DATA ? kernel_data : fake_memory(src->addr);

	if (dst->addr == KERNEL_DATA) {
		memcpy(kernel_data, from, bytes);
		return OK;
	}
	if (dst->addr > MEMORY_BYTES || bytes > MEMORY_BYTES - dst->addr)
		return -EFAULT;
	memcpy(fake_memory(dst->addr), from, bytes);
	return OK;
}

static bool side_absent(const struct copy_side *side, uint32_t bytes)
{
	return side->proc && touches_absent(side->addr, bytes);
}

int virtual_copy_vmcheck(struct proc *caller, struct copy *copy)
{
	if (side_absent(&copy->src, copy->bytes))
		return vmrequest_check(caller, copy->src.proc, copy->src.addr,
				       copy->bytes, false, VMSTYPE_KERNELCALL);
	if (side_absent(&copy->dst, copy->bytes))
		return vmrequest_check(caller, copy->dst.proc, copy->dst.addr,
				       copy->bytes, true, VMSTYPE_KERNELCALL);
	return lin_lin_copy(copy, copy->bytes);
}

int copy_side_resolve(struct proc *caller, endpoint_t e, uint32_t seg,
		      uint32_t addr, uint32_t bytes, struct copy_side *side)
{
	side->proc = proc_lookup_self(e, caller);
	return umap_local(side->proc, seg, addr, bytes, &side->addr);
}

int vm_memset(phys_t phys, uint8_t pattern, uint32_t bytes)
{
	if (phys > MEMORY_BYTES || bytes > MEMORY_BYTES - phys)
		return -EFAULT;
	memset(fake_memory(phys), pattern, bytes);
	return OK;
}

/* --- what the tests ask ------------------------------------------------ */

/* Tests of services are about whatever any service may do. */
static const struct role *role_for(int slot, enum priv_kind kind)
{
	switch (kind) {
	case PRIV_SERVER:
		return role_find(slot == VM_PROC_NR ? "vm" : "pm");
	case PRIV_SERVICE:
		return role_find("tester");
	default:
		return role_user;
	}
}

struct proc *fake_process(int slot, enum priv_kind kind)
{
	const struct role *role = role_for(slot, kind);
	struct proc *p = proc_slot(slot);
	uint32_t first = (uint32_t)slot * FAKE_SPACE >> CLICK_SHIFT;
	const struct mem_map map[NR_SEGS] = {
		[SEG_T] = {0, first, 1},
		[SEG_D] = {0, first, 8},
		[SEG_S] = {8, first + 8, 8},
	};

	proc_claim(p);
	snprintf(p->name, sizeof(p->name), "p%d", slot);
	p->priority = slot == VM_PROC_NR ? PRIO_VM : PRIO_SERVICE;
	p->arch.cr3 = role->paged ? 0x1000u * (uint32_t)(slot + 1) : 0;
	p->arch.regs.eip = 100;
	if (newmap(p, map) != OK || priv_assign(p, role) != OK)
		abort();
	p->rts = RTS_PROC_STOP;
	proc_release(p, RTS_PROC_STOP);
	return p;
}

void fake_boot(void)
{
	proc_init();
	priv_init();
	fake_process(PM_PROC_NR, PRIV_SERVER);
	fake_process(VM_PROC_NR, PRIV_SERVER);
}

void *fake_memory(lin_t lin)
{
	return memory + lin;
}

struct message *fake_message(const struct proc *p, vir_t vir)
{
	return fake_memory((uint32_t)proc_nr(p) * FAKE_SPACE + vir);
}

const char *fake_panic_of(void (*body)(void))
{
	jmp_buf here;
	bool came_back = true;

	panic_expected = &here;
	if (setjmp(here) == 0)
		body();
	else
		came_back = false;
	norec_active = 0; /* the machine has ended */
	panic_expected = NULL;
	return came_back ? "it came back" : panic_text;
}

void fake_absent(lin_t lin)
{
	absent = lin;
}

void fake_read_only(lin_t lin)
{
	read_only = lin;
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
	async_check();
	vmrequest_check_all();
	irq_check();
}
