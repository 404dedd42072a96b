/*
 * breaker.c: has the kernel break itself (tests/broken/broken.h).
 *
 * breaker N        in way N
 * breaker N chain  the same, with frame pointers that lead round in a circle
 * breaker N long   the same, with frame pointers that lead on and on
 *
 * step 1  it came back
 */
#include <lib/sys/ipc.h>
#include <lib/base/string.h>
#include <lib/sys/syscall.h>
#include "grader/kit/scenario.h"
#include "tests/broken/broken.h"

#define FRAMES 100

struct frame {
	struct frame *up;
	uint32_t eip;
};

static struct frame frames[FRAMES];

/* Ask, with a chain of frame pointers that begins at frame. */
static void ask_from(const struct frame *frame, endpoint_t what)
{
	static struct message m;

	m.type = KERNEL_CALL + SYS_TIMES;
	m.times.ep = what;
	asm volatile("pushl %%ebp\n\t"
		     "movl %1, %%ebp\n\t"
		     "int %2\n\t"
		     "popl %%ebp"
		     : "+a"((uint32_t){(uint32_t)&m})
		     : "r"(frame), "i"(KERNEL_CALL_VECTOR)
		     : "memory");
}

static void ask_oddly(const char *how, endpoint_t what)
{
	for (int i = 0; i < FRAMES; i++)
		frames[i] = (struct frame){&frames[i + 1], 0x1000};
	frames[FRAMES - 1].up = NULL;
	if (strcmp(how, "chain") == 0)
		frames[3].up = &frames[1];
	ask_from(&frames[0], what);
}

int main(int argc, char **argv)
{
	struct msg_times times;
	endpoint_t what;

	scenario_begin(argc, argv);
	what = (endpoint_t)(BREAK_NOW + strtou(argv[2], NULL));
	if (argc > 3)
		ask_oddly(argv[3], what);
	else
		sys_times(what, &times);
	/* What it did may only be found some calls later. */
	for (int i = 0; i < 300; i++)
		sys_times(SELF, &times);
	proof(1, 1);
	return 0;
}
