/*
 * process.c: the processes that PM looks after.
 *
 * The order in which a process ends matters: VM is warned, then the kernel
 * forgets it, and only then does VM give its memory to others.
 */
#include "servers/pm/process.h"
#include <lib/sys/stdio.h>
#include <lib/base/string.h>
#include <lib/sys/syscall.h>
#include <lib/sys/vmcall.h>

/* Below PM's text there is room for its stack of 64 KB (lib/sys/program.ld). */
__asm__(".globl TEXT_START\n\tTEXT_START = 0x10000");

static struct process processes[NR_PROCS];
static uint32_t booted, alive;

static void process_add(const struct boot_image *image)
{
	struct process *p = &processes[booted++];

	strlcpy(p->name, image->name, sizeof(p->name));
	p->ep = image->ep;
	alive++;
}

void process_init(void)
{
	static struct boot_image images[NR_PROCS];
	int bytes = sys_getinfo(GET_IMAGE, images, sizeof(images));

	if (bytes < 0) {
		printf("no list of boot processes: %d\n", bytes);
		sys_abort(ABORT_PANIC);
	}
	for (uint32_t i = 0; i < (uint32_t)bytes / sizeof(images[0]); i++)
		if (images[i].ep != PM_PROC_NR && images[i].ep != VM_PROC_NR)
			process_add(&images[i]);
}

uint32_t process_count(void)
{
	return alive;
}

struct process *process_find(endpoint_t ep)
{
	for (uint32_t i = 0; i < booted; i++)
		if (processes[i].ep == ep && ep != NONE)
			return &processes[i];
	return NULL;
}

/* Say so if a step fails; the next ones are still worth taking. */
static void report(const struct process *p, const char *step, int result)
{
	if (result != OK)
		printf("%s(%d): %s fails: %d\n", p->name, (int)p->ep, step,
		       result);
}

void process_end(struct process *p)
{
	report(p, "VM_WILLEXIT", vm_willexit(p->ep));
	report(p, "SYS_CLEAR", sys_clear(p->ep));
	report(p, "VM_EXIT", vm_exit(p->ep));
	p->ep = NONE;
	alive--;
}
