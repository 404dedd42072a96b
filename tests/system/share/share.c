/*
 * share.c: memory that is granted and mapped for good: SAFEMAP without
 * copy on write, SAFEUNMAP, SAFEREVMAP, and what is left when one of the two
 * dies.
 */
#include "grader/steps.h"

/* Linear addresses: the first mmap of share_user, and its second page. */
#define USER_READS 0x88000000u
#define USER_WRITES 0x88001000u

static const struct hint one_frame = {
	"both see one frame; who mapped it to read may only read",
	"the mapping was not made, or with the wrong rights",
	"share_smap() in servers/vm/share.c"};
static const struct hint both_see = {
	"each sees what the other writes, until the mapping ends; then the "
	"grantee has a copy of its own, and the frames come out even",
	"the mapping was copy on write, or it did not end for both",
	"share_smap(), share_sunmap() in servers/vm/share.c"};
static const struct hint ends = {
	"the grantor takes a mapping back once, and no mapping that the "
	"grantee has given back; its own memory stays as it was",
	"the kernel's table of mappings", "kernel/system/do_safemap.c"};
static const struct hint writer = {
	"a write to memory that is mapped to read ends the writer by SIGSEGV, "
	"and the memory stays as it was",
	"the write was let through, or made a copy",
	"entry_own() in servers/vm/page.c"};
static const struct hint outlived = {
	"shared memory outlives the death of one of the two: the frame is free "
	"when the last has gone, and no mapping is left over",
	"the count of a frame's users, or the kernel's table of mappings",
	"kernel/system/do_safemap.c, servers/vm/exit.c"};
static const struct hint no_trace = {
	"a mapping that VM refuses leaves nothing behind: there is nothing to "
	"unmap, and the next mapping succeeds",
	"an entry in the table of mappings outlives the call's failure",
	"do_safemap() in kernel/system/do_safemap.c"};

static const struct step user[] = {
	{1, OK, "mapping to read"},
	{2, OK, "mapping to write"},
	{3, 2, "frames that the two mappings set free"},
	{4, -EPERM, "mapping to write what is granted to read"},
	{5, 0, "what the owner had written to the first"},
	{6, 0, "what the owner had written to the second"},
	{10, 0, "what the owner has written to the first"},
	{11, 0, "what the owner has written to the second"},
	{12, -EFAULT, "copying to what is mapped to read"},
	{13, OK, "copying to what is mapped to write"},
	{20, OK, "unmapping the second"},
	{21, 1, "frames used by that"},
	{22, -EINVAL, "unmapping it once more"},
	{25, 0, "the first, which was taken away: as it was"},
	{26, 0, "the second, which was given back: as it was"},
	{27, -EINVAL, "unmapping what was taken away"},
};

static const struct step owner[] = {
	{50, 0, "what the user has written"},
	{51, OK, "taking the first back"},
	{52, -EINVAL, "taking it back once more"},
	{53, -EINVAL, "taking back what was given back"},
	{54, 0, "the first, when the user has written to its copy"},
	{55, 0, "the second, when the user has written to its copy"},
	{56, 0, "frames missing when the user has unmapped all"},
	{57, 0, "the first, when the writer has died"},
	{58, 0, "faults of writing to it"},
	{59, -EINVAL, "taking it back from the dead"},
};

static bool shows(const struct walk *walk, uint32_t rights)
{
	return walk && walk->present &&
	       (walk_rights(walk) & (PTE_WRITE | PTE_USER)) == rights;
}

/* The frame of what the owner stopped to show. */
static const struct walk *owners(const struct stop *stop)
{
	return stop_walk(stop, steps_linear(stop));
}

static void check_frames(struct grading *g, const struct run *run)
{
	struct stop read = steps_look(run, 31), own1 = steps_look(run, 11);
	struct stop write = steps_look(run, 32), own2 = steps_look(run, 12);
	const struct walk *reads = stop_walk(&read, USER_READS);
	const struct walk *writes = stop_walk(&write, USER_WRITES);
	const struct walk *first = owners(&own1), *second = owners(&own2);
	const uint32_t all = PTE_WRITE | PTE_USER;

	check(g, 1,
	      shows(reads, PTE_USER) && shows(writes, all) &&
		      shows(first, all) && shows(second, all) &&
		      reads->phys == first->phys &&
		      writes->phys == second->phys,
	      &one_frame, 0,
	      "0x%08x and 0x%08x, 0x%08x and 0x%08x (frames and bits)",
	      reads ? reads->pte : 0, first ? first->pte : 0,
	      writes ? writes->pte : 0, second ? second->pte : 0);
}

static void check_shared(struct grading *g, const struct run *run)
{
	check_frames(g, run);
	steps_check(g, run, "user", &both_see, user);
	steps_check(g, run, "owner", &ends, owner);
	check(g, 1,
	      steps_killed(run, "writer", "SIGSEGV") &&
		      !run_proves(run, "writer", 2, 1),
	      &writer, 0, "it came to another end");
}

SCENARIO(share, safemap_shared,
	 .title = "granted memory, mapped to read and to write",
	 .modules = {"owner=share_owner 6 7", "user=share_user 5",
		     "writer=share_writer 5"},
	 .services = "owner,user,writer", .traces = "none", .looks = 4,
	 .walks = {USER_READS, USER_WRITES, 0x08002000, 0x08003000, 0x08004000,
		   0x08005000, 0x08006000, 0x08007000},
	 .points = 4, .check = check_shared)

static const struct step deaths[] = {
	{1, 1, "frames are set free by one who shared nothing"},
	{2, OK, "the user's mapping"},
	{3, 0, "what it wrote"},
	{4, 1, "frames that its death did not set free"},
	{5, 0, "the page works as before"},
	{6, -EINVAL, "taking the mapping back from the dead"},
	{7, OK, "mapping the owner's page"},
	{8, 0, "what it wrote"},
	{9, 1, "frames that its death did not set free"},
	{10, 0, "what it had written"},
	{11, 0, "the page can be written to"},
	{12, -EINVAL, "mapping memory of the dead"},
	{13, OK, "unmapping memory of the dead, which is its own then"},
	{14, 2, "frames set free by giving it back: page, page table"},
};

static void check_deaths(struct grading *g, const struct run *run)
{
	steps_check(g, run, "survivor", &outlived, deaths);
}

SCENARIO(share, safemap_death, .title = "one of two who share memory dies",
	 .modules = {"survivor=share_survivor 6 7 8",
		     "alone=share_mortal 5 alone", "user=share_mortal 5 user",
		     "owner=share_mortal 5 owner"},
	 .services = "survivor,alone,user,owner", .traces = "none", .points = 1,
	 .check = check_deaths)

static const struct step failing[] = {
	{1, 100, "mappings to where nothing is that are refused"},
	{2, -EINVAL, "unmapping what was never mapped"},
	{3, OK, "a mapping that is none of these"},
	{4, 0, "what the owner wrote"},
	{5, OK, "unmapping it"},
	{6, 100, "mappings and unmappings of one page"},
	{7, -EINVAL, "a mapping of nothing"},
	{8, -EINVAL, "of part of a page"},
	{9, -EINVAL, "from within a page"},
	{10, -EINVAL, "to within a page"},
	{11, -EINVAL, "with two flags"},
	{12, -EPERM, "by a grant that is only to be copied"},
	{13, OK, "copy on write"},
	{14, -EINVAL, "unmapping that, which is nobody's but its own"},
};

static void check_failing(struct grading *g, const struct run *run)
{
	steps_check(g, run, "failing", &no_trace, failing);
}

SCENARIO(share, safemap_refused,
	 .title = "mappings that fail leave nothing behind",
	 .modules = {"failing=share_failing 6", "owner=share_mortal 5 owner"},
	 .services = "failing,owner", .traces = "none", .points = 1,
	 .check = check_failing)
