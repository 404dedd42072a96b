/*
 * role.h: what each process may do, by its role.
 *
 * Four words, which the whole source uses in these senses:
 *
 *	task      a source of messages inside the kernel: CLOCK, SYSTEM. It has
 *	          a slot and an endpoint, but never runs.
 *	server    a process that does the system's work at the request of
 *	          others, in a slot of its own: PM, VM; later FS and TTY. PM is
 *	          also called a manager: it receives others' signals.
 *	service   any other process with privileges of its own, e.g. a device's
 *	          driver. The kernel's command line says which programs are
 *	          services, and of which role: "services=disk:driver".
 *	program   a plain user process. All programs share their privileges.
 *
 * What must hold: no process may do more than its role's row of the table
 * (role.c) says. SYS_PRIVCTL can leave a service less, never give it more.
 */
#pragma once

#include <faultline/types.h>

/* Programs share one privilege structure, all others have their own. */
enum priv_kind { PRIV_TASK, PRIV_SERVER, PRIV_SERVICE, PRIV_USER };

/* Whose memory a kernel call may name without a grant. */
enum role_reach {
	REACH_OWN,    /* the caller's own */
	REACH_OTHERS, /* any process's */
	REACH_ALL,    /* physical memory, too */
};

struct role {
	const char *name;
	enum priv_kind kind;
	int slot;                   /* FIRST_PROGRAM: the next that is free */
	bool paged;                 /* VM gives it a page table */
	uint32_t stack;             /* bytes */
	uint32_t priority, quantum; /* quantum in ticks; 0: it is not bounded */
	uint32_t traps;             /* IPC calls: bits 1 << enum ipc_call */
	uint64_t calls;             /* kernel calls: 1 << enum kernel_call */
	enum role_reach reach;
	const char *to; /* roles it may send to: "pm,vm"; "*": all */
};

extern const struct role *const role_task, *const role_user;

/* The role of that name, which may be followed by a comma or a blank. */
const struct role *role_find(const char *name);

/* The role that the boot process of that name has. */
const struct role *role_of_boot_process(const char *name);

bool role_may_send(const struct role *from, const struct role *to);
