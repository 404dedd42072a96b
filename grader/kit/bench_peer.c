/*
 * bench_peer.c: the other side of what bench measures.
 *
 *	bench_peer NONCE BENCH
 *
 * It answers orders (bench.h). Its first answer says where its memory is, all
 * of which is there and granted to BENCH; type BENCH_ECHO from anybody but
 * BENCH, a notification for instance, is nothing to answer.
 */
#include "grader/kit/bench.h"

#define PAGES 64

static uint8_t *memory, *copies;
static struct grant grants[1];
static endpoint_t bench;

static int order(const struct message *m)
{
	uint32_t page = m->words[0] * CLICK_SIZE;

	switch (m->type) {
	case BENCH_COW:
		return sys_safemap(bench, 0, page, copies + page, CLICK_SIZE,
				   SAFEMAP_COW);
	case BENCH_WRITE:
		poke(copies + page, 1);
		return OK;
	default:
		return OK;
	}
}

static void memory_grant(void)
{
	grants[0].flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT | GRANT_READ |
			  GRANT_MAP;
	grants[0].direct.grantee = bench;
	grants[0].direct.start = (vir_t)(uintptr_t)memory;
	grants[0].direct.len = BENCH_BYTES;
	sys_setgrant(grants, 1);
}

int main(int argc, char **argv)
{
	struct message m;
	uint32_t status;

	scenario_begin(argc, argv);
	bench = argc > 2 ? (endpoint_t)strtou(argv[2], NULL) : NONE;
	memory = vm_mmap(NULL, BENCH_BYTES, PROT_READ | PROT_WRITE,
			 MAP_PREALLOC);
	copies = vm_mmap(NULL, PAGES * CLICK_SIZE, PROT_READ | PROT_WRITE,
			 MAP_PREALLOC);
	memory_grant();
	while (ipc_receive(bench, &m, &status) == OK) {
		if (STATUS_CALL(status) == NOTIFY)
			continue;
		m.type = order(&m);
		m.words[0] = (vir_t)(uintptr_t)memory;
		ipc_send(bench, &m);
	}
	return 0;
}
