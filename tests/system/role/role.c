/*
 * role.c: each role may do what its row of the table says (kernel/role.c), and
 * nothing else. What is expected is written here once more, from what the roles
 * are for.
 */
#include <faultline/call.h>
#include "grader/steps.h"

static const struct hint memory = {
	"without a grant nobody but VM names physical memory, and nobody but "
	"VM, PM and FS that of others",
	"a call does not ask whether the caller's role reaches that far",
	"priv_may_reach() in kernel/priv.h, and the call's file"};
static const struct hint rights = {
	"a role's kernel calls, and the roles it may send to, are those that "
	"it needs",
	"a row of the table gives too much, or the masks are not made from it",
	"kernel/role.c, kernel/priv.c"};
static const struct hint privacy = {
	"GETINFO tells nobody where others' memory is or what is in their "
	"registers, except who reaches their memory anyway",
	"the kernel's table is copied as it is", "kernel/system/do_getinfo.c"};

/* --- memory --- */

#define ALL_OF(first, own, others, physical)                            \
	{(first) + 0, own, "a copy from SELF to SELF"},                 \
		{(first) + 1, own, "the same, by its own endpoint"},    \
		{(first) + 2, others, "a copy from another"},           \
		{(first) + 3, others, "a copy to another"},             \
		{(first) + 4, (others) == OK ? -EDEADSRCDST : (others), \
		 "a copy from nobody"},                                 \
		{(first) + 5, physical, "a copy from physical memory"}, \
	{                                                               \
		(first) + 6, physical, "a copy to the kernel's text"    \
	}

static const struct step caged[] = {
	{1, -EPERM, "MEMSET of the kernel's text"},
	{2, -EPERM, "MEMSET of nothing"},
	ALL_OF(10, OK, -EPERM, -EINVAL), /* no physical memory in VIRCOPY */
	ALL_OF(20, OK, -EPERM, -EPERM),
	{30, OK, "UMAP of its own"},
	{31, -EPERM, "UMAP of another"},
	{32, -EPERM, "UMAP of nobody"},
};

static const struct step copier[] = {
	{1, -ECALLDENIED, "MEMSET of the kernel's text"},
	ALL_OF(10, OK, OK, -EINVAL),
	ALL_OF(20, -ECALLDENIED, -ECALLDENIED, -ECALLDENIED),
	{30, OK, "UMAP of its own"},
	{31, OK, "UMAP of another"},
	{32, -EINVAL, "UMAP of nobody"},
};

static const struct step driver[] = {
	{1, -ECALLDENIED, "MEMSET of the kernel's text"},
	ALL_OF(10, -ECALLDENIED, -ECALLDENIED, -ECALLDENIED),
	ALL_OF(20, -ECALLDENIED, -ECALLDENIED, -ECALLDENIED),
	{30, OK, "UMAP of its own"},
	{31, -EPERM, "UMAP of another"},
	{32, -EPERM, "UMAP of nobody"},
};

static const struct step plain[] = {
	{1, -ECALLDENIED, "MEMSET of the kernel's text"},
	ALL_OF(10, -ECALLDENIED, -ECALLDENIED, -ECALLDENIED),
	ALL_OF(20, -ECALLDENIED, -ECALLDENIED, -ECALLDENIED),
	{30, -ECALLDENIED, "UMAP of its own"},
};

static void check_memory(struct grading *g, const struct run *run)
{
	steps_check(g, run, "caged", &memory, caged);
	steps_check(g, run, "copier", &memory, copier);
	steps_check(g, run, "driver", &memory, driver);
	steps_check(g, run, "plain", &memory, plain);
}

SCENARIO(role, role_memory,
	 .title = "whose memory a service may name without a grant",
	 .modules = {"caged=role_memory 8", "copier=role_memory 8",
		     "driver=role_memory 8", "plain=role_memory 5 5 6 7"},
	 .services = "caged:caged,copier:copier,driver:driver",
	 .traces = "none", .points = 4, .check = check_memory)

/* --- calls and messages --- */

struct expected {
	const char *program;
	uint64_t calls;
	uint32_t to; /* PM, VM, FS, TTY, user, driver, peer, tester */
};

#define CALL(name) (1ull << SYS_##name)
#define ASK (CALL(GETINFO) | CALL(TIMES) | CALL(DIAG))
#define ALARM CALL(SETALARM)
#define GRANTS                                                    \
	(CALL(SETGRANT) | CALL(SAFECOPYFROM) | CALL(SAFECOPYTO) | \
	 CALL(SAFEMAP) | CALL(SAFEREVMAP) | CALL(SAFEUNMAP))
#define DEVICES (CALL(IRQCTL) | CALL(DEVIO))

static const struct expected expected[] = {
	{"user", ASK, 0x07},
	{"driver", ASK | ALARM | GRANTS | DEVICES | CALL(UMAP), 0x07},
	{"fs", ASK | ALARM | GRANTS | CALL(VIRCOPY), 0x3b},
	{"tty", ASK | ALARM | GRANTS | DEVICES, 0x07},
	{"peer", ASK | ALARM, 0xd3},
	{"lender", ASK | ALARM | GRANTS, 0xd3},
	{"copier", ASK | ALARM | GRANTS | CALL(VIRCOPY) | CALL(UMAP), 0xd3},
	{"caged",
	 ASK | ALARM | CALL(VIRCOPY) | CALL(UMAP) | CALL(PHYSCOPY) |
		 CALL(MEMSET),
	 0xd3},
	{"tester",
	 ASK | ALARM | GRANTS | DEVICES | CALL(VIRCOPY) | CALL(UMAP) |
		 CALL(PHYSCOPY) | CALL(MEMSET),
	 0xd3},
};

static void check_role(struct grading *g, const struct run *run,
		       const struct expected *e)
{
	const bool user = e->program[0] == 'u';

	check(g, 1,
	      run_proves(run, e->program, 1, (uint32_t)e->calls) &&
		      run_proves(run, e->program, 2, e->calls >> 32),
	      &rights, 0, "%s's kernel calls are others", e->program);
	/* A program may not NOTIFY, but is told so only by whom it may ask. */
	check(g, 1, run_proves(run, e->program, 3, e->to), &rights, 0,
	      "%s sends to others, or not to these", e->program);
	check(g, 1, run_proves(run, e->program, 9, 1) == user, &rights, 0,
	      "EXIT by %s", e->program);
}

static void check_calls(struct grading *g, const struct run *run)
{
	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
		check_role(g, run, &expected[i]);
}

#define ASKS(name) name "=role_calls 2 3 5 6 7 8"
#define ASKERS "9 10 11 12 13 14 15"
#define VICTIM(name) name "=role_victim 2 3 " ASKERS

SCENARIO(role, role_calls,
	 .title = "each role's kernel calls, and whom it may send to",
	 .modules = {VICTIM("a"), VICTIM("b"), VICTIM("c"), VICTIM("d"),
		     ASKS("user"), ASKS("driver"), ASKS("peer"), ASKS("lender"),
		     ASKS("copier"), ASKS("caged"), ASKS("tester"),
		     ASKS("fs") " then 3 " ASKERS, ASKS("tty") " then " ASKERS},
	 .services = "b:driver,c:peer,d:tester,driver:driver,peer:peer,"
		     "lender:lender,copier:copier,caged:caged,tester:tester",
	 .traces = "none", .limit = 200000000, .points = 27,
	 .check = check_calls)

/* --- GETINFO --- */

#define INFO(foreign, maps)                                          \
	{1, OK, "GET_PROC of another"}, {2, 8, "its endpoint"},      \
		{3, 1, "its name"},                                  \
		{4, foreign, "words of its registers, CR3 and map"}, \
		{5, 1, "its own are known"},                         \
		{6, maps, "words of others' maps in GET_IMAGE"},     \
		{7, 1, "its own map there"},                         \
	{                                                            \
		8, 0, "boot processes without a name or an endpoint" \
	}

static const struct step info_hidden[] = {INFO(0, 0)};

static void check_info(struct grading *g, const struct run *run)
{
	steps_check(g, run, "plain", &privacy, info_hidden);
	steps_check(g, run, "driver", &privacy, info_hidden);
	check(g, 1,
	      !run_proves(run, "copier", 4, 0) &&
		      !run_proves(run, "copier", 6, 0) &&
		      run_proves(run, "copier", 8, 0),
	      &privacy, 0, "copier, who reaches others' memory, is told less");
}

SCENARIO(role, role_info, .title = "what GETINFO tells of others",
	 .modules = {"plain=role_info 8", "driver=role_info 8",
		     "copier=role_info 8", "other=role_victim 5 6 7"},
	 .services = "driver:driver,copier:copier", .traces = "none",
	 .points = 3, .check = check_info)
