/*
 * clock.c: the clock's interrupt is never so late that a tick is lost, whatever
 * call is made, and who is to run then runs.
 */
#include "grader/steps.h"

static const struct hint late = {
	"a long call lets interrupts in, and whoever is to run first, and is "
	"complete all the same",
	"interrupts are off for longer than a tick",
	"kcall_preempted() in kernel/kcall.c, and who calls it"};
static const struct hint printing = {
	"nothing that is printed keeps interrupts off for 100,000 instructions",
	"too many lines at once", "kernel/system/do_diag.c, kernel/log.c"};

#define CALL(step, name)                                               \
	{(step), 0, "ticks that are lost in " name},                   \
	{                                                              \
		(step) + 1, 1, "the witness ran at each tick of " name \
	}

static const struct step late_steps[] = {
	{1, OK, "its priority is lowered"},
	CALL(10, "VIRCOPY of 4 MB, down"),
	{12, 0, "wrong words of it"},
	CALL(20, "VIRCOPY of 4 MB, up"),
	{22, 0, "wrong words of it"},
	CALL(30, "PHYSCOPY of 20 MB"),
	CALL(40, "SAFECOPYFROM of 4 MB"),
	CALL(50, "UMAP of 4 MB"),
	{52, 4 << 20, "physical address of its last page, less the first"},
	CALL(60, "MEMSET of 4 MB"),
	{62, 0x5a5a5a5a, "its first word"},
	{63, 0x5a5a5a5a, "its last word"},
	{64, 0, "UMAPs of ranges whose first page lies elsewhere"},
	CALL(70, "GETINFO"),
	{80, 0, "ticks that are lost in SENDA of 128 messages"},
	{81, 1, "it keeps others waiting for less than 10"},
};

static const struct step printing_steps[] = {
	{90, 1, "a line is printed"},
	{91, 1, "the counters are printed"},
};

static void check_late(struct grading *g, const struct run *run)
{
	steps_check(g, run, "caller", &late, late_steps);
	steps_check(g, run, "caller", &printing, printing_steps);
}

SCENARIO(time, clock_is_never_late,
	 .title = "no tick is lost in long calls, and others run meanwhile",
	 .modules = {"pm=pm_agent", "caller=clock_caller 6",
		     "witness=clock_witness 5"},
	 .services = "caller:tester,witness:peer", .traces = "none",
	 .limit = 60000000, .points = 2, .check = check_late)
