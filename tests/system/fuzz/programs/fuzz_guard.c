/*
 * fuzz_guard.c: a service that does nothing, and whose memory must be as it was
 * when all the fuzzers have ended.
 *
 *	fuzz_guard NONCE
 *
 * It has the memory that fuzzers have, and grants some of it: its canaries to
 * be read and mapped, but never to be written, except for a hole in each. Now
 * and then it looks at them (step 2: words that have changed), and sends to
 * everybody, so that nobody waits for it in vain. Step 1: how many fuzzers it
 * has outlived.
 */
#include "tests/system/fuzz/programs/fuzz.h"

static struct grant grants[5];

static void grants_give(void)
{
	const uint32_t valid = GRANT_USED | GRANT_VALID | GRANT_DIRECT;
	const uint32_t starts[] = {CANARY_LOW, CANARY_HIGH, ARENA,
				   CANARY_LOW + HOLE, CANARY_HIGH + HOLE};
	const uint32_t rights[] = {GRANT_READ, GRANT_READ | GRANT_MAP,
				   GRANT_READ | GRANT_MAP | GRANT_WRITE,
				   GRANT_WRITE,
				   GRANT_WRITE | GRANT_READ | GRANT_MAP};

	for (uint32_t i = 0; i < 5; i++)
		grants[i] = (struct grant){
			.flags = valid | rights[i],
			.direct = {ANY, starts[i],
				   i < 3 ? CLICK_SIZE : HOLE_BYTES},
		};
	sys_setgrant(grants, 5);
}

static uint32_t alive(void)
{
	static struct proc_info info;
	uint32_t count = 0;

	for (uint32_t i = 0; i < peers.count; i++)
		count += sys_getproc(peers.ep[i], &info) == OK;
	return count;
}

int main(int argc, char **argv)
{
	static struct message m;
	uint32_t changed = 0, status;

	scenario_begin(argc, argv);
	peers_find();
	fuzz_memory_make();
	grants_give();
	while (alive() > 1) {
		sys_setalarm(20);
		while (ipc_receive(ANY, &m, &status) == OK && m.source != CLOCK)
			if (STATUS_CALL(status) == SENDREC)
				ipc_sendnb(m.source, &m);
		for (uint32_t i = 0; i < peers.count; i++)
			ipc_sendnb(peers.ep[i], &m);
		changed += canaries_changed();
	}
	proof(1, peers.count - 1);
	proof(2, changed);
	return 0;
}
