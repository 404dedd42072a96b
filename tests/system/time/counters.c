/*
 * counters.c: what the kernel counts, and how often it may load CR3.
 */
#include "grader/steps.h"

static const struct hint counting = {
	"each counter grows by what happened, exactly",
	"something is counted twice, or on some ways only",
	"include/faultline/info.h says what each counts"};
static const struct hint loading = {
	"CR3 is loaded when another paged process runs, and never else",
	"a load where the directory is loaded already",
	"switch_address_space() in kernel/arch/x86/paging.c, window_map()"};

static const struct step calls[] = {
	{1, 5, "kernel calls TIMES, by number"},
	{2, 0, "GETINFO, but for looking"},
	{4, 2, "messages of a SENDREC to PM and its answer"},
	{6, 2, "messages of a SENDREC to a paged process and its answer"},
	{9, 3, "notifications"},
	{10, 4, "messages: three notifications are two, and an echo"},
	{11, 0, "kernel calls that are refused"},
	{20, 1, "faults: a write to fresh memory"},
	{21, 1, "messages: of the fault to VM"},
	{23, 2, "faults: a read of fresh memory, then a write"},
	{25, 1, "faults caught in a copy to three pages that are not there"},
	{26, 1, "suspensions by it"},
	{27, 1, "requests to VM by it"},
	{28, 2, "executions of it"},
	{30, 3 * 4096, "bytes that it copied"},
	{40, 2, "windows used again, unchanged"},
	{42, 2000, "bytes that these two copied"},
	{43, 1, "windows opened by a copy to another process"},
	{44, 0, "pages flushed by it"},
	{46, 0, "windows for a copy in one's own memory"},
	{50, 0, "interrupts that are not ticks"},
};

static const struct step loads[] = {
	{3, 0, "five kernel calls"},
	{5, 0, "a SENDREC to PM, which has no page table"},
	{7, 2, "a SENDREC to a paged process: there and back"},
	{8, 2, "for whatever reason"},
	{22, 2, "a page fault through VM"},
	{24, 4, "two of them"},
	{29, 2, "a copy that asks VM"},
	{41, 0, "windows opened, pages flushed and loads, all the same"},
	{45, 0, "a window that is opened"},
	{47, 0, "windows opened for two processes, in turns"},
	{48, 0, "loads for whatever reason"},
};

static void check_counters(struct grading *g, const struct run *run)
{
	steps_check(g, run, "counted", &counting, calls);
	steps_check(g, run, "counted", &loading, loads);
}

SCENARIO(time, counters, .title = "what is counted, and loads of CR3",
	 .modules = {"counted 6 7", "peer=bench_peer 5", "other=bench_peer 5"},
	 .services = "counted,peer,other", .traces = "none", .points = 2,
	 .check = check_counters)
