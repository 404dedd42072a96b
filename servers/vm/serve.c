/*
 * serve.c: the VM server: whose memory is whose.
 *
 * VM owns every page table and every frame that the kernel does not need. It
 * is asked by processes (calls), by the kernel on behalf of processes (page
 * faults), and by the kernel on behalf of copies (memory requests). It answers
 * each before it looks at the next, waits for nobody but in ipc_receive(), and
 * believes nothing that a message says before it has checked it.
 */
#include "servers/vm/serve.h"
#include <faultline/signal.h>
#include <lib/sys/ipc.h>
#include "servers/vm/check.h"
#include "servers/vm/exit.h"
#include "servers/vm/info.h"
#include "servers/vm/mmap.h"
#include "servers/vm/pagefault.h"
#include "servers/vm/panic.h"
#include "servers/vm/request.h"

/* Who may make a call. */
enum caller_kind {
	FROM_PAGED, /* processes that have a page table */
	FROM_ANYONE,
	FROM_PM,
	FROM_NOBODY, /* the kernel's: a process that sends it pretends */
};

static const struct call {
	int nr;
	enum caller_kind from;
	int (*handler)(struct vmproc *caller, struct message *m);
} calls[] = {
	{VM_MMAP, FROM_PAGED, do_mmap},      /* mmap.c */
	{VM_MUNMAP, FROM_PAGED, do_munmap},  /* mmap.c */
	{VM_BRK, FROM_PAGED, do_brk},        /* mmap.c */
	{VM_INFO, FROM_ANYONE, do_info},     /* info.c */
	{VM_WILLEXIT, FROM_PM, do_willexit}, /* exit.c */
	{VM_EXIT, FROM_PM, do_exit},         /* exit.c */
	{VM_PAGEFAULT, FROM_NOBODY, NULL},   /* never a call */
};

static const struct call *call_find(int nr)
{
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
		if (calls[i].nr == nr)
			return &calls[i];
	return NULL;
}

static bool call_allowed(const struct call *call, const struct vmproc *caller)
{
	switch (call->from) {
	case FROM_PAGED:
		return caller->flags & VMP_PAGED;
	case FROM_ANYONE:
		return true;
	case FROM_PM:
		return caller->ep == PM_PROC_NR;
	default:
		return false;
	}
}

static int call_execute(struct message *m)
{
	const struct call *call = call_find(m->type);
	struct vmproc *caller = vmproc_lookup(m->source);

	if (call == NULL)
		return -ENOSYS;
	if (caller == NULL || !call_allowed(call, caller))
		return -EPERM;
	return call->handler(caller, m);
}

/* Whoever does not wait for its answer does not get one. */
static void call_serve(struct message *m)
{
	endpoint_t who = m->source;

	m->type = call_execute(m);
	ipc_sendnb(who, m);
}

static void notification_serve(const struct message *m)
{
	if (m->source == SYSTEM && (m->notify.pending & 1u << SIGKMEM))
		request_serve_all();
}

/* Builds with assertions look at every frame there is, now and then. */
#define CHECK_ONE_EVERY 16 /* messages: one process */
#define CHECK_EVERY 256    /* all, and the frames */

void serve_message(struct message *m, uint32_t status)
{
	static uint32_t served;

	if (STATUS_CALL(status) == NOTIFY)
		notification_serve(m);
	else if (m->type == VM_PAGEFAULT && (status & STATUS_FROM_KERNEL))
		pagefault_serve(m);
	else
		call_serve(m);
	if (!DEBUG_VMASSERT)
		return;
	if (served % CHECK_ONE_EVERY == 0)
		check_next();
	if (served++ % CHECK_EVERY == 0)
		check_all();
}

void serve(void)
{
	struct message m;
	uint32_t status;

	for (;;) {
		int result = ipc_receive(ANY, &m, &status);

		if (result != OK)
			vm_panic("cannot receive: %d", result);
		serve_message(&m, status);
	}
}
