/*
 * vmctl.c: the part of SYS_VMCTL that is x86.
 *
 * VMCTL_GETCR3        reply value: who's page directory, 0 if it has none
 * VMCTL_SETADDRSPACE  who's directory is at physical address value, and the
 *                     kernel can edit it at address value2. Its entries for
 *                     windows are 0. Who may run from then on (RTS_VMINHIBIT).
 *                     If it is loaded, the new one is loaded at once. value 0:
 *                     it has none any more, and does not run. -EINVAL: not
 *                     page-aligned; value2 not below VM_PROCSTART; 0 for VM.
 * VMCTL_INCSP         who's stack pointer += value
 * VMCTL_FREEPDE       entry value of every directory may be used for a window;
 *                     reply value: 1 if the kernel wants one more. -EINVAL: not
 *                     an entry between identity mapping and processes. Windows
 *                     are opened in the order in which they were offered.
 * VMCTL_FLUSHTLB      the caller has edited its own page table, or wants to
 *                     edit one that windows in its directory show: load CR3,
 *                     which also closes all windows
 * VMCTL_INVLPG        the same, of the page at linear address value only.
 *                     -EINVAL: not in process space.
 */
#include "kernel/arch.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/arch/x86/paging.h"
#include "kernel/arch/x86/trap.h"
#include "kernel/arch/x86/window.h"
#include "kernel/counters.h"
#include "kernel/trace.h"

/* Without a directory it would run, and be reached, in the loaded one. */
static int takeaddrspace(struct proc *who)
{
	if (who == proc_vm())
		return -EINVAL;
	if (proc_has_pagetable(who)) {
		proc_stop(who, RTS_VMINHIBIT);
		paging_forget(who);
	}
	return OK;
}

static int setaddrspace(struct proc *who, phys_t directory, lin_t lin)
{
	if (directory % CLICK_SIZE != 0 || lin % CLICK_SIZE != 0 ||
	    lin >= VM_PROCSTART)
		return -EINVAL;
	if (directory == 0)
		return takeaddrspace(who);
	who->arch.cr3 = directory;
	who->arch.cr3_lin = lin;
	if (who == ptproc)
		cr3_load(directory, &counters.cr3_setaddrspace);
	if (who == proc_vm())
		double_fault_set_directory(directory);
	TRACE(vmctl, setaddrspace, "who=" WHO " cr3=0x%08x", WHO_OF(who),
	      directory);
	proc_release(who, RTS_VMINHIBIT);
	return OK;
}

static int freepde(uint32_t pde, uint32_t *wanted)
{
	if (pde < NOPT_TOP >> BIG_SHIFT || pde >= VM_PROCSTART >> BIG_SHIFT)
		return -EINVAL;
	*wanted = window_offer(pde);
	TRACE(vmctl, freepde, "pde=%u wanted=%u", pde, *wanted);
	return OK;
}

static int invlpg(const struct proc *caller, lin_t lin)
{
	if (lin < VM_PROCSTART || lin >= VM_DATATOP)
		return -EINVAL;
	if (caller == ptproc) {
		tlb_invalidate(lin);
		counters.invlpg++;
	}
	return OK;
}

int arch_vmctl(struct proc *caller, struct proc *who,
	       const struct msg_vmctl *req, struct message *reply)
{
	switch (req->param) {
	case VMCTL_GETCR3:
		reply->vmctl.value = who->arch.cr3;
		return OK;
	case VMCTL_SETADDRSPACE:
		return setaddrspace(who, req->value, req->value2);
	case VMCTL_INCSP:
		who->arch.regs.esp += req->value;
		return OK;
	case VMCTL_FREEPDE:
		return freepde(req->value, &reply->vmctl.value);
	case VMCTL_FLUSHTLB:
		if (caller == ptproc)
			cr3_load(caller->arch.cr3, &counters.cr3_flush);
		return OK;
	case VMCTL_INVLPG:
		return invlpg(caller, req->value);
	default:
		return -EINVAL;
	}
}
