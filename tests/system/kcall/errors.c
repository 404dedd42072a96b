/*
 * errors.c: every kernel call that a program or a service may make, with
 * every error that its manual names (kernel/system/), and those it may not
 * make.
 */
#include "grader/steps.h"

static const struct hint plain_calls = {
	"a plain program may print, ask the time, and ask for information: "
	"all other kernel calls are refused before they do anything",
	"the call mask, or the order of the checks: range, mask, existence",
	"dispatch() in kernel/kcall.c, kernel/priv.c"};
static const struct hint memory_calls = {
	"UMAP, MEMSET, VIRCOPY and PHYSCOPY answer what their manuals say",
	"an argument is not checked, or in another order",
	"kernel/system/do_umap.c, do_memset.c, do_vircopy.c, do_physcopy.c"};
static const struct hint other_calls = {
	"a service's other calls answer what their manuals say",
	"an argument is not checked, or in another order",
	"the call's file in kernel/system/"};
static const struct hint exit_call = {
	"SYS_EXIT ends a service with SIGABRT, and does not return",
	"the caller ran on, or PM was not told", "kernel/system/do_exit.c"};

static const struct step plain[] = {
	{1, 55, "calls that are refused"},
	{2, OK, "TIMES"},
	{3, -EINVAL, "TIMES of a process that is not there yet"},
	{4, 1, "GETINFO"},
	{5, OK, "DIAG, a line"},
	{6, -EPERM, "DIAG, traces"},
	{7, -EPERM, "DIAG, counters"},
	{8, -EBADREQUEST, "the first number beyond all calls"},
	{9, -EBADREQUEST, "a number below all calls"},
	{10, -EBADREQUEST, "the largest number"},
};

static const struct step umap[] = {
	{100, OK, "UMAP of a page"},
	{101, 0, "the offset in its frame"},
	{102, 5, "UMAP inside the page"},
	{103, OK, "UMAP of text"},
	{104, -EINVAL, "UMAP of the dead"},
	{105, -EINVAL, "UMAP of another generation"},
	{106, -EINVAL, "UMAP of ANY"},
	{107, -EINVAL, "UMAP of NONE"},
	{108, -EINVAL, "UMAP of a malformed endpoint"},
	{109, -EINVAL, "UMAP of segment 3"},
	{110, -EINVAL, "UMAP of physical memory"},
	{111, -EDOM, "UMAP of nothing"},
	{112, -EFAULT, "UMAP across the segment's end"},
	{113, -EFAULT, "UMAP of a range that wraps"},
	{114, -EFAULT, "UMAP of nearly everything"},
	{115, -EFAULT, "UMAP beyond the text"},
	{116, -EFAULT, "UMAP of what is not there"},
	{117, OK, "UMAP of one of two frames"},
	{118, -EFAULT, "UMAP of frames that are not in a row"},
	{119, -EFAULT, "UMAP of what nobody has touched"},
};

static const struct step set[] = {
	{200, OK, "MEMSET"},
	{201, (int32_t)0xa5a5a501, "its first bytes"},
	{202, 0x0001a5a5, "its last bytes"},
	{203, OK, "MEMSET of nothing"},
	{204, -EFAULT, "MEMSET beyond memory"},
	{205, -EFAULT, "MEMSET of nearly everything"},
	{206, -EFAULT, "MEMSET of a range that wraps"},
};

#define COPY_STEPS(call, first)                                               \
	{(first) + 0, OK, call}, {(first) + 1, 0, call ": its data"},         \
		{(first) + 2, -EDOM, call " of nothing"},                     \
		{(first) + 3, -EDEADSRCDST, call " from the dead"},           \
		{(first) + 4, -EDEADSRCDST, call " to the dead"},             \
		{(first) + 5, -EDEADSRCDST, call " from another generation"}, \
		{(first) + 6, -EDEADSRCDST, call " to ANY"},                  \
		{(first) + 7, -EDEADSRCDST, call " to a task"},               \
		{(first) + 8, -EINVAL, call " from segment 3"},               \
		{(first) + 9, -EINVAL, call " to segment 17"},                \
		{(first) + 10, -EFAULT, call " from across the end"},         \
		{(first) + 11, -EFAULT, call " to across the end"},           \
		{(first) + 12, -EFAULT, call " from a range that wraps"},     \
		{(first) + 13, -EFAULT, call " of nearly everything"},        \
		{(first) + 14, -EFAULT, call " from where nothing is"},       \
		{(first) + 15, -EFAULT, call " to where nothing is"},         \
		{(first) + 16, -EFAULT, call " to read-only memory"},         \
		{(first) + 17, OK, call " from text"},                        \
	{                                                                     \
		(first) + 18, -EFAULT, call " from beyond the text"           \
	}

static const struct step vircopy[] = {
	COPY_STEPS("VIRCOPY", 300),
	{319, -EINVAL, "VIRCOPY from physical memory"},
	{320, -EINVAL, "VIRCOPY to physical memory"},
};

static const struct step physcopy[] = {
	COPY_STEPS("PHYSCOPY", 400),
	{419, -EFAULT, "PHYSCOPY from beyond memory"},
	{420, -EFAULT, "PHYSCOPY to where memory wraps"},
	{421, OK, "PHYSCOPY from physical memory, of a dead process"},
};

static const struct step getinfo[] = {
	{500, 0, "GETINFO, boot processes: not whole ones"},
	{501, 0, "GETINFO, memory"},
	{502, 1, "GETINFO, counters"},
	{503, 1, "GETINFO, command line"},
	{504, 1, "GETINFO, a process"},
	{505, 0, "GETINFO, the process's name"},
	{506, -E2BIG, "GETINFO of more than fits"},
	{507, -EINVAL, "GETINFO of the dead"},
	{508, -EINVAL, "GETINFO of another generation"},
	{509, -EINVAL, "GETINFO of nothing known (0)"},
	{510, -EINVAL, "GETINFO of nothing known (6)"},
	{511, -EFAULT, "GETINFO to across the segment's end"},
	{512, -EFAULT, "GETINFO to where nothing is"},
	{513, -EFAULT, "GETINFO to read-only memory"},
};

static const struct step grants[] = {
	{520, OK, "SETGRANT"},
	{521, -EFAULT, "SETGRANT across the segment's end"},
	{522, OK, "SETGRANT up to the segment's end"},
	{523, -EFAULT, "SETGRANT of nearly everything"},
	{524, -EFAULT, "SETGRANT of entries whose size wraps"},
	{525, OK, "SETGRANT of no grants"},
	{526, -EDOM, "SAFECOPYFROM of nothing"},
	{527, -EINVAL, "SAFECOPYTO the dead"},
	{528, -EINVAL, "SAFECOPYTO by a negative grant"},
	{529, -EPERM, "SAFECOPYTO somebody without grants"},
	{530, -EPERM, "SAFECOPYTO a task"},
};

static const struct step safemap[] = {
	{540, -EINVAL, "SAFEMAP of nothing"},
	{541, -EINVAL, "SAFEMAP of a part of a page"},
	{542, -EINVAL, "SAFEMAP with two flags"},
	{543, -EINVAL, "SAFEMAP with an unknown flag"},
	{544, -EINVAL, "SAFEMAP from inside a page"},
	{545, -EINVAL, "SAFEMAP to inside a page"},
	{546, -EINVAL, "SAFEMAP of one's own memory"},
	{547, -EPERM, "SAFEMAP to write by a grant to read"},
	{548, -EPERM, "SAFEMAP by a grant that is not filled in"},
	{549, -EINVAL, "SAFEMAP of the dead"},
	{550, -EINVAL, "SAFEMAP by a negative grant"},
	{551, -EFAULT, "SAFEMAP to outside the segment"},
	{552, -EINVAL, "SAFEUNMAP of what is not mapped"},
	{553, -EFAULT, "SAFEUNMAP outside the segment"},
	{554, -EINVAL, "SAFEREVMAP of a grant that nobody mapped"},
	{555, -EINVAL, "SAFEREVMAP of a negative grant"},
};

static const struct step time_and_diag[] = {
	{560, OK, "TIMES"},
	{561, OK, "TIMES of PM"},
	{562, -EINVAL, "TIMES of the dead"},
	{563, -EINVAL, "TIMES of another generation"},
	{564, -EINVAL, "TIMES of ANY"},
	{565, -EINVAL, "SETALARM in too many ticks"},
	{566, OK, "SETALARM in as many as there may be"},
	{567, OK, "SETALARM, none"},
	{580, OK, "DIAG, a line"},
	{581, -EINVAL, "DIAG, a line of nothing"},
	{582, -EINVAL, "DIAG, a line too long"},
	{583, -EFAULT, "DIAG, a line where nothing is"},
	{584, -EFAULT, "DIAG, a line that wraps"},
	{585, -EINVAL, "DIAG, nothing known (0)"},
	{586, -EINVAL, "DIAG, nothing known (4)"},
	{587, OK, "DIAG, traces"},
	{588, 0, "DIAG, the old traces"},
};

static const struct step refused[] = {
	{600, 41, "calls that are refused"},
	{601, -EBADREQUEST, "the first number beyond all calls"},
	{602, -EBADREQUEST, "a number below all calls"},
	{603, -EBADREQUEST, "the largest number"},
	{604, -EFAULT, "a message across the segment's end"},
	{605, -EFAULT, "a message that wraps"},
	{606, -EFAULT, "a message where nothing is"},
	{607, -EFAULT, "a message at 0"},
};

static void check_plain(struct grading *g, const struct run *run)
{
	steps_check(g, run, "plain", &plain_calls, plain);
}

SCENARIO(kcall, kcall_plain, .title = "kernel calls of a plain program",
	 .modules = {"plain=kcall_plain"}, .traces = "none", .points = 1,
	 .check = check_plain)

static void check_memory(struct grading *g, const struct run *run)
{
	steps_check(g, run, "memory", &memory_calls, umap);
	steps_check(g, run, "memory", &memory_calls, set);
	steps_check(g, run, "memory", &memory_calls, vircopy);
	steps_check(g, run, "memory", &memory_calls, physcopy);
}

SCENARIO(kcall, kcall_memory,
	 .title = "every error of the kernel calls about memory",
	 .modules = {"memory=kcall_memory 6", "dead=gone"},
	 .services = "memory", .traces = "none", .points = 4,
	 .check = check_memory)

static void check_others(struct grading *g, const struct run *run)
{
	steps_check(g, run, "others", &other_calls, getinfo);
	steps_check(g, run, "others", &other_calls, grants);
	steps_check(g, run, "others", &other_calls, safemap);
	steps_check(g, run, "others", &other_calls, time_and_diag);
	steps_check(g, run, "others", &other_calls, refused);
	check(g, 1,
	      run_line(run, "others(5): @1 PANIC: not so?end", NULL, NULL) !=
		      NULL,
	      &other_calls, 0, "a line has become two");
	check(g, 1,
	      steps_killed(run, "others", "SIGABRT") &&
		      !run_proves(run, "others", 699, 1),
	      &exit_call, 0, "it came to another end");
}

SCENARIO(kcall, kcall_others,
	 .title = "every error of a service's other kernel calls",
	 .modules = {"others=kcall_others 6", "dead=gone"},
	 .services = "others", .traces = "none", .points = 7,
	 .check = check_others)
