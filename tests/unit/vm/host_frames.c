/*
 * host_frames.c: a frame table on the host.
 */
#include <string.h>
#include "servers/vm/frame.h"
#include "tests/unit/vm/host.h"

#define MAX_FRAMES 16384u

struct frame frames[MAX_FRAMES];

void host_frames(uint32_t first, uint32_t count)
{
	const struct ranges memory = {1, {{first, count * CLICK_SIZE}}};
	uint32_t limit = (first >> CLICK_SHIFT) + count + 2;

	vm_assert(limit <= MAX_FRAMES);
	memset(frames, 0xa5, sizeof(frames)); /* rubbish, as in memory */
	frame_init(limit, &memory);
}
