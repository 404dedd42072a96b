/*
 * rebind.c: page directories that are exchanged.
 */
#include "grader/steps.h"

static const struct hint rebinds = {
	"a directory that is loaded and replaced is loaded at once, and one "
	"that is taken away is not used any more",
	"the kernel goes on with what it knew of the old one",
	"kernel/arch/x86/vmctl.c, setaddrspace()"};

static const struct step own[] = {
	{1, 0, "what the new directory maps is there"},
	{2, 0, "the new directory is VM's"},
	{3, 1, "it was loaded once"},
	{4, 0, "VM has its old one again"},
	{5, 2, "which was loaded, too"},
};

static const struct step other[] = {
	{10, OK, "a copy from a process that has a directory"},
	{11, OK, "it is taken away"},
	{12, 0, "there is none"},
	{13, -EFAULT, "a copy from there"},
	{15, -EFAULT, "the look-up of an address there"},
	{14, OK, "a copy when it is back"},
};

static void check_rebind(struct grading *g, const struct run *run)
{
	steps_check(g, run, "vm", &rebinds, own);
	steps_check(g, run, "vm", &rebinds, other);
	check(g, 1, steps_exited(run, "other"), &rebinds, 0,
	      "the process whose directory was away came to another end");
}

SCENARIO(window, rebind, .title = "page directories are exchanged",
	 .modules = {"vm=vm_rebind 6", "one=gone", "other=gone"},
	 .traces = "none", .points = 3, .check = check_rebind)
