/*
 * safecow.c: SAFECOPY of whole pages by mapping them.
 */
#include "grader/steps.h"

static const struct hint mapped = {
	"what is copied with SAFECOPY_COW is there, and shares the frames",
	"head and tail must be copied, what is between be mapped",
	"copy_and_map() in kernel/system/do_safecopy.c"};
static const struct hint private = {
	"after a copy with SAFECOPY_COW each side writes for itself",
	"the frames are shared for good, or one side may still write them",
	"share_cowmap() in servers/vm/share.c"};
static const struct hint other = {
	"SAFECOPY_COW changes no result but what a copy takes",
	"mapping where a copy would be refused, or where it cannot be done",
	"can_map() in kernel/system/do_safecopy.c, share_cowmap()"};

static const struct step map_steps[] = {
	{1, OK, "seven pages, from byte 100 to byte 100 of a page"},
	{2, 0, "wrong bytes of them"},
	{3, 2, "frames that it took: for head and tail"},
	{4, 1, "requests to map"},
	{5, 0, "the byte before and the byte behind"},
};

static const struct step private_steps[] = {
	{10, OK, "a copy after a write to the mapped pages"},
	{11, 0, "wrong bytes of the original"},
	{12, 0, "wrong bytes after a write to the original"},
	{13, OK, "a copy of what was written"},
	{14, 1, "bytes that were"},
	{15, 0, "mappings that nobody asked for"},
};

static const struct step other_steps[] = {
	{20, OK, "to another place in the page"},
	{21, 0, "wrong bytes of it"},
	{22, 0, "requests to map for it"},
	{23, -EFAULT, "to read-only memory"},
	{24, -EINVAL, "a flag that there is not"},
	{25, -EFAULT, "to where nothing is"},
	{26, OK, "the other way, SAFECOPYTO"},
	{27, 0, "wrong bytes there"},
};

static void check_safecow(struct grading *g, const struct run *run)
{
	steps_check(g, run, "borrower", &mapped, map_steps);
	steps_check(g, run, "borrower", &private, private_steps);
	steps_check(g, run, "borrower", &other, other_steps);
}

SCENARIO(share, safecopy_cow, .title = "copies by grant that map whole pages",
	 .modules = {"lender=safecow_lender 6", "borrower=safecow_borrower 5"},
	 .services = "lender,borrower", .traces = "none", .points = 3,
	 .check = check_safecow)
