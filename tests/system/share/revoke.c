/*
 * revoke.c: who takes a grant back takes the memory back from everybody who has
 * got it through the grant, in whatever way, and from nobody else.
 */
#include "grader/steps.h"

static const struct hint revoked = {
	"SAFEREVMAP ends all mappings that were made through the grant: by it, "
	"by an indirect grant of it, from a mapping of it, and over somebody "
	"who is gone",
	"the mapping's region does not name all grants on the way",
	"share_revoke(), path_join() in servers/vm/share.c"};
static const struct hint nothing_else = {
	"a mapping is forgotten when its memory is unmapped; what is mapped "
	"there later, by another grant, is not touched",
	"something but the region remembers the mapping",
	"region_show_own() in servers/vm/region.c, share_revoke()"};
static const struct hint read_only = {
	"what is mapped to read is not written by SAFECOPY_COW either: EFAULT, "
	"and nothing has changed",
	"the region still says that it may be written",
	"region_show() in servers/vm/region.c, share_cowmap()"};
static const struct hint lost = {
	"without memory for a copy a revoked mapping is gone, not left",
	"the end of the mapping depends on the copy",
	"mapping_end() in servers/vm/share.c"};

static const struct step through[] = {
	{1, OK, "mapping by an indirect grant"},
	{2, 1, "the user sees what the owner writes"},
	{3, OK, "revoking"},
	{4, 1, "the user keeps what it saw"},
	{5, 1, "and writes for itself"},
	{6, -EINVAL, "revoking when nothing is mapped"},
	{10, 1, "a mapping of a mapping shows what the owner writes"},
	{11, OK, "revoking"},
	{12, 1, "the middle keeps what it saw"},
	{13, 1, "so does the user, which had it from the middle"},
	{14, 1, "which shares nothing with the middle either"},
	{15, 77, "a mapping by another grant is as it was"},
	{20, 1, "the middle has unmapped: the user still sees"},
	{21, OK, "revoking over the middle"},
	{22, 1, "the user keeps what it saw"},
	{23, OK, "the middle gives its mapping back"},
	{24, 1, "the user still sees, the middle does not"},
	{25, OK, "revoking"},
	{26, 0, "the user does not see any more"},
	{60, 1, "the middle is dead: the user still sees"},
	{61, OK, "revoking over the dead"},
	{62, 1, "the user keeps what it saw"},
};

static const struct step forgotten[] = {
	{30, 100, "rounds of mapping and unmapping the memory"},
	{31, 0, "frames that they took"},
	{32, -EINVAL, "revoking what was unmapped"},
	{33, 78, "another grant's mapping there is as it was"},
	{34, OK, "revoking that"},
	{35, 78, "it is the user's own now"},
	{40, 200, "mappings of one grant at a time"},
	{41, 1, "which show what the owner writes"},
	{42, OK, "revoking them, in one call"},
	{43, 200, "pages that keep what they showed"},
};

static const struct step protected[] = {
	{50, OK, "four pages are mapped to read"},
	{51, -EFAULT, "a copy to them, by mapping"},
	{52, 1, "the owner's pages are as they were"},
	{53, 1, "so are the user's"},
	{54, 3, "which still show what the owner writes"},
	{55, OK, "revoking"},
	{56, OK, "then the user may copy there"},
	{57, 3, "and the owner's pages are as they were"},
};

static const struct step gone[] = {
	{70, 0, "frames that are free"},
	{71, OK, "revoking"},
	{72, 1, "the owner's page is as it was"},
};

static void check_revoke(struct grading *g, const struct run *run)
{
	steps_check(g, run, "owner", &revoked, through);
	steps_check(g, run, "owner", &nothing_else, forgotten);
	steps_check(g, run, "owner", &read_only, protected);
	steps_check(g, run, "owner", &lost, gone);
	check(g, 1,
	      steps_killed(run, "user", "SIGSEGV") &&
		      !run_proves(run, "user", 2, 1),
	      &lost, 0, "the user came to another end");
}

SCENARIO(share, revoke, .title = "granted memory is taken back from everybody",
	 .modules = {"owner=revoke_owner 6 7", "middle=party 5",
		     "user=party 5"},
	 .services = "owner,middle,user", .traces = "none", .limit = 60000000,
	 .points = 5, .check = check_revoke)
