/*
 * call.h: the numbers of IPC calls, kernel calls, VM calls and PM calls.
 *
 * What each call means stands at the top of the file that serves it:
 * kernel/system/do_*.c, servers/vm/ and servers/pm/.
 */
#pragma once

/*
 * IPC calls. By which software interrupts, and in which registers, they and
 * kernel calls are made: <x86/vector.h>.
 */
enum ipc_call {
	SEND = 1,    /* wait until the receiver takes it */
	RECEIVE = 2, /* from one endpoint, or ANY */
	SENDREC = 3, /* SEND, then RECEIVE the answer from the same */
	NOTIFY = 4,  /* one bit, never waits */
	SENDNB = 5,  /* SEND, or ENOTREADY */
	SENDA = 16,  /* EBX = table of messages, EAX = how many (async.h) */
};

/* The status word: by which call the sender sent, and a flag. */
#define STATUS_CALL(status) ((status)&0x3fu)
#define STATUS_FROM_KERNEL \
	0x10000u /* made by the kernel, on the source's behalf */

/*
 * A notification's message type; the pending word says more (struct
 * msg_notify).
 */
#define NOTIFY_MESSAGE 0x1000

/* Kernel calls: message type KERNEL_CALL + number. */
#define KERNEL_CALL 0x600

enum kernel_call {
	SYS_FORK = 0,
	SYS_EXEC = 1,
	SYS_CLEAR = 2,
	SYS_SCHEDULE = 3,
	SYS_PRIVCTL = 4,
	SYS_KILL = 6,
	SYS_GETKSIG = 7,
	SYS_ENDKSIG = 8,
	SYS_SIGSEND = 9,
	SYS_SIGRETURN = 10,
	SYS_NEWMAP = 11,
	SYS_MEMSET = 13,
	SYS_UMAP = 14,
	SYS_VIRCOPY = 15,
	SYS_PHYSCOPY = 16,
	SYS_IRQCTL = 19,
	SYS_DEVIO = 21,
	SYS_SETALARM = 24,
	SYS_TIMES = 25,
	SYS_GETINFO = 26,
	SYS_ABORT = 27,
	SYS_SAFECOPYFROM = 31,
	SYS_SAFECOPYTO = 32,
	SYS_SETGRANT = 34,
	SYS_VMCTL = 43,
	SYS_DIAG = 44,
	SYS_RUNCTL = 46,
	SYS_SAFEMAP = 47,
	SYS_SAFEREVMAP = 48,
	SYS_SAFEUNMAP = 49,
	SYS_EXIT = 53,
	NR_KERNEL_CALLS = 58,
};

/* SYS_FORK's flags. */
#define FORK_VMINHIBIT 0x1u /* the child waits for its page table */

/* SYS_PRIVCTL: what is asked. */
enum privctl_what {
	PRIVCTL_ALLOW = 1,       /* run, with the privileges that are set */
	PRIVCTL_DISALLOW = 2,    /* stop, until ALLOW */
	PRIVCTL_SET_SERVICE = 3, /* the privileges of a service's role */
	PRIVCTL_SET_USER = 4,    /* those of all plain programs */
	PRIVCTL_ADD_PORTS = 5,   /* a range of I/O ports, too */
	PRIVCTL_ADD_LINES = 6,   /* a range of interrupt lines, too */
	PRIVCTL_NARROW = 7,      /* fewer calls than the role's */
};

/* SYS_SCHEDULE. Queue 0 is the highest. */
enum priority {
	PRIO_VM = 0, /* VM is alone there, so nothing preempts it */
	PRIO_SERVER = 2,
	PRIO_SERVICE = 4,
	PRIO_USER = 7,
	NR_QUEUES = 8,
};

/* SYS_VMCTL: what VM asks (SVMCTL_PARAM). */
enum vmctl_param {
	VMCTL_CLEAR_PAGEFAULT = 12, /* WHO's fault is served */
	VMCTL_GETCR3 = 13,          /* reply value: WHO's page directory */
	/* next memory request; result its type, or ESRCH */
	VMCTL_MEMREQ_GET = 14,
	VMCTL_MEMREQ_REPLY = 15, /* WHO's request is answered with VALUE */
	VMCTL_INCSP = 16,        /* WHO's stack pointer += VALUE */
	/* VALUE: index of a grant of WHO's SMAP; reply: grantor, number */
	VMCTL_MEMREQ_GRANT = 17,
	/* VALUE: a PDE for a window; reply value: 1 if more are wanted */
	VMCTL_FREEPDE = 23,
	VMCTL_ENABLE_PAGING = 24, /* VALUE: pointer to struct paging_params */
	VMCTL_INVLPG = 25,   /* VALUE: a linear address of the caller's space */
	VMCTL_FLUSHTLB = 26, /* the caller's page table was edited */
	VMCTL_KERN_PHYSMAP =
		27, /* VALUE: index of a range that the kernel wants */
	VMCTL_KERN_MAP_REPLY =
		28, /* VALUE: index; value2: where it is (kernel address) */
	VMCTL_SETADDRSPACE =
		29, /* WHO's directory: VALUE physical, value2 kernel address */
};

/* Types of memory requests: the result of VMCTL_MEMREQ_GET. */
enum vmptype {
	VMPTYPE_NONE = 0,
	VMPTYPE_CHECK = 1,  /* make a range present (flag: and writable) */
	VMPTYPE_COWMAP = 2, /* map target's range from ep2's, copy on write */
	VMPTYPE_SMAP = 3,   /* map target's range from ep2's, shared */
	VMPTYPE_SUNMAP = 4, /* end mappings; who had them gets copies */
};

/* Flags of a range in VMCTL_KERN_PHYSMAP's reply. */
#define PHYSMAP_UNCACHED 0x1u

/* SYS_SAFECOPYFROM's and SYS_SAFECOPYTO's flags. */
#define SAFECOPY_COW 0x1u /* whole pages may be mapped, copy on write */

/* SYS_SAFEMAP's flags. Without any, the mapping is read-only. */
#define SAFEMAP_WRITE 0x1u /* the grantee may write, and the grantor sees it */
#define SAFEMAP_COW 0x2u   /* writes of either stay its own */

/* SYS_GETINFO: what is asked. */
enum getinfo_what {
	GET_IMAGE = 1,    /* struct boot_image[]: the boot processes */
	GET_MEMORY = 2,   /* struct mem_range[]: memory for VM to hand out */
	GET_PROC = 3,     /* struct proc_info of an endpoint */
	GET_COUNTERS = 4, /* struct counters */
	GET_CMDLINE = 5,  /* the kernel's command line, with its 0 */
};

/* SYS_DIAG: what is asked. */
enum diag_what {
	DIAG_PRINT = 1, /* one line to the log; ptr, len (1 .. DIAG_LINE_MAX) */
	DIAG_TRACE = 2, /* trace mask := ptr; reply ptr: the old mask */
	DIAG_COUNTERS = 3, /* print the counters */
};
#define DIAG_LINE_MAX 200

/* SYS_RUNCTL: what is to be done, and how. */
enum runctl_action {
	RC_STOP = 1,   /* it does not run from now on */
	RC_RESUME = 2, /* it runs, unless something else holds it */
};
#define RC_DELAY 0x1u /* RC_STOP: not in the middle of a call */

/* SYS_IRQCTL: what is asked. */
enum irqctl_what {
	IRQ_SETPOLICY = 1, /* the line is the caller's; disabled */
	IRQ_RMPOLICY = 2,  /* it is nobody's any more */
	IRQ_ENABLE = 3,    /* interrupts may come */
	IRQ_DISABLE = 4,   /* and may not */
};
#define IRQ_REENABLE 0x1u /* policy: after one, the next may come at once */

/* SYS_DEVIO: which way. */
enum devio_what {
	DEVIO_INPUT = 1,  /* value := port */
	DEVIO_OUTPUT = 2, /* port := value */
};

/* SYS_ABORT: how the machine ends. */
enum abort_how {
	ABORT_DONE = 0,  /* all work is done */
	ABORT_PANIC = 1, /* PM or VM cannot go on */
};

/* VM calls. */
#define VM_CALL 0xc00

enum vm_call {
	VM_EXIT = 0xc00,      /* PM: free what a process had */
	VM_BRK = 0xc02,       /* move the end of the caller's heap */
	VM_WILLEXIT = 0xc05,  /* PM: the process will exit */
	VM_MMAP = 0xc0a,      /* anonymous memory */
	VM_MUNMAP = 0xc11,    /* and away with it */
	VM_INFO = 0xc28,      /* frames in use, regions */
	VM_PAGEFAULT = 0xcff, /* from the kernel only */
};

/* A page fault's flags, as the processor's error code has them. */
#define PF_PRESENT 0x1u /* the page is there: protection */
#define PF_WRITE 0x2u   /* it was to be written */
#define PF_USER 0x4u    /* in user mode */

/* VM_MMAP. Memory can always be read. */
#define PROT_READ 0x1u
#define PROT_WRITE 0x2u
#define MAP_FIXED 0x1u /* at addr exactly, or ENOMEM; without: addr is a hint */
#define MAP_PREALLOC 0x2u /* frames at once */

/* VM_INFO: what is asked. */
enum vm_info_what {
	VMI_FRAMES = 1, /* reply: frames in all, free frames */
	VMI_PROC = 2,   /* reply for ep: pages mapped, regions */
};

/* PM calls. */
#define PM_CALL 0x100

enum pm_call {
	PM_EXIT = 0x101, /* the caller ends; no reply */
	/* reply: the caller's endpoint; what IPC costs is measured by it */
	PM_GETPID = 0x102,
};
