/*
 * memory.c: VM's calls by which a process changes its memory, in every
 * way that their manual names, and what happens when there is no more.
 */
#include "grader/steps.h"

static const struct hint maps = {
	"MMAP and MUNMAP do what their manual says, and refuse the rest",
	"a range is not checked, or regions are not cut as they should be",
	"servers/vm/mmap.c, region.c"};
static const struct hint grows = {
	"BRK moves the end of the heap, and gives back what lies above",
	"the heap's end and its region say different things",
	"servers/vm/mmap.c, do_brk()"};
static const struct hint informs = {"VM_INFO tells what there is",
				    "an endpoint is not checked",
				    "servers/vm/info.c"};
static const struct hint runs_out = {
	"without memory a call is refused, a process is killed, and nothing "
	"is lost",
	"what was taken before the failure is not given back",
	"servers/vm/mmap.c, page.c, pagefault.c"};

static const struct step map_errors[] = {
	{10, -EINVAL, "no length"},
	{11, -EINVAL, "no length, at a fixed address"},
	{12, -EINVAL, "a flag that there is not"},
	{13, -EINVAL, "a protection that there is not"},
	{14, -EINVAL, "fixed, unaligned"},
	{15, -EINVAL, "fixed, at 0"},
	{16, -EINVAL, "fixed, where addresses end"},
	{17, -EINVAL, "fixed, over their end"},
	{18, -EINVAL, "fixed, nearly 4 GB"},
	{19, -EINVAL, "fixed, wrapping around"},
	{20, -ENOMEM, "fixed, in the text"},
	{21, -ENOMEM, "fixed, half in the data"},
	{22, -ENOMEM, "fixed, in the stack"},
	{23, -ENOMEM, "all addresses"},
	{24, -ENOMEM, "nearly 4 GB"},
	{25, -ENOMEM, "more than there is room for"},
};

static const struct step places[] = {
	{30, 0, "the first is at the bottom"},
	{31, 4096, "the next behind it"},
	{32, 3 * 4096, "and the next behind its two pages"},
	{33, 0, "a hint that is free"},
	{34, 4096, "a hint that is taken: behind it"},
	{35, 0x5000, "an unaligned hint: its page"},
	{36, 4 * 4096, "a hint below where MMAP looks: the first room"},
	{37, 5 * 4096, "a hint where addresses end: the first room"},
	{38, 6 * 4096, "a hint beyond"},
	{39, 7 * 4096, "a hint with too little room above it"},
	{40, -4096, "a hint at the last page"},
	{41, -ENOMEM, "fixed, what is taken"},
	{42, -ENOMEM, "fixed, over what is taken"},
	{43, OK, "fixed, just below it"},
	{44, OK, "fixed, in the middle of nowhere"},
};

static const struct step kinds[] = {
	{50, 8, "PREALLOC: frames are taken at once"},
	{51, 8, "and are in the page table"},
	{52, 0, "and are empty"},
	{53, 0, "PREALLOC to read: the zero page is enough"},
	{54, 0, "and reads as zeroes"},
	{55, -EFAULT, "and the kernel does not write there for anybody"},
	{56, 0, "read-only memory reads as zeroes"},
	{57, -EFAULT, "and the kernel does not write there for anybody"},
	{58, 0, "what may be written may be read"},
	{59, 0, "untouched memory takes no frame"},
	{60, 0, "it reads as zeroes"},
	{61, 0, "and takes no frame then"},
	{62, 1, "but one when it is written"},
};

static const struct step unmaps[] = {
	{70, -EINVAL, "no length"},
	{71, -EINVAL, "unaligned"},
	{72, -EINVAL, "at 0"},
	{73, -EINVAL, "where addresses end"},
	{74, -EINVAL, "nearly 4 GB"},
	{75, OK, "where there is nothing"},
	{76, 10, "nine pages and their page table"},
	{77, OK, "three pages of their middle"},
	{78, 2, "leave two regions"},
	{79, 7, "and six pages with their page table"},
	{80, -EFAULT, "the first of the three is gone"},
	{81, -EFAULT, "and the last"},
	{82, 0, "what is before and behind has kept what was written"},
	{83, OK, "the hole is mapped again"},
	{84, 1, "which makes one region of three"},
	{85, 0, "and the pages there are empty"},
	{86, OK, "all of it, and what is not there around it"},
	{87, 0, "leaves no region"},
	{88, 0, "and no frame"},
};

static void check_map(struct grading *g, const struct run *run)
{
	steps_check(g, run, "map", &maps, map_errors);
	steps_check(g, run, "map", &maps, places);
	steps_check(g, run, "map", &maps, kinds);
	steps_check(g, run, "map", &maps, unmaps);
}

SCENARIO(memory, memory_map, .title = "memory is mapped, and taken away",
	 .modules = {"map=memory_map"}, .traces = "none", .points = 4,
	 .check = check_map)

static const struct step heap[] = {
	{10, OK, "where it ends already"},
	{11, OK, "into the data's last page"},
	{12, -EINVAL, "below the data's end"},
	{13, -EINVAL, "at 0"},
	{14, -EINVAL, "above all addresses"},
	{15, -EINVAL, "nearly 4 GB"},
	{16, -ENOMEM, "into the stack"},
	{20, OK, "one byte: a page"},
	{21, OK, "ten pages"},
	{22, 0, "which take no frames before they are written"},
	{23, 2, "two that are written take two"},
	{24, 0, "the first page has kept what was written"},
	{25, OK, "back to one page"},
	{26, 0, "gives the frames back"},
	{27, OK, "ten pages again"},
	{28, 0, "are empty again"},
	{29, 0, "the heap is no region of its own"},
};

static const struct step mixed[] = {
	{40, OK, "MMAP above the heap"},
	{41, -ENOMEM, "the heap does not grow over it"},
	{42, -ENOMEM, "nor over and beyond it"},
	{43, OK, "but up to it"},
	{44, OK, "the heap goes"},
	{45, 0, "and what was mapped above it stays"},
	{46, -EFAULT, "a hole in the heap is no memory"},
	{47, OK, "the heap grows nevertheless"},
	{48, OK, "the hole is filled by MMAP"},
	{49, 0, "with zeroes"},
	{50, OK, "and goes with the heap"},
};

static const struct step information[] = {
	{60, OK, "frames"},
	{61, 1, "some are free, not all, and not more than the machine has"},
	{62, -EINVAL, "question 0"},
	{63, -EINVAL, "a question that there is not"},
	{64, OK, "the caller"},
	{65, -ESRCH, "a process without a page table"},
	{66, -ESRCH, "a slot that there is not"},
	{67, -ESRCH, "ANY"},
	{68, -ESRCH, "a malformed endpoint"},
	{69, -ESRCH, "the caller's slot, another generation"},
};

static void check_heap(struct grading *g, const struct run *run)
{
	steps_check(g, run, "heap", &grows, heap);
	steps_check(g, run, "heap", &grows, mixed);
	steps_check(g, run, "heap", &informs, information);
}

SCENARIO(memory, memory_heap, .title = "the heap, and what VM knows",
	 .modules = {"heap=memory_heap"}, .traces = "none", .points = 3,
	 .check = check_heap)

static const struct step out[] = {
	{10, -ENOMEM, "PREALLOC of one frame more than there is"},
	{11, 0, "leaves no page"},
	{12, 0, "and no region"},
	{20, 1, "one frame is left"},
	{21, -ENOMEM, "a copy to where a page and its table are needed"},
	{22, 1, "one frame is left still"},
	{23, -EDEADSRCDST, "who needs memory meanwhile dies"},
	{24, 1, "and its memory is free"},
	{25, 0, "with it the page can be had"},
	{26, 1, "in the end there is more than before"},
};

static void check_out(struct grading *g, const struct run *run)
{
	steps_check(g, run, "greedy", &runs_out, out);
	check(g, 1,
	      steps_killed(run, "victim", "SIGKILL") &&
		      run_line(run, "vm(1): out of memory: process 6 is killed",
			       NULL, NULL),
	      &runs_out, 0, "the victim came to another end");
}

SCENARIO(memory, memory_out, .title = "all memory is taken",
	 .modules = {"greedy=memory_out 6", "victim=memory_victim 5"},
	 .services = "greedy,victim", .traces = "none", .limit = 60000000,
	 .points = 2, .check = check_out)

static const struct hint limited = {
	"a process that takes all regions or page tables it can get is refused "
	"(ENOMEM); others go on, and all frames come back",
	"there is one supply for all, or no limit for one",
	"region_new() in servers/vm/region.c, entry_take() in "
	"servers/vm/pagetable.c"};

static const struct step limits[] = {
	{1, 1024, "regions that one process can have"},
	{2, -ENOMEM, "one more"},
	{3, 1, "another process gets memory"},
	{4, OK, "giving one region back"},
	{5, OK, "taking it again"},
	{6, 0, "frames missing when all are given back"},
	{10, -ENOMEM, "a page table more than one process can have"},
	{11, 1, "there were many"},
	{12, 1, "another process gets memory"},
	{13, OK, "a page more in a table that is there"},
	{14, OK, "a page table in the place of one that is given back"},
	{15, 0, "frames missing when all are given back"},
};

static void check_limits(struct grading *g, const struct run *run)
{
	steps_check(g, run, "greedy", &limited, limits);
}

SCENARIO(memory, memory_limits, .title = "one process takes all it can get",
	 .modules = {"greedy=memory_limits greedy 6",
		     "modest=memory_limits modest 5"},
	 .services = "greedy,modest", .traces = "none", .limit = 60000000,
	 .points = 1, .check = check_limits)
