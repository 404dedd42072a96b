/*
 * copy.c: copies between processes and physical memory, of all lengths
 * and over all borders.
 */
#include "grader/steps.h"

static const struct hint small = {
	"copies of 1 to 9 bytes from and to odd addresses are exact",
	"the trapped copy moves words, and bytes before and after",
	"kernel/arch/x86/phys_copy.S"};
static const struct hint borders = {
	"copies across borders of pages and of 4 MB are exact, also between "
	"processes that have the same addresses",
	"a window shows 4 MB, and must change at the border, on either side",
	"lin_lin_copy() in kernel/arch/x86/copy.c, window_map() in window.c"};
static const struct hint large = {
	"copies of 1 MB, to memory part of which is not there yet, are exact",
	"the call is executed again, from its start, when VM has helped",
	"virtual_copy_vmcheck() in kernel/arch/x86/copy.c"};
static const struct hint away = {
	"what is copied to another process, or within it, arrives there",
	"the windows of source and destination were mixed up",
	"lin_lin_copy() in kernel/arch/x86/copy.c"};
static const struct hint overlap = {
	"memory can be copied to where it overlaps, or onto itself",
	"the trapped copy must go from low to high, to a higher address from "
	"high to low",
	"kernel/arch/x86/phys_copy.S, goes_down() in copy.c"};
static const struct hint physical = {
	"PHYSCOPY from and to physical memory is exact, and VM is asked for a "
	"process's pages that are not there",
	"a side without a process, or which of the two faulted",
	"kernel/system/do_physcopy.c, kernel/arch/x86/copy.c"};

static const struct hint restarted = {
	"a copy between ranges that overlap is what memmove() makes of them, "
	"however often it waits for VM",
	"the call begins anew, and takes for its source what it has written",
	"virtual_copy_vmcheck() in kernel/arch/x86/data_copy.c, lin_lin_copy() "
	"in copy.c"};

static const struct step small_steps[] = {
	{1, 0, "wrong bytes of 144 small copies"},
};

static const struct step border_steps[] = {
	{10, 0, "wrong bytes, to across a page's border"},
	{11, 0, "wrong bytes, from across a page's border"},
	{12, 0, "wrong bytes, more than a page"},
	{13, 0, "wrong bytes, to across 4 MB"},
	{14, 0, "wrong bytes, from across 4 MB"},
	{15, 0, "wrong bytes, both across 4 MB"},
	{16, 0, "wrong bytes, 64 KB, both across 4 MB"},
};

static const struct step large_steps[] = {
	{20, OK, "1 MB from the peer"},
	{21, 0, "wrong bytes and words of it"},
	{22, OK, "1 MB to the peer"},
	{23, OK, "1 MB from the peer again"},
	{24, 0, "wrong bytes of its first 64 KB"},
};

static const struct step away_steps[] = {
	{30, OK, "to the peer, across 4 MB"},
	{31, 0, "wrong bytes there"},
	{32, OK, "from the peer to the peer"},
	{33, 0, "wrong bytes there"},
};

static const struct step overlap_steps[] = {
	{40, OK, "9000 bytes down by 7"},
	{41, 0, "wrong bytes of them"},
	{42, OK, "9000 bytes onto themselves"},
	{43, 0, "wrong bytes at their end"},
};

static const struct step peer_steps[] = {
	{60, OK, "within the peer, up across 4 MB"},
	{61, 0, "wrong bytes there"},
	{62, OK, "within the peer, down"},
	{63, 0, "wrong bytes there"},
};

static const struct step edge_steps[] = {
	{50, OK, "from where all is missing from 4 MB on"},
	{51, 1, "requests to VM for it"},
	{52, 1, "what was there, less what was not"},
};

static const struct step physical_steps[] = {
	{1, OK, "a frame to a frame"},
	{2, 0, "their difference"},
	{3, OK, "9 bytes to an odd physical address"},
	{4, 0, "their difference, and what is around them"},
	{5, OK, "memory to a frame"},
	{6, 0, "the frame's first word"},
	{7, OK, "a frame to two untouched pages"},
	{8, 1, "requests to VM"},
	{9, 0, "their difference"},
	{10, 0, "what is around them"},
	{11, OK, "two untouched pages to a frame"},
	{12, 0, "its first and last word"},
	{13, OK, "within a frame, up by 5"},
	{14, 0, "their difference"},
};

static void check_copies(struct grading *g, const struct run *run)
{
	steps_check(g, run, "maker", &small, small_steps);
	steps_check(g, run, "maker", &borders, border_steps);
	steps_check(g, run, "maker", &borders, edge_steps);
	steps_check(g, run, "maker", &large, large_steps);
	steps_check(g, run, "maker", &away, away_steps);
	steps_check(g, run, "maker", &overlap, overlap_steps);
	steps_check(g, run, "maker", &overlap, peer_steps);
}

SCENARIO(copy, copies, .title = "copies of all lengths, over all borders",
	 .modules = {"maker=copy_maker 6", "peer=copy_peer 5"},
	 .services = "maker:copier,peer:peer", .traces = "none",
	 .limit = 60000000, .points = 7, .check = check_copies)

static void check_physical(struct grading *g, const struct run *run)
{
	steps_check(g, run, "phys", &physical, physical_steps);
}

SCENARIO(copy, copies_physical, .title = "copies from and to physical memory",
	 .modules = {"phys=copy_phys"}, .services = "phys:tester",
	 .traces = "none", .points = 1, .check = check_physical)

static const struct step restart_steps[] = {
	{1, 0, "8 KB down by 256, the third page untouched"},
	{2, 0, "8 KB up by 256, the third page untouched"},
	{10, 0, "wrong copies down, of pages in all states"},
	{11, 0, "wrong copies up"},
	{12, 0, "wrong copies up, of whole words at their end"},
	{20, 2, "requests to VM for a copy up, of nothing that is there"},
	{21, 2, "requests to VM for a copy down"},
};

static void check_restarted(struct grading *g, const struct run *run)
{
	steps_check(g, run, "overlap", &restarted, restart_steps);
}

SCENARIO(copy, copies_restarted,
	 .title = "copies that overlap, and wait for VM in between",
	 .modules = {"overlap=copy_overlap"}, .services = "overlap:copier",
	 .traces = "none", .limit = 90000000, .points = 1,
	 .check = check_restarted)
