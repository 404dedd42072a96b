/*
 * kcalls.c: a service that makes kernel calls, in ways that work and in ways
 * that must not.
 *
 * step 1  TIMES: more than 0 ticks a second
 * step 2  SETALARM: a notification from CLOCK, -3, after at least 3 ticks
 * step 3  SETALARM: a second one cancels the first, which had ticks left
 * step 4  UMAP, MEMSET: a byte of the page is what physical memory was set to
 * step 5  PHYSCOPY: physical memory copied to a page that was never touched
 * step 6  UMAP of a page that is not there: -14
 * step 7  MEMSET where there is no memory: -14
 * step 8  a call for VM alone (VMCTL): -104
 * step 9  a number without a call: -107
 * step 10 VIRCOPY of nothing: -33
 * step 11 VIRCOPY to nobody: -105
 * step 12 GETINFO of more than fits: -7
 * step 13 SAFECOPYFROM by a grant that nobody gave: -1
 */
#include "grader/kit/scenario.h"

static uint8_t page[4096] __attribute__((aligned(4096)));

static uint32_t ticks(void)
{
	struct msg_times times;

	sys_times(SELF, &times);
	return times.uptime;
}

static void alarms(void)
{
	struct message m;
	uint32_t set = ticks();

	sys_setalarm(3);
	ipc_receive(ANY, &m, NULL);
	proof(2, (uint32_t)(m.source + (ticks() - set >= 3 ? 0 : 100)));
	m.setalarm.ticks = 50;
	kernel_call(SYS_SETALARM, &m);
	m.setalarm.ticks = 0;
	kernel_call(SYS_SETALARM, &m);
	proof(3, m.setalarm.ticks > 0 && m.setalarm.ticks <= 50);
}

static void physical(void)
{
	uint8_t *fresh = vm_mmap(NULL, 4096, PROT_READ | PROT_WRITE, 0);
	struct msg_copy copy = {.src_seg = SEG_PHYS,
				.src_ep = NONE,
				.dst_ep = SELF,
				.dst_seg = SEG_D,
				.dst_addr = (vir_t)(uintptr_t)fresh,
				.bytes = 4096};
	phys_t at = 0;

	page[0] = 1;
	sys_umap(SELF, SEG_D, (vir_t)(uintptr_t)page, 4096, &at);
	sys_memset(at, 4096, 0x5a);
	proof(4, ((volatile uint8_t *)page)[4095]);
	copy.src_addr = at;
	sys_physcopy(&copy);
	proof(5, fresh[17]);
}

static void refusals(void)
{
	vir_t own = (vir_t)(uintptr_t)page;
	struct proc_info info;
	struct message m = {0};
	phys_t at;

	proof(6, (uint32_t)sys_umap(SELF, SEG_D, 0x90000000, 4, &at));
	proof(7, (uint32_t)sys_memset(0xfffff000, 4096, 0));
	proof(8, (uint32_t)sys_vmctl(SELF, VMCTL_FLUSHTLB, 0));
	proof(9, (uint32_t)kernel_call(NR_KERNEL_CALLS, &m));
	proof(10, (uint32_t)sys_vircopy(SELF, own, SELF, own, 0));
	proof(11, (uint32_t)sys_vircopy(SELF, own, 77, own, 4));
	proof(12, (uint32_t)sys_getinfo(GET_PROC, &info, 4));
	proof(13, (uint32_t)sys_safecopyfrom(PM_PROC_NR, 0, 0, page, 4));
}

int main(int argc, char **argv)
{
	struct msg_times times;

	scenario_begin(argc, argv);
	sys_times(SELF, &times);
	proof(1, times.hz > 0);
	alarms();
	physical();
	refusals();
	return 0;
}
