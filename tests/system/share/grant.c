/*
 * grant.c: memory grants: what they allow, and what they refuse.
 */
#include "grader/steps.h"

static const struct hint granted = {
	"a grant lets its grantee read or write just the range it names",
	"the offset into the range, or which side is the caller's",
	"direct_check() in kernel/grant.c, kernel/system/do_safecopy.c"};
static const struct hint refused = {
	"a grant that is not taken, not filled in, of another kind, for "
	"somebody else, or for another range, refuses",
	"one of the checks", "grant_read(), direct_check() in kernel/grant.c"};
static const struct hint chains = {
	"an indirect grant passes on what was granted, and no more; a chain of "
	"more than five is refused (ELOOP)",
	"the grantee of each link of the chain is the one before",
	"grant_verify() in kernel/grant.c"};
static const struct hint tables = {
	"there are no grants where there is no table, or none that can be read",
	"the table's memory is not asked of VM: it must be there",
	"grant_read() in kernel/grant.c"};
static const struct hint untouched = {
	"what is written by a grant is there, and nothing else",
	"the offset into the range", "kernel/system/do_safecopy.c"};

static const struct step good[] = {
	{1, OK, "reading all of a range"}, {2, 0, "its first word"},
	{3, 0, "its last word"},           {4, OK, "reading its end"},
	{5, 0, "the word at its end"},     {6, OK, "writing"},
};

static const struct step bad[] = {
	{20, -EPERM, "writing by a grant to read"},
	{21, -EPERM, "reading by a grant to write"},
	{22, -EPERM, "a grant that is not taken"},
	{23, -EPERM, "a grant that is not filled in"},
	{24, -EPERM, "a grant that is neither direct nor indirect"},
	{25, -EPERM, "a grant for somebody else"},
	{26, -EPERM, "a grant beyond the table"},
	{27, -EPERM, "a grant far beyond the table"},
	{28, -EINVAL, "a negative grant"},
	{29, -EPERM, "one byte too many"},
	{30, -EPERM, "across the range's end"},
	{31, -EPERM, "beyond the range's end"},
	{32, -EPERM, "an offset that wraps"},
	{33, -EPERM, "a length that wraps"},
	{34, -EPERM, "writing one byte behind the range"},
	{35, -EPERM, "a range that wraps"},
	{36, -EFAULT, "reading a range where nothing is"},
	{37, -EFAULT, "writing to a range where nothing is"},
	{38, -EFAULT, "a range outside the segment"},
};

static const struct step indirect[] = {
	{50, OK, "reading what was passed on"},
	{51, 0, "its word"},
	{52, -EPERM, "writing what was passed on to read"},
	{53, -EPERM, "what was not the middle's to pass on"},
	{54, -EPERM, "behind the range that was passed on"},
	{55, OK, "a chain of one"},
	{56, OK, "a chain of five"},
	{57, -ELOOP, "a chain of six"},
	{58, -ELOOP, "a circle"},
	{59, -EPERM, "an indirect grant for somebody else"},
	{60, -EINVAL, "an indirect grant of nobody's"},
};

static const struct step unread[] = {
	{70, -EPERM, "a plain program's grant"},
	{71, -EPERM, "a table that was never touched"},
	{72, -EPERM, "a table where nothing is"},
	{73, -EPERM, "a table that was taken away"},
};

static const struct step memory[] = {
	{10, 0, "the word that the user wrote"},
	{11, 0, "the words around the range"},
};

static void check_grants(struct grading *g, const struct run *run)
{
	steps_check(g, run, "user", &granted, good);
	steps_check(g, run, "user", &refused, bad);
	steps_check(g, run, "user", &chains, indirect);
	steps_check(g, run, "user", &tables, unread);
	steps_check(g, run, "owner", &untouched, memory);
}

SCENARIO(share, grants, .title = "grants, good and bad, direct and indirect",
	 .modules = {"owner=grant_owner 6 7", "user=grant_user 5 7 8",
		     "middle=grant_middle 5 6", "plain=quiet 5"},
	 .services = "owner,user,middle", .traces = "none", .points = 5,
	 .check = check_grants)
