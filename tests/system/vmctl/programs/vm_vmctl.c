/*
 * vm_vmctl.c: a VM that says to the kernel what it should not.
 *
 *	vm_vmctl NONCE OTHER
 *
 * It is VM itself; OTHER is a paged process that has not run yet. Steps 1: who;
 * 10: requests; 20: physical mappings; 30: address spaces; 40: windows, TLB,
 * stack pointers. The table in ../vmctl.c says what each must observe.
 */
/* links: servers/vm */
#include "grader/kit/scenario.h"
#include "servers/vm/boot.h"
#include "servers/vm/physmem.h"
#include "servers/vm/pte.h"
#include "servers/vm/serve.h"
#include "servers/vm/vmproc.h"

#define STALE 0x8005 /* slot 5, of another generation */
#define UNKNOWN ((enum vmctl_param)99)
#define SCREEN 0xb8000u
#define LOCAL_APIC 0xfee00000u
#define ACCESSED 0x20u /* of an entry: by the processor */
#define DIRTY 0x40u
#define SCREEN_CELLS (80 * 25)

static endpoint_t other;

static uint32_t vmctl(endpoint_t who, enum vmctl_param param, uint32_t value)
{
	return (uint32_t)sys_vmctl(who, param, value);
}

static uint32_t vmctl2(enum vmctl_param param, uint32_t value, uint32_t value2)
{
	return (uint32_t)sys_vmctl2(other, param, value, value2);
}

static uint32_t answer(endpoint_t who, enum vmctl_param param, uint32_t value)
{
	uint32_t reply = 0;

	sys_vmctl_get(who, param, value, &reply);
	return reply;
}

static void who_steps(void)
{
	proof(1, vmctl(STALE, VMCTL_CLEAR_PAGEFAULT, 0));
	proof(2, vmctl(ANY, VMCTL_GETCR3, 0));
	proof(3, vmctl(NONE, VMCTL_GETCR3, 0));
	proof(4, vmctl(other + 200, VMCTL_GETCR3, 0));
	proof(5, vmctl(SELF, UNKNOWN, 0));
	proof(6, vmctl(SELF, (enum vmctl_param)0, 0));
}

static void request_steps(void)
{
	struct msg_memreq request;

	proof(10, (uint32_t)sys_memreq_get(&request));
	proof(11, vmctl(other, VMCTL_MEMREQ_REPLY, OK));
	proof(12, vmctl(SELF, VMCTL_MEMREQ_REPLY, OK));
}

/* Is what the kernel prints now on the screen, at its physical address? */
static bool screen_shows(char sign)
{
	static uint16_t screen[SCREEN_CELLS];
	const struct msg_copy copy = {
		.src_seg = SEG_PHYS,
		.src_addr = SCREEN,
		.dst_ep = SELF,
		.dst_seg = SEG_D,
		.dst_addr = (vir_t)(uintptr_t)screen,
		.bytes = sizeof(screen),
	};

	if (sys_physcopy(&copy) != OK)
		return false;
	for (int i = 0; i < SCREEN_CELLS - 2; i++)
		if ((screen[i] & 0xff) == (uint8_t)sign &&
		    (screen[i + 1] & 0xff) == (uint8_t)sign)
			return true;
	return false;
}

/* These flags of the entry that shows the kernel what is at phys. */
static uint32_t mapping_flags(phys_t phys, uint32_t flags)
{
	uint32_t cr3 = answer(SELF, VMCTL_GETCR3, 0);
	const uint32_t *directory = physmem(cr3), *table;

	table = physmem(PTE_ADDRESS(directory[NOPT_TOP >> BIG_SHIFT]));
	for (uint32_t i = 0; i < PT_ENTRIES; i++)
		if (PTE_ADDRESS(table[i]) == phys)
			return table[i] & flags;
	return 0;
}

static void physmap_steps(void)
{
	struct msg_physmap range = {0};
	bool before;

	proof(20, (uint32_t)sys_physmap_get(0, &range));
	proof(21, range.addr);
	proof(22, (uint32_t)sys_physmap_get(1, &range));
	proof(23, range.addr);
	proof(24, range.flags);
	proof(25, (uint32_t)sys_physmap_get(2, &range));
	proof(26, (uint32_t)sys_physmap_get(UINT32_MAX, &range));
	proof(27, vmctl2(VMCTL_KERN_MAP_REPLY, 2, NOPT_TOP));
	proof(28, vmctl2(VMCTL_KERN_MAP_REPLY, 0, NOPT_TOP - CLICK_SIZE));
	proof(29, vmctl2(VMCTL_KERN_MAP_REPLY, 0, VM_PROCSTART));
	before = screen_shows('~');
	printf("~~\n");
	proof(30, !before && screen_shows('~'));
	proof(31, mapping_flags(SCREEN, DIRTY) != 0);
	proof(32, mapping_flags(LOCAL_APIC, ACCESSED) != 0);
}

static void addrspace_steps(const struct vmproc *p)
{
	phys_t directory = p->directory;

	proof(40, answer(other, VMCTL_GETCR3, 0) == directory);
	proof(41, answer(PM_PROC_NR, VMCTL_GETCR3, 0));
	proof(42, vmctl2(VMCTL_SETADDRSPACE, directory + 4, NOPT_TOP));
	proof(43, vmctl2(VMCTL_SETADDRSPACE, directory, NOPT_TOP + 4));
	proof(44, vmctl2(VMCTL_SETADDRSPACE, directory, VM_PROCSTART));
	proof(45, vmctl(SELF, VMCTL_SETADDRSPACE, 0));
	proof(46, answer(other, VMCTL_GETCR3, 0) == directory);
}

static void tlb_steps(void)
{
	struct proc_info before, after;
	uint32_t flushes = COUNTER(cr3_flush), invlpg = COUNTER(invlpg);

	proof(50, vmctl(SELF, VMCTL_FREEPDE, 1));
	proof(51, vmctl(SELF, VMCTL_FREEPDE, VM_PROCSTART >> BIG_SHIFT));
	proof(52, answer(SELF, VMCTL_FREEPDE, 20));
	proof(53, vmctl(SELF, VMCTL_INVLPG, VM_PROCSTART - 1));
	proof(54, vmctl(SELF, VMCTL_INVLPG, VM_DATATOP));
	proof(55, vmctl(SELF, VMCTL_INVLPG, VM_PROCSTART + CLICK_SIZE));
	proof(56, COUNTER(invlpg) - invlpg);
	proof(57, vmctl(SELF, VMCTL_FLUSHTLB, 0));
	proof(58, COUNTER(cr3_flush) - flushes);
	sys_getproc(other, &before);
	proof(59, vmctl(other, VMCTL_INCSP, (uint32_t)-64));
	sys_getproc(other, &after);
	proof(60, after.sp - before.sp);
	vmctl(other, VMCTL_INCSP, 64);
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	other = argc > 2 ? (endpoint_t)strtou(argv[2], NULL) : NONE;
	boot();
	who_steps();
	request_steps();
	physmap_steps();
	addrspace_steps(vmproc_lookup_paged(other));
	tlb_steps();
	serve();
}
