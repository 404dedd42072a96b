/*
 * fuzz_victim.c: one with whom PM does what it likes (pm_fuzz.c): stops it,
 * sends it handlers, forks it, lets it begin anew, changes what it may do.
 *
 *	fuzz_victim NONCE VICTIMS SEED
 *
 * It calls the kernel, VM, PM and the others at random until PM ends it. What
 * it observes proves nothing: its registers are not its own.
 */
#include "tests/system/fuzz/programs/fuzz_messages.h"
#include "grader/kit/handler.h"

static void handler(uint32_t signal, struct signal_context *context)
{
	(void)context;
	if (signal % 2 == 0)
		getpid();
}

static void memory_touch(void)
{
	uint32_t *at = (uint32_t *)(uintptr_t)ROUND_DOWN(arena_address(), 4);

	if (peek(at) == 0 && one_in(2))
		poke(&sandbox[rnd() % CLICK_SIZE], 1);
}

void _start(void);

/* Once in a life: who begins anew has its old memory, and no arguments. */
static void prepare(int argc, char **argv)
{
	scenario_begin(argc, argv);
	services = argc > 2 ? strtou(argv[2], NULL) : 1;
	rnd_begin(argc > 3 ? strtou(argv[3], NULL) : 1, (uint32_t)getpid());
	peers_find();
	fuzz_memory_make();
	fuzz_calls_begin();
	handler_begin(handler);
	BOARD->spin = (vir_t)(uintptr_t)_start;
	BOARD->ready = 1;
}

int main(int argc, char **argv)
{
	bool service = false;

	if (peers.count == 0)
		prepare(argc, argv);
	for (;;) {
		uint32_t what = rnd() % 16;

		if (what == 0)
			service = fuzz_is_service();
		if (what < 3)
			memory_touch();
		else if (what < 9)
			kernel_call_random();
		else
			message_call_random(service);
	}
}
