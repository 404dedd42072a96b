/*
 * vm_false.c: a VM whose books do not balance.
 *
 * step 1  what the kernel says to an end that is neither good nor bad
 * step 2  1, if a false assertion does not end it
 */
/* links: servers/vm */
#include "grader/kit/scenario.h"
#include "servers/vm/boot.h"
#include "servers/vm/frame.h"
#include "servers/vm/panic.h"

#define NEITHER ((enum abort_how)2)

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	boot();
	proof(1, (uint32_t)sys_abort(NEITHER));
	vm_assert(frame_count_free() > frame_count_total());
	proof(2, 1);
	return 0;
}
