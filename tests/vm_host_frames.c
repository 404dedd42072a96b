/*
 * vm_host_frames.c: a frame table on the host.
 */
#include <stdlib.h>
#include <string.h>
#include "servers/vm/frame.h"
#include "tests/vm_host.h"

void host_frames(uint32_t first, uint32_t count)
{
	const struct mem_range memory = {first, count * CLICK_SIZE};
	uint32_t limit = (first >> CLICK_SHIFT) + count + 2;
	static struct frame *table;

	/* As memory is: full of rubbish. */
	free(table);
	table = malloc(limit * sizeof(*table));
	memset(table, 0xa5, limit * sizeof(*table));
	frame_init(table, limit, &memory, 1);
}
