/*
 * role.c: the table of roles: who is started where, and who may do what.
 *
 * A row is one role. A new server or kind of service is a new row; nothing else
 * in the kernel knows it by name.
 *
 * What must hold:
 *   - a row has no more than its processes need: a call that is not listed is
 *     refused, and so is a message to a role that is not listed;
 *   - physical memory is for VM alone, and others' memory, without a grant, for
 *     VM, PM and FS: the kernel cannot protect itself or anybody from a process
 *     that reaches these;
 *   - whoever answers a call must be able to send: the caller's role stands in
 *     the row of the called, too.
 */
#include "kernel/role.h"
#include <faultline/call.h>
#include <faultline/endpoint.h>
#include <faultline/memmap.h>
#include <lib/base/string.h>
#include "kernel/boot.h"
#include "kernel/debug.h"
#include <lib/base/option.h>

#define SERVER_STACK (16 * CLICK_SIZE)
#define PROGRAM_STACK CLICK_SIZE
#define PROGRAM_QUANTUM 5

#define TRAP(call) (1u << (call))
#define ALL_TRAPS                                                    \
	(TRAP(SEND) | TRAP(RECEIVE) | TRAP(SENDREC) | TRAP(NOTIFY) | \
	 TRAP(SENDNB) | TRAP(SENDA))

/* Sets of kernel calls. */
#define CALL(name) (1ull << SYS_##name)
#define ASK (CALL(GETINFO) | CALL(TIMES) | CALL(DIAG))
#define LIVE (ASK | CALL(SETALARM) | CALL(EXIT))
#define GRANT                                                     \
	(CALL(SETGRANT) | CALL(SAFECOPYFROM) | CALL(SAFECOPYTO) | \
	 CALL(SAFEMAP) | CALL(SAFEREVMAP) | CALL(SAFEUNMAP))
#define DRIVE (CALL(IRQCTL) | CALL(DEVIO))
#define COPY (CALL(VIRCOPY) | CALL(UMAP))
#define COPY_PHYSICAL (CALL(PHYSCOPY) | CALL(MEMSET))

/* Whom the roles of the tests may send to: one another, and no real service. */
#define TESTS "task,pm,vm,user,peer,lender,copier,caged,tester"

/* Kind, slot, paged or not, stack, priority, quantum, traps. */
#define SERVER(slot, paged, priority) \
	PRIV_SERVER, slot, paged, SERVER_STACK, priority, 0, ALL_TRAPS
#define SERVICE                                                         \
	PRIV_SERVICE, FIRST_PROGRAM, true, PROGRAM_STACK, PRIO_SERVICE, \
		PROGRAM_QUANTUM, ALL_TRAPS
#define PROGRAM(slot)                                                     \
	PRIV_USER, slot, true, PROGRAM_STACK, PRIO_USER, PROGRAM_QUANTUM, \
		TRAP(SENDREC)

#define PM_CALLS                                                           \
	(ASK | CALL(EXEC) | CALL(CLEAR) | CALL(SCHEDULE) | CALL(PRIVCTL) | \
	 CALL(KILL) | CALL(GETKSIG) | CALL(ENDKSIG) | CALL(VIRCOPY) |      \
	 CALL(SETALARM) | CALL(ABORT) | CALL(RUNCTL) | CALL(SIGSEND) |     \
	 CALL(SIGRETURN))
#define VM_CALLS                                                 \
	(ASK | COPY | COPY_PHYSICAL | CALL(FORK) | CALL(VMCTL) | \
	 CALL(NEWMAP) | CALL(KILL) | CALL(ABORT))

static const struct role roles[] = {
	/* Name; what all of the kind have; kernel calls, reach, sends to. */
	{.name = "task", .kind = PRIV_TASK, .to = ""},
	{"user", PROGRAM(FIRST_PROGRAM), ASK, REACH_OWN, "pm,vm,fs"},
	{"init", PROGRAM(INIT_PROC_NR), ASK, REACH_OWN, "pm,vm,fs"},

	{"pm", SERVER(PM_PROC_NR, false, PRIO_SERVER), PM_CALLS, REACH_OTHERS,
	 "*"},
	{"vm", SERVER(VM_PROC_NR, true, PRIO_VM), VM_CALLS, REACH_ALL, "*"},
	{"fs", SERVER(FS_PROC_NR, true, PRIO_SERVER),
	 LIVE | GRANT | CALL(VIRCOPY), REACH_OTHERS, "pm,vm,tty,driver,user"},
	{"tty", SERVER(TTY_PROC_NR, true, PRIO_SERVER), LIVE | GRANT | DRIVE,
	 REACH_OWN, "pm,vm,fs"},

	/* A driver may ask where its own memory is, for DMA. */
	{"driver", SERVICE, LIVE | GRANT | DRIVE | CALL(UMAP), REACH_OWN,
	 "pm,vm,fs"},

	/*
	 * Roles of the system's own tests, which no other command line names:
	 * messages only; grants, too; the memory of others, too; the calls for
	 * all memory, but no right to name any that is not its own; everything
	 * that any service may, and physical memory.
	 */
	{"peer", SERVICE, LIVE, REACH_OWN, TESTS},
	{"lender", SERVICE, LIVE | GRANT, REACH_OWN, TESTS},
	{"copier", SERVICE, LIVE | GRANT | COPY, REACH_OTHERS, TESTS},
	{"caged", SERVICE, LIVE | COPY | COPY_PHYSICAL, REACH_OWN, TESTS},
	{"tester", SERVICE, LIVE | GRANT | DRIVE | COPY | COPY_PHYSICAL,
	 REACH_ALL, TESTS},
};

_Static_assert(NR_KERNEL_CALLS <= 64, "a role's calls are 64 bits");

#define ROLES_END (roles + sizeof(roles) / sizeof(roles[0]))

const struct role *const role_task = &roles[0], *const role_user = &roles[1];

const struct role *role_find(const char *name)
{
	for (const struct role *role = roles; role < ROLES_END; role++)
		if (option_item_is(name, role->name))
			return role;
	return NULL;
}

const struct role *role_of_boot_process(const char *name)
{
	const char *services = option_value(boot_cmdline, "services");
	const char *named = option_list_find(services, name);
	const struct role *role = role_find(name);

	if (role && role->slot < FIRST_PROGRAM && role->kind != PRIV_TASK)
		return role; /* it is called as its role is */
	if (!named && !option_list_has(services, name))
		return role_user;
	role = named ? role_find(named) : NULL;
	if (!role || role->kind != PRIV_SERVICE)
		panic("services= gives %s no role of a service", name);
	return role;
}

bool role_may_send(const struct role *from, const struct role *to)
{
	assert(from->to && to->name);
	return from->to[0] == '*' || option_list_has(from->to, to->name);
}
