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
	"a load of CR3 is for a page table that is edited behind an open "
	"window, "
	"and for nothing else",
	"a load where nothing can be stale",
	"window_map() in kernel/arch/x86/window.c; "
	"kernelpart_close_windows() in servers/vm/kernelpart.c"};
static const struct hint spent = {
	"when all windows are open, a load of CR3 closes them, and the copy "
	"begins anew",
	"a copy that goes on with a window that was closed in between",
	"window_map() in kernel/arch/x86/window.c, and whoever calls it"};
static const struct hint counted = {
	"a window is opened once, and CR3 loaded when there is no other",
	"a window that is open and shows the memory is not found",
	"window_for() in kernel/arch/x86/window.c"};

static const struct step stale_steps[] = {
	{1, 0, "the page as it was"},
	{4, 0, "the page when another frame has taken its place"},
	{6, 0, "what was written is in the new frame"},
	{7, 0, "the old frame is as it was"},
	{8, -EFAULT, "to the page when it may only be read"},
	{9, -EFAULT, "from the page when it is gone"},
};

static const struct step needless_steps[] = {
	{2, 0, "loads and windows opened where nothing was edited"},
	{3, 2, "windows used again"},
	{5, 1, "loads for a page that was replaced"},
	{10, 0, "loads for one that was replaced when no window was open"},
	{11, 0, "and after VM has copied within its own memory"},
};

static const struct step spent_steps[] = {
	{1, 0, "words that are wrong, of 40 in as many 4 MB"},
	{4, 0, "words that are wrong, of the last ones once more"},
	{10, 0, "to a window too many, from one that was open"},
	{13, 0, "from the last window to one too many"},
	{15, 0, "from a window that is open to one that is, too"},
	{20, 0, "UMAP, when all windows are open"},
	{21, 0, "the address that it told"},
	{22, 0, "MEMSET, when all windows are open"},
	{30, -EFAULT, "from where no page table is"},
	{31, -EFAULT, "to where no page table is"},
	{32, -EFAULT, "from there to there"},
	{34, 0, "words that are wrong after that"},
};

static const struct step counted_steps[] = {
	{2, 40, "windows opened for 40 times 4 MB"},
	{3, 2, "loads for them"},
	{5, 0, "loads and windows opened for the last ones once more"},
	{6, 10, "windows used again for those"},
	{11, 2, "windows opened for a copy with one too many"},
	{12, 1, "loads for it"},
	{14, 1, "loads for the other one"},
	{16, 0, "loads and windows opened for one with all that it needs"},
	{33, 0, "loads and windows opened for what is absent"},
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

static void check_many(struct grading *g, const struct run *run)
{
	steps_check(g, run, "vm", &spent, spent_steps);
	steps_check(g, run, "vm", &counted, counted_steps);
}

SCENARIO(window, many_windows, .title = "more memory than there are windows",
	 .modules = {"vm=vm_many 5", "hello"}, .looks = 1, .traces = "none",
	 .points = 2, .check = check_many)
