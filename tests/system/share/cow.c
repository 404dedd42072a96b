/*
 * cow.c: a page that some share for good, and others copy on write.
 */
#include "grader/steps.h"

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

SCENARIO(share, cow_shared, .title = "a shared page, and a copy of it",
	 .modules = {"owner=cow_shared owner 6 7", "writer=cow_shared writer 5",
		     "copier=cow_shared copier 5"},
	 .services = "owner,writer,copier", .traces = "none", .points = 1,
	 .check = check_shared)
