/*
 * signal_worker.c: a plain program whose calls wait for VM, one after the
 * other, while handlers come at any time.
 *
 *	NAME NONCE
 *
 * step 1  how many of its calls went wrong: 0
 * step 2  how many handlers had other arguments than they were sent: 0
 */
#include "grader/kit/handler.h"

#define PAGE 4096

static uint32_t misled;

static void handler(uint32_t signal, struct signal_context *context)
{
	misled += signal != SIGTRAP || context->mask != 0;
	poke(&BOARD->handled, peek(&BOARD->handled) + 1);
}

/* A kernel call that writes across two pages which are not there yet. */
static uint32_t work(void)
{
	char *memory = vm_mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, 0);
	struct proc_info *info;
	uint32_t wrong = 0;

	if (memory == NULL)
		return 1;
	info = (struct proc_info *)(memory + PAGE - 8);
	wrong += sys_getinfo(GET_PROC, info, sizeof(*info)) != sizeof(*info);
	wrong += info->ep != handler_self;
	wrong += vm_munmap(memory, 2 * PAGE) != OK;
	return wrong + (getpid() != handler_self);
}

int main(int argc, char **argv)
{
	uint32_t wrong = 0;

	scenario_begin(argc, argv);
	handler_begin(handler);
	poke(&BOARD->ready, 1);
	while (peek(&BOARD->ready) == 1)
		wrong += work();
	proof(1, wrong);
	proof(2, misled);
	return 0;
}
