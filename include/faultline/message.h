/*
 * message.h: the message: who sent it, what it is, and one of these bodies.
 *
 * The body's layout is given by the type: each call has a member of its own,
 * for its request and, where they differ, for its reply. Nine words, copied
 * whole.
 */
#pragma once

#include <faultline/types.h>

/*
 * A notification: source tells who; from SYSTEM and HARDWARE, pending says
 * what.
 */
struct msg_notify {
	uint32_t pending; /* set of signals (SYSTEM) or interrupts (HARDWARE) */
	uint32_t uptime;  /* ticks, when it was built */
};

/*
 * SYS_VMCTL (SVMCTL_WHO, _PARAM, _VALUE). Reply: value, or one of the next two.
 */
struct msg_vmctl {
	endpoint_t who; /* SELF: the caller */
	uint32_t param; /* enum vmctl_param */
	uint32_t value;
	uint32_t value2;
};

/* Reply of VMCTL_MEMREQ_GET (SVMCTL_MRG_*). */
struct msg_memreq {
	endpoint_t target; /* whose memory */
	lin_t addr;        /* linear */
	uint32_t length;   /* bytes */
	/*
	 * CHECK: 1 to write; SMAP: 1 writable; COWMAP: 1 in a copy's place;
	 * SUNMAP: 0 the target's mapping at addr, 1 all mappings through a
	 * grant of ep2's, of which addr2 is the number
	 */
	uint32_t flag;
	endpoint_t ep2;       /* maps: the source */
	lin_t addr2;          /* maps: linear, in the source */
	endpoint_t requestor; /* whom to reply about */
};

/* Reply of VMCTL_KERN_PHYSMAP. */
struct msg_physmap {
	phys_t addr;
	uint32_t length; /* bytes */
	uint32_t flags;  /* PHYSMAP_* */
};

/* SYS_FORK. Reply: ep is the child. */
struct msg_fork {
	endpoint_t ep; /* the parent */
	uint32_t slot; /* the child's, which is free */
	uint32_t flags;
	vir_t msg; /* reply: where both await their answer */
};

/* SYS_EXEC. */
struct msg_exec {
	endpoint_t ep;
	vir_t pc;
	vir_t sp;
	char name[16]; /* PROC_NAME_LEN, with its 0 */
};

/* SYS_PRIVCTL. */
struct msg_privctl {
	endpoint_t ep;
	uint32_t what; /* enum privctl_what */
	union {
		char role[16];          /* SET_SERVICE: its name, with its 0 */
		struct {                /* NARROW: what is left of its rights */
			uint32_t traps; /* bits 1 << enum ipc_call */
			uint32_t calls[2]; /* of enum kernel_call, 32 a word */
		};
		struct {
			uint32_t first, last; /* ADD_PORTS, ADD_LINES */
		};
	};
};

/* SYS_SCHEDULE. */
struct msg_schedule {
	endpoint_t ep;
	uint32_t priority; /* enum priority */
	uint32_t quantum;  /* ticks it may run in a row */
};

/* SYS_VIRCOPY, SYS_PHYSCOPY. */
struct msg_copy {
	endpoint_t src_ep;
	uint32_t src_seg; /* enum segment */
	uint32_t src_addr;
	endpoint_t dst_ep;
	uint32_t dst_seg;
	uint32_t dst_addr;
	uint32_t bytes;
};

/* SYS_UMAP. */
struct msg_umap {
	endpoint_t ep;
	uint32_t seg;
	vir_t addr;
	uint32_t bytes;
	phys_t phys; /* reply */
};

/* SYS_MEMSET. */
struct msg_memset {
	phys_t phys;
	uint32_t bytes;
	uint32_t pattern; /* low byte */
};

/* SYS_NEWMAP. */
struct msg_newmap {
	endpoint_t ep;
	vir_t map; /* the caller's struct mem_map[NR_SEGS] */
};

/* SYS_GETINFO. Reply: size is the bytes written. */
struct msg_getinfo {
	uint32_t what; /* enum getinfo_what */
	vir_t ptr;
	uint32_t size;
	endpoint_t ep; /* GET_PROC */
};

/* SYS_SETGRANT. */
struct msg_setgrant {
	vir_t table;      /* struct grant[] in the caller */
	uint32_t entries; /* 0: none any more */
};

/* SYS_SAFECOPYFROM, SYS_SAFECOPYTO. */
struct msg_safecopy {
	endpoint_t ep; /* the grantor */
	grant_t grant;
	uint32_t offset; /* into the granted range */
	vir_t addr;      /* the caller's */
	uint32_t bytes;
	uint32_t flags; /* SAFECOPY_* */
};

/* SYS_SAFEMAP, SYS_SAFEREVMAP (grant), SYS_SAFEUNMAP (addr). */
struct msg_safemap {
	endpoint_t ep; /* the grantor */
	grant_t grant;
	uint32_t offset;
	vir_t addr; /* the caller's */
	uint32_t bytes;
	uint32_t flags; /* SAFEMAP_* */
};

/* SYS_TIMES. All in ticks. */
struct msg_times {
	endpoint_t ep;
	uint32_t user;   /* reply: ticks that found it running */
	uint32_t uptime; /* reply */
	uint32_t hz;     /* reply: ticks a second */
};

/* SYS_SETALARM. */
struct msg_setalarm {
	/* from now; 0: no alarm. Reply: what the old one had left */
	uint32_t ticks;
	uint32_t uptime; /* reply */
};

/* SYS_DIAG. */
struct msg_diag {
	uint32_t what; /* enum diag_what */
	vir_t ptr;
	uint32_t len;
};

/* SYS_ABORT (enum abort_how), SYS_EXIT (status), PM_EXIT (status). */
struct msg_exit {
	int32_t status;
};

/*
 * SYS_CLEAR, SYS_KILL, SYS_GETKSIG, SYS_ENDKSIG, VM_WILLEXIT, VM_EXIT,
 * PM_GETPID.
 */
struct msg_process {
	endpoint_t ep;
	uint32_t signal; /* KILL: its number; GETKSIG's reply: the set */
};

/* SYS_RUNCTL. */
struct msg_runctl {
	endpoint_t ep;
	uint32_t action; /* enum runctl_action */
	uint32_t flags;  /* RC_* */
};

/* SYS_SIGSEND. */
struct msg_sigsend {
	endpoint_t ep;
	uint32_t signal;
	vir_t handler;   /* runs with a struct signal_frame on its stack */
	vir_t return_to; /* and returns there */
	uint32_t mask;   /* for SYS_SIGRETURN's reply */
};

/* SYS_SIGRETURN. */
struct msg_sigreturn {
	endpoint_t ep;
	vir_t context; /* its struct signal_context */
	uint32_t mask; /* reply: what SYS_SIGSEND was given */
};

/* SYS_IRQCTL. */
struct msg_irqctl {
	uint32_t what; /* enum irqctl_what */
	uint32_t line;
	uint32_t bit;   /* IRQ_SETPOLICY: of HARDWARE's pending word */
	uint32_t flags; /* IRQ_SETPOLICY: IRQ_REENABLE or 0 */
};

/* SYS_DEVIO. */
struct msg_devio {
	uint32_t what; /* enum devio_what */
	uint32_t port;
	uint32_t bytes; /* 1, 2 or 4 */
	uint32_t value; /* DEVIO_INPUT: in the reply */
};

/* VM_PAGEFAULT: source is the process. */
struct msg_pagefault {
	lin_t addr;
	uint32_t flags; /* PF_* */
};

/* VM_MMAP (reply: addr), VM_MUNMAP, VM_BRK (addr). */
struct msg_mmap {
	vir_t addr;
	uint32_t len;
	uint32_t prot;  /* PROT_* */
	uint32_t flags; /* MAP_* */
};

/* VM_INFO. The two numbers of the reply are named in enum vm_info_what. */
struct msg_vminfo {
	uint32_t what;
	endpoint_t ep;
	uint32_t total;
	uint32_t free;
};

struct message {
	endpoint_t source; /* written by the kernel */
	int32_t type;      /* call number; in a reply the result */
	union {
		uint32_t words[7];
		struct msg_notify notify;
		struct msg_vmctl vmctl;
		struct msg_memreq memreq;
		struct msg_physmap physmap;
		struct msg_fork fork;
		struct msg_exec exec;
		struct msg_privctl privctl;
		struct msg_schedule schedule;
		struct msg_copy copy;
		struct msg_umap umap;
		struct msg_memset memset;
		struct msg_newmap newmap;
		struct msg_getinfo getinfo;
		struct msg_setgrant setgrant;
		struct msg_safecopy safecopy;
		struct msg_safemap safemap;
		struct msg_times times;
		struct msg_setalarm setalarm;
		struct msg_diag diag;
		struct msg_exit exit;
		struct msg_process process;
		struct msg_runctl runctl;
		struct msg_sigsend sigsend;
		struct msg_sigreturn sigreturn;
		struct msg_irqctl irqctl;
		struct msg_devio devio;
		struct msg_pagefault pagefault;
		struct msg_mmap mmap;
		struct msg_vminfo vminfo;
	};
};

_Static_assert(sizeof(struct message) == 36, "a message is nine words");
_Static_assert(offsetof(struct message, words) == 8,
	       "the body follows source and type");
