/*
 * fuzz.c: calls the kernel, VM and PM at random.
 *
 *	fuzz NONCE CALLS live|mortal SERVICES SEED
 *
 * Each call has arguments that are valid, nearly valid or wild (fuzz_calls.h,
 * fuzz_messages.h). Nothing that it does may stop the kernel, VM or PM, or
 * change memory that it was not given (fuzz.h). Several of them run at once, on
 * each other's memory, and with page faults in between. One that is mortal dies
 * within its calls, of a random cause; the others prove how many calls they
 * have made (step 1), and that nothing was harmed (step 2).
 */
#include "tests/system/fuzz/programs/fuzz.h"
#include "tests/system/fuzz/programs/fuzz_messages.h"

static bool service;
static uint32_t results[3]; /* OK, an error, something else */

/* Memory that only this process knows of: all zeroes, then what is written. */
static void memory_use(void)
{
	static const uint32_t protections[] = {PROT_READ,
					       PROT_READ | PROT_WRITE};
	vir_t at = OWN + rnd() % ZONE_PAGES * CLICK_SIZE;
	uint32_t pages = 1 + rnd() % 4, prot = PICK(protections);

	fuzz_map(at, pages, prot);
	for (uint32_t i = 0; i < pages; i++) {
		uint32_t *word = (uint32_t *)(uintptr_t)(at + i * CLICK_SIZE +
							 rnd() % 1024 * 4);

		if (peek(word) != 0)
			fuzz_harm("memory that is not zero", VM_MMAP);
		if (!(prot & PROT_WRITE))
			continue;
		poke(word, i + 1);
		if (peek(word) != i + 1)
			fuzz_harm("memory that forgets", VM_MMAP);
	}
	if (vm_munmap((void *)(uintptr_t)at, pages * CLICK_SIZE) != OK)
		fuzz_harm("memory that stays", VM_MUNMAP);
}

static void count(int result)
{
	results[result == OK ? 0 : result < 0 ? 1 : 2]++;
}

static void step(void)
{
	uint32_t what = rnd() % 64;

	if (what == 0)
		memory_use();
	if (what < 44)
		count(kernel_call_random());
	else
		count(message_call_random(service));
}

/* The ways to go. */
static void die(void)
{
	struct message *m = message_place();
	uint32_t status;

	switch (rnd() % 9) {
	case 0:
		exit(0);
	case 1:
		poke((void *)(uintptr_t)any_address(), 1);
		break;
	case 2:
		asm volatile("hlt");
		break;
	case 3:
		asm volatile("jmp *%0" : : "r"(ARENA));
		break;
	case 4:
		asm volatile("div %%ecx" : : "c"(0), "a"(1), "d"(0));
		break;
	case 5: /* the reply cannot be written */
		trap_kernel((uint32_t)(uintptr_t)&die);
		trap_kernel(ROUND_DOWN((uintptr_t)&die, 4));
		break;
	case 6:
		sys_exit(0);
		break;
	case 7:
		sys_setalarm(1);
		trap_ipc(RECEIVE, ANY, wild_address(), &status);
		break;
	default: /* with a message underway */
		m->type = (int32_t)(KERNEL_CALL + SYS_EXIT);
		message_call(SEND, any_service(), m, &status);
		asm volatile("mov %0, %%esp; push %%eax" : : "r"(0xe0000000));
	}
}

int main(int argc, char **argv)
{
	uint32_t calls = argc > 2 ? strtou(argv[2], NULL) : 0;
	bool mortal = argc > 3 && strcmp(argv[3], "mortal") == 0;

	scenario_begin(argc, argv);
	services = argc > 4 ? strtou(argv[4], NULL) : 1;
	rnd_begin(argc > 5 ? strtou(argv[5], NULL) : 1, (uint32_t)getpid());
	peers_find();
	service = fuzz_is_service();
	fuzz_memory_make();
	fuzz_calls_begin();
	if (mortal)
		calls = rnd() % calls;
	for (uint32_t i = 0; i < calls; i++) {
		step();
		if (i % 1024 == 0)
			harms += canaries_changed();
	}
	harms += canaries_changed();
	if (mortal && harms == 0)
		die();
	printf("%u calls: %u succeeded, %u were refused, %u told something\n",
	       calls, results[0], results[1], results[2]);
	proof(1, calls);
	proof(2, harms);
	return 0;
}
