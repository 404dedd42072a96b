/*
 * role.c: the table of roles, row by row, against what each role is for.
 * The expectations stand here once more: a right that a row gains is a right
 * that this file must name, too.
 */
/* links: tests/unit/fakes/arch.c kernel/arch/x86/segments.c */
/* links: kernel/{proc,priv,sched,ipc,async,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,role}.c lib/base/option.c */
/* links: kernel/system/do_clear.c */
#include <criterion/criterion.h>
#include <string.h>
#include <faultline/endpoint.h>
#include "kernel/boot.h"
#include "kernel/system/system.h"
#include "tests/unit/fakes/arch.h"

#define SET(call) (1ull << SYS_##call)
#define ASK (SET(GETINFO) | SET(TIMES) | SET(DIAG))
#define SELF_ONLY (ASK | SET(SETALARM) | SET(EXIT))
#define BY_GRANT                                                              \
	(SET(SETGRANT) | SET(SAFECOPYFROM) | SET(SAFECOPYTO) | SET(SAFEMAP) | \
	 SET(SAFEREVMAP) | SET(SAFEUNMAP))
#define DEVICES (SET(IRQCTL) | SET(DEVIO))
#define MEMORY (SET(VIRCOPY) | SET(UMAP) | SET(PHYSCOPY) | SET(MEMSET))

static const char *const names[] = {"task",   "pm",     "vm",     "fs",
				    "tty",    "user",   "driver", "peer",
				    "lender", "copier", "caged",  "tester"};

#define COUNT (sizeof(names) / sizeof(names[0]))
#define TEST_TO "task pm vm user peer lender copier caged tester"
#define ALL "task pm vm fs tty user driver peer lender copier caged tester"

static const struct {
	uint64_t calls;
	bool others, physical; /* memory that it may name without a grant */
	const char *to;
} expected[COUNT] = {
	{0, false, false, ""},
	{ASK | SET(EXEC) | SET(CLEAR) | SET(SCHEDULE) | SET(PRIVCTL) |
		 SET(KILL) | SET(GETKSIG) | SET(ENDKSIG) | SET(SIGSEND) |
		 SET(SIGRETURN) | SET(RUNCTL) | SET(VIRCOPY) | SET(SETALARM) |
		 SET(ABORT),
	 true, false, ALL},
	{ASK | MEMORY | SET(FORK) | SET(VMCTL) | SET(NEWMAP) | SET(KILL) |
		 SET(ABORT),
	 true, true, ALL},
	{SELF_ONLY | BY_GRANT | SET(VIRCOPY), true, false,
	 "pm vm tty driver user"},
	{SELF_ONLY | BY_GRANT | DEVICES, false, false, "pm vm fs"},
	{ASK, false, false, "pm vm fs"},
	{SELF_ONLY | BY_GRANT | DEVICES | SET(UMAP), false, false, "pm vm fs"},
	{SELF_ONLY, false, false, TEST_TO},
	{SELF_ONLY | BY_GRANT, false, false, TEST_TO},
	{SELF_ONLY | BY_GRANT | SET(VIRCOPY) | SET(UMAP), true, false, TEST_TO},
	{SELF_ONLY | MEMORY, false, false, TEST_TO},
	{SELF_ONLY | BY_GRANT | DEVICES | MEMORY, true, true, TEST_TO},
};

static struct proc *procs[COUNT];

/* One process of each role. */
static void one_of_each(void)
{
	fake_boot();
	for (size_t i = 0; i < COUNT; i++) {
		const struct role *role = role_find(names[i]);

		cr_assert_not_null(role, "there is no role %s", names[i]);
		if (role->kind == PRIV_TASK)
			procs[i] = proc_slot(SYSTEM);
		else if (role->slot <= VM_PROC_NR)
			procs[i] = proc_slot(role->slot);
		else
			procs[i] = proc_slot(FIRST_PROGRAM + (int)i);
		if (procs[i]->rts & RTS_SLOT_FREE)
			fake_process(FIRST_PROGRAM + (int)i, PRIV_USER);
		if (role->slot > VM_PROC_NR)
			cr_assert_eq(priv_assign(procs[i], role), OK);
	}
}

TestSuite(kernel_role, .init = one_of_each);

CheckedTest(kernel_role, each_role_has_its_kernel_calls_and_no_other)
{
	for (size_t i = 0; i < COUNT; i++)
		for (uint32_t nr = 0; nr < NR_KERNEL_CALLS; nr++)
			cr_expect_eq(priv_may_call(procs[i], nr),
				     expected[i].calls >> nr & 1,
				     "%s and call %u", names[i], nr);
}

/* Is it one of the words? */
static bool listed(const char *words, const char *name)
{
	const char *at = words;
	size_t n = strlen(name);

	while ((at = strstr(at, name)) != NULL) {
		if ((at == words || at[-1] == ' ') &&
		    (at[n] == ' ' || at[n] == '\0'))
			return true;
		at += n;
	}
	return false;
}

CheckedTest(kernel_role, each_role_sends_to_the_roles_of_its_row_and_no_other)
{
	for (size_t i = 0; i < COUNT; i++)
		for (size_t j = 0; j < COUNT; j++)
			cr_expect_eq(priv_may_send(procs[i], procs[j]),
				     listed(expected[i].to, names[j]),
				     "%s to %s", names[i], names[j]);
}

CheckedTest(kernel_role, memory_without_a_grant_is_for_few)
{
	for (size_t i = 0; i < COUNT; i++) {
		const struct proc *p = procs[i];

		cr_expect(priv_may_reach(p, SELF, SEG_D), "%s", names[i]);
		cr_expect(priv_may_reach(p, p->endpoint, SEG_S), "%s",
			  names[i]);
		for (uint32_t seg = 0; seg < NR_SEGS; seg++)
			cr_expect_eq(priv_may_reach(p, 99, seg),
				     expected[i].others, "%s", names[i]);
		cr_expect_eq(priv_may_reach(p, SELF, SEG_PHYS),
			     expected[i].physical, "%s", names[i]);
		cr_expect_eq(priv_may_reach(p, NONE, SEG_PHYS),
			     expected[i].physical, "%s", names[i]);
	}
}

/* Of a new structure as of one that was another's: nothing is left over. */
CheckedTest(kernel_role, a_structure_that_is_used_again_starts_anew)
{
	struct proc *p = procs[6], *next;
	uint32_t id = p->priv->id;

	cr_assert_str_eq(names[6], "driver");
	cr_assert(priv_may_send(proc_slot(FIRST_PROGRAM + 3), p)); /* FS */
	proc_clear(p);
	for (uint32_t i = 0; i < priv_end; i++)
		cr_assert_eq(priv_table[i].ipc_to[id / 32] >> id % 32 & 1, 0);
	next = fake_process(60, PRIV_SERVICE);
	cr_assert_eq(next->priv->id, id);
	cr_assert_not(priv_may_send(proc_slot(FIRST_PROGRAM + 3), next));
	cr_assert_not(priv_may_send(next, proc_slot(FIRST_PROGRAM + 3)));
	procs[6] = next;
}

CheckedTest(kernel_role, init_is_a_program_like_any_other)
{
	const struct role *init = role_find("init");
	struct proc *p = fake_process(61, PRIV_USER);

	cr_assert_eq(init->slot, INIT_PROC_NR);
	cr_assert_eq(priv_assign(p, init), OK);
	cr_assert_eq(p->priv, procs[5]->priv);
	cr_assert_str_eq(p->priv->role->name, "user");
}

/* --- which role a boot process has --- */

static const char *boot_role(const char *name)
{
	return role_of_boot_process(name)->name;
}

Test(kernel_role, servers_and_init_are_known_by_name)
{
	boot_cmdline = "services=pm:driver,vm:tester";
	cr_assert_str_eq(boot_role("pm"), "pm");
	cr_assert_str_eq(boot_role("vm"), "vm");
	cr_assert_str_eq(boot_role("fs"), "fs");
	cr_assert_str_eq(boot_role("tty"), "tty");
	cr_assert_str_eq(boot_role("init"), "init");
}

Test(kernel_role, services_are_who_the_command_line_names)
{
	boot_cmdline = "services=disk:driver,a:peer";
	cr_assert_str_eq(boot_role("disk"), "driver");
	cr_assert_str_eq(boot_role("a"), "peer");
	cr_assert_str_eq(boot_role("dis"), "user");
	cr_assert_str_eq(boot_role("disk2"), "user");
	cr_assert_str_eq(boot_role("driver"), "user");
	cr_assert_str_eq(boot_role("tester"), "user");
	cr_assert_str_eq(boot_role("task"), "user");
	boot_cmdline = "";
	cr_assert_str_eq(boot_role("disk"), "user");
}

static void boot_disk(void)
{
	role_of_boot_process("disk");
}

Test(kernel_role, a_service_s_role_is_a_service_s)
{
	static const char *const wrong[] = {
		"services=disk",      "services=disk:",
		"services=disk:x",    "services=disk:drive",
		"services=disk:user", "services=disk:pm",
		"services=disk:task", "services=a:peer,disk",
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		boot_cmdline = wrong[i];
		cr_expect_str_eq(fake_panic_of(boot_disk),
				 "services= gives disk no role of a service",
				 "%s", wrong[i]);
	}
}
