/*
 * async_sender.c: sends by table to two async_receivers, and does to the table
 * what it should not.
 *
 *	NAME NONCE FIRST SECOND
 *
 * The table in ../async.c says what each step must observe.
 */
#include "tests/system/ipc/programs/async.h"
#include <faultline/signal.h>

static struct async_message table[4];
static endpoint_t first, second;

static void put(struct async_message *entry, endpoint_t dst, int type,
		uint32_t flags)
{
	*entry = (struct async_message){
		.flags = ASYNC_VALID | flags, .dst = dst, .m = {.type = type}};
}

static uint32_t done(void)
{
	uint32_t count = 0;

	for (int i = 0; i < 4; i++)
		count += (table[i].flags & ASYNC_DONE) && table[i].result == OK;
	return count;
}

static void good_steps(void)
{
	struct message m = {0};
	uint32_t status = 0;

	put(&table[0], first, ASYNC_FIRST, 0);
	put(&table[1], first, ASYNC_SECOND, 0);
	put(&table[2], second, ASYNC_FIRST, 0);
	put(&table[3], 99, ASYNC_FIRST, 0);
	proof(1, (uint32_t)ipc_senda(table, 4));
	proof(2, done()); /* two wait; one of them is to get a second */
	proof(3, (uint32_t)table[3].result);
	peer_sleep(3);
	proof(4, done());
	put(&table[0], first, ASYNC_THIRD, ASYNC_NOTIFY);
	proof(5, (uint32_t)ipc_senda(table, 1));
	ipc_receive(SYSTEM, &m, &status);
	proof(6, m.notify.pending);
	proof(7, STATUS_CALL(status));
}

static void bad_steps(void)
{
	struct async_message *fresh =
		vm_mmap(NULL, 4096, PROT_READ | PROT_WRITE, 0);
	uint32_t requests = COUNTER(request[VMPTYPE_CHECK]);

	proof(10, (uint32_t)ipc_senda(fresh, 64)); /* zeroes: nothing to send */
	proof(11, COUNTER(request[VMPTYPE_CHECK]) - requests);
	proof(12, (uint32_t)ipc_senda((void *)0x91234000, 1));
	proof(13, (uint32_t)ipc_senda((void *)0xfffffff0, 1));
	proof(14, (uint32_t)ipc_senda(table, ASYNC_MAX + 1));
	proof(15, (uint32_t)ipc_senda((void *)vir_of(bad_steps), 1));
	put(&fresh[0], first, ASYNC_SLEEP, 0);
	put(&fresh[1], first, ASYNC_NEVER, 0);
	proof(16, (uint32_t)ipc_senda(fresh, 2));
	vm_munmap(fresh, 4096); /* before the second is taken */
	peer_sleep(6);
	memset(table, 0, sizeof(table));
	put(&table[0], first, ASYNC_LAST, 0);
	put(&table[1], second, ASYNC_LAST, 0);
	proof(17, (uint32_t)ipc_senda(table, 2));
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	first = peer_named(argc, argv, 2);
	second = peer_named(argc, argv, 3);
	peer_sleep(3); /* both wait */
	good_steps();
	peer_sleep(3);
	bad_steps();
	peer_sleep(3); /* the table must stay until it is done */
	proof(18, done());
	return 0;
}
