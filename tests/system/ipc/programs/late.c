/*
 * late.c: somebody whose call waits for VM, or whom such a call is about.
 *
 *	late NONCE LEADER copy TARGET PAGE  copies to that page of TARGET's area
 *	late NONCE LEADER map TARGET        maps what TARGET has granted
 *	late NONCE LEADER touch             writes to its own area
 *	late NONCE LEADER target            has an area, and grants it
 *
 * It does so when LEADER says, and then
 *
 * step 1  what came of it; TARGET: 1
 */
#include "tests/system/ipc/programs/late.h"

static uint32_t number(char **argv, int i)
{
	return argv[i] ? strtou(argv[i], NULL) : 0;
}

static uint32_t copy(char **argv)
{
	static uint32_t word = 77;
	struct message *m = LATE_MESSAGE;

	m->copy = (struct msg_copy){
		.src_ep = SELF,
		.src_seg = SEG_D,
		.src_addr = vir_of(&word),
		.dst_ep = (endpoint_t)number(argv, 4),
		.dst_seg = SEG_D,
		.dst_addr = vir_of(LATE_AREA) + 4096 * number(argv, 5),
		.bytes = sizeof(word),
	};
	return (uint32_t)kernel_call(SYS_VIRCOPY, m);
}

static uint32_t map(char **argv)
{
	return (uint32_t)sys_safemap((endpoint_t)number(argv, 4), 0, 0,
				     LATE_AREA, 4096, 0);
}

static uint32_t touch(void)
{
	poke(LATE_AREA, scenario_nonce);
	return peek(LATE_AREA) - scenario_nonce;
}

static void grant(void)
{
	static struct grant table[1];

	table[0].flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT | GRANT_READ |
			 GRANT_MAP;
	table[0].direct.grantee = ANY;
	table[0].direct.start = vir_of(LATE_AREA);
	table[0].direct.len = 4096;
	sys_setgrant(table, 1);
}

int main(int argc, char **argv)
{
	const char *role = argc > 3 ? argv[3] : "";
	uint32_t result = 1;

	scenario_begin(argc, argv);
	vm_mmap(LATE_AREA, 16 * 4096, PROT_READ | PROT_WRITE, MAP_FIXED);
	grant();
	turn_await(peer_named(argc, argv, 2), 1);
	if (strcmp(role, "copy") == 0)
		result = copy(argv);
	else if (strcmp(role, "map") == 0)
		result = map(argv);
	else if (strcmp(role, "touch") == 0)
		result = touch();
	proof(1, result);
	return 0;
}
