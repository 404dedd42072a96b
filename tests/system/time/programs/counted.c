/*
 * counted.c: does things one by one, and looks at what the kernel has counted.
 *
 *	NAME NONCE PEER OTHER
 *
 * PEER and OTHER are bench_peers. Each step is how much one counter grew; the
 * table in ../counters.c says by how much it must have. Looking is a kernel
 * call itself, and copies: what it adds is taken off.
 */
#include "grader/kit/bench.h"
#include "grader/kit/peer.h"

static endpoint_t peer, other;
static vir_t peer_memory, other_memory;
static struct counters before, after;
static uint8_t page[4096] __attribute__((aligned(4096)));

static void begin(void)
{
	sys_getinfo(GET_COUNTERS, &before, sizeof(before));
}

static void end(void)
{
	sys_getinfo(GET_COUNTERS, &after, sizeof(after));
	after.kernel_calls[SYS_GETINFO]--;
	after.copied_bytes -= sizeof(after);
}

#define GREW(counter) (after.counter - before.counter)
#define LOADS                                                    \
	(GREW(cr3_switch) + GREW(cr3_window) + GREW(cr3_flush) + \
	 GREW(cr3_setaddrspace))

static vir_t echo(endpoint_t who)
{
	return turn_ask(who, BENCH_ECHO, 0);
}

static void copy(endpoint_t to, vir_t at)
{
	sys_vircopy(SELF, vir_of(page), to, at, 1000);
}

static void call_steps(void)
{
	struct msg_times times;

	begin();
	for (int i = 0; i < 5; i++)
		sys_times(SELF, &times);
	end();
	proof(1, GREW(kernel_calls[SYS_TIMES]));
	proof(2, GREW(kernel_calls[SYS_GETINFO]));
	proof(3, LOADS);
	begin();
	getpid();
	end();
	proof(4, GREW(messages));
	proof(5, LOADS);
	begin();
	echo(peer);
	end();
	proof(6, GREW(messages));
	proof(7, GREW(cr3_switch));
	proof(8, LOADS);
	peer_sleep(1); /* the peer is not to run in between */
	begin();
	ipc_notify(peer);
	ipc_notify(peer);
	ipc_notify(peer);
	echo(peer);
	end();
	proof(9, GREW(notifications));
	proof(10, GREW(messages));
	begin();
	sys_vmctl(SELF, VMCTL_MEMREQ_GET, 0); /* refused */
	end();
	proof(11, GREW(kernel_calls[SYS_VMCTL]));
}

static void fault_steps(void)
{
	uint8_t *fresh = vm_mmap(NULL, 8 * 4096, PROT_READ | PROT_WRITE, 0);

	poke(fresh, 1); /* its page table is there now */
	begin();
	poke(fresh + 4096, 1);
	end();
	proof(20, GREW(fault_user));
	proof(21, GREW(messages));
	proof(22, LOADS);
	begin();
	peek(fresh + 2 * 4096);
	poke(fresh + 2 * 4096, 1);
	end();
	proof(23, GREW(fault_user));
	proof(24, LOADS);
	begin();
	sys_vircopy(peer, peer_memory, SELF, vir_of(fresh) + 3 * 4096,
		    3 * 4096);
	end();
	proof(25, GREW(fault_copy));
	proof(26, GREW(suspensions));
	proof(27, GREW(request[VMPTYPE_CHECK]));
	proof(28, GREW(kernel_calls[SYS_VIRCOPY]));
	proof(29, GREW(cr3_switch));
	proof(30, GREW(copied_bytes));
}

static void window_steps(void)
{
	copy(peer, peer_memory);
	begin();
	copy(peer, peer_memory);
	copy(peer, peer_memory);
	end();
	proof(40, GREW(window_reused));
	proof(41, GREW(window_mapped) + GREW(invlpg) + LOADS);
	proof(42, GREW(copied_bytes));
	begin();
	copy(other, other_memory);
	end();
	proof(43, GREW(window_mapped));
	proof(44, GREW(invlpg));
	proof(45, LOADS);
	begin();
	sys_vircopy(SELF, vir_of(page), SELF, vir_of(page) + 2000, 100);
	end();
	proof(46, GREW(window_mapped) + GREW(window_reused));
	begin();
	for (int i = 0; i < 20; i++) {
		copy(peer, peer_memory);
		copy(other, other_memory);
	}
	end();
	proof(47, GREW(window_mapped));
	proof(48, LOADS);
}

static void clock_steps(void)
{
	struct msg_times first, second;

	peer_sleep(1); /* the next tick is far away */
	sys_times(SELF, &first);
	begin();
	peer_sleep(7);
	end();
	sys_times(SELF, &second);
	proof(50, GREW(interrupts) - (second.uptime - first.uptime));
	proof(51, LOADS);
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	peer = peer_named(argc, argv, 2);
	other = peer_named(argc, argv, 3);
	peer_memory = echo(peer);
	other_memory = echo(other);
	poke(page, 1);
	call_steps();
	fault_steps();
	window_steps();
	clock_steps();
	return 0;
}
