/*
 * kernel_regions.c: page directories that are exchanged, and copies over the
 * borders of regions.
 */
#include "grader/scenarios/kernel_steps.h"

static const struct hint rebinds = {
	"a directory that is loaded and replaced is loaded at once, and one "
	"that "
	"is taken away is not used any more",
	"the kernel goes on with what it knew of the old one",
	"kernel/arch/x86/vmctl.c, setaddrspace()"};
static const struct hint regions = {
	"one request makes a whole range present, over all borders of regions",
	"VM stops at the first border, or looks at the first region's rights "
	"alone",
	"servers/vm/page.c, page_provide_range()"};

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
	{14, OK, "a copy when it is back"},
};

static void check_rebind(struct grading *g, const struct run *run)
{
	steps_check(g, run, "vm", &rebinds, own);
	steps_check(g, run, "vm", &rebinds, other);
	check(g, 1, steps_exited(run, "other"), &rebinds, 0,
	      "the process whose directory was away came to another end");
}

SCENARIO(kernel, rebind, .title = "page directories are exchanged",
	 .modules = {"vm=vm_rebind 6", "one=gone", "other=gone"},
	 .traces = "none", .points = 3, .check = check_rebind)

static const struct step reads[] = {
	{1, OK, "six untouched pages of three regions are copied"},
	{2, 1, "with one request"},
	{3, 6, "all six pages are there then"},
	{4, 1, "but for their page table they take no frame"},
	{5, 0, "and are empty"},
	{20, OK, "100 bytes of two untouched pages"},
	{21, 1, "with one request, too"},
};

static const struct step writes[] = {
	{10, -EFAULT, "to a page that may be written, and one that may not"},
	{11, 1, "after one request"},
	{12, OK, "to two pages that may be written"},
	{13, 2, "with one more request"},
};

static void check_regions(struct grading *g, const struct run *run)
{
	steps_check(g, run, "regions", &regions, reads);
	steps_check(g, run, "regions", &regions, writes);
}

SCENARIO(kernel, regions, .title = "copies over borders of regions",
	 .modules = {"regions"}, .services = "regions:copier", .traces = "none",
	 .points = 2, .check = check_regions)

static const struct hint copies = {
	"a page that is shared for good is copied for who wants it copy on "
	"write",
	"the page is made copy on write for those who share it, too",
	"servers/vm/share.c"};

static const struct step shared[] = {
	{1, OK, "the writer maps the page"},
	{2, OK, "the copier maps it copy on write"},
	{3, 1, "the writer sees what was written before"},
	{4, 1, "so does the copier"},
	{10, 2, "the writer sees what the owner writes then"},
	{11, 1, "the copier does not"},
	{12, 3, "the owner sees what the writer writes"},
	{13, 1, "the copier does not"},
	{14, 3, "the owner does not see what the copier writes"},
	{15, 3, "nor does the writer"},
	{16, 4, "the copier does"},
};

static void check_shared(struct grading *g, const struct run *run)
{
	steps_check(g, run, "owner", &copies, shared);
}

SCENARIO(kernel, cow_shared, .title = "a shared page, and a copy of it",
	 .modules = {"owner=cow_shared owner 6 7", "writer=cow_shared writer 5",
		     "copier=cow_shared copier 5"},
	 .services = "owner:lender,writer:lender,copier:lender",
	 .traces = "none", .points = 1, .check = check_shared)
