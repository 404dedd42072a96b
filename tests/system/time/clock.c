/*
 * clock.c: the clock's interrupt is never so late that a tick is lost, whatever
 * call is made, and who is to run then runs.
 */
#include <faultline/call.h>
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

static const struct hint searching = {
	"tables of messages are searched with interrupts let in, however many "
	"there are",
	"interrupts are off until all tables have been searched",
	"take_from() and table_try() in kernel/async.c"};

static const struct step searching_steps[] = {
	{1, 0, "ticks that are lost in a RECEIVE that searches all tables"},
	{2, SEND, "it ends with a message that was sent"},
	{3, 0, "ticks that are lost when a process dies who is in all tables"},
};

static void check_tables(struct grading *g, const struct run *run)
{
	steps_check(g, run, "receiver", &searching, searching_steps);
}

SCENARIO(time, tables_of_many,
	 .title = "no tick is lost when many tables of messages are searched",
	 .modules = {"pm=pm_agent", "receiver=clock_receiver 6 8",
		     "victim=waits receive 5", "long1=clock_sender 5 6 128",
		     "long2=clock_sender 5 6 128", "long3=clock_sender 5 6 128",
		     "short1=clock_sender 5 6 15", "short2=clock_sender 5 6 15",
		     "short3=clock_sender 5 6 15", "short4=clock_sender 5 6 15",
		     "short5=clock_sender 5 6 15"},
	 .services = "receiver:tester,victim:peer,long1:peer,long2:peer,"
		     "long3:peer,short1:peer,short2:peer,short3:peer,"
		     "short4:peer,short5:peer",
	 .traces = "none", .limit = 60000000, .points = 1,
	 .check = check_tables)
