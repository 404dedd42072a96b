/*
 * info.h: what SYS_GETINFO copies out, and the structure that
 * VMCTL_ENABLE_PAGING takes.
 */
#pragma once

#include <faultline/call.h>
#include <faultline/memmap.h>
#include <faultline/types.h>

#define PROC_NAME_LEN 16 /* with its 0 */

/* GET_IMAGE: one boot process. */
struct boot_image {
	char name[PROC_NAME_LEN];
	endpoint_t ep;
	uint32_t paged;              /* 1: VM is to give it a page table */
	struct mem_map map[NR_SEGS]; /* as loaded: contiguous from map[].phys */
};

/* GET_MEMORY: a range of whole frames that belongs to nobody yet. */
struct mem_range {
	phys_t start;
	uint32_t bytes;
};
#define NR_MEM_RANGES 64 /* no more of them are used */

/* GET_PROC: a process, as the kernel has it. */
struct proc_info {
	char name[PROC_NAME_LEN];
	endpoint_t ep;
	uint32_t rts_flags;
	uint32_t cr3; /* 0: no page table */
	vir_t sp;
	vir_t pc;
	struct mem_map map[NR_SEGS];
};

/*
 * GET_COUNTERS: events since boot, always counted. cr3_* are loads of CR3 by
 * reason; handouts/costs.md tells what each operation costs of them.
 */
struct counters {
	uint32_t cr3_switch;       /* another process's directory */
	uint32_t cr3_window;       /* all windows were open */
	uint32_t cr3_flush;        /* VMCTL_FLUSHTLB */
	uint32_t cr3_setaddrspace; /* the live directory moved */
	uint32_t invlpg;
	uint32_t window_mapped; /* a window was opened */
	uint32_t window_reused; /* one that was open showed the memory */
	uint32_t fault_user;    /* page faults in user mode */
	uint32_t fault_copy;    /* caught inside a copy */
	uint32_t request[5];    /* memory requests by type (enum vmptype) */
	uint32_t suspensions;
	uint32_t messages;
	uint32_t notifications;
	uint32_t copied_bytes;
	uint32_t interrupts;
	uint32_t kernel_calls[NR_KERNEL_CALLS];
};

/* VMCTL_ENABLE_PAGING: VM's segments in the new world. */
struct paging_params {
	struct mem_map map[NR_SEGS];
};
