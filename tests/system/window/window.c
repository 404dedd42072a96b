/*
 * window.c: what the TLB knows of windows, when VM edits page tables
 * behind them.
 */
#include "grader/steps.h"

static const struct hint stale = {
	"a copy through a window sees the page tables as they are now",
	"the window's entry is the same, but not the page table behind it, and "
	"the TLB still has what was there",
	"the argument at the top of kernel/arch/x86/window.c; "
	"kernelpart_close_windows() in servers/vm/kernelpart.c"};
static const struct hint needless = {
	"a window behind which nothing was edited is not flushed",
	"a flush where nothing can be stale",
	"window_map() in kernel/arch/x86/window.c"};

static const struct step stale_steps[] = {
	{1, 0, "the page as it was"},
	{4, 0, "the page when another frame has taken its place"},
	{6, 0, "what was written is in the new frame"},
	{7, 0, "the old frame is as it was"},
	{8, -EFAULT, "to the page when it may only be read"},
	{9, -EFAULT, "from the page when it is gone"},
	{11, 0, "the first of some pages, read after the last"},
	{12, 0, "and the last"},
};

static const struct step needless_steps[] = {
	{2, 0, "pages flushed where nothing was edited"},
	{3, 2, "windows reused"},
	{5, 1, "pages flushed for one that was replaced"},
	{10, 0, "loads of CR3"},
};

static void check_window(struct grading *g, const struct run *run)
{
	steps_check(g, run, "vm", &stale, stale_steps);
	steps_check(g, run, "vm", &needless, needless_steps);
}

SCENARIO(window, stale_window,
	 .title = "page tables edited behind the kernel's windows",
	 .modules = {"vm=vm_window 5", "hello"}, .looks = 1, .traces = "none",
	 .points = 2, .check = check_window)
