/*
 * sizes.c: machines with other memory than the usual 32 MB. All of it is used,
 * VM and the kernel see the same of it, and it does not cost time; where it is
 * too little, the machine says so.
 */
#include "grader/paths.h"
#include "grader/steps.h"

#define KB_OF_HOLE 640     /* up to 1 MB there are devices */
#define BOOT_TICKS 350000u /* until VM has its memory, whatever its size */

static const struct hint all = {
	"all memory is used, and the kernel tells how much that is",
	"a range of the map is left out, or cut where memory goes on",
	"memory_find() in kernel/arch/x86/multiboot.c, lib/base/ranges.c"};
static const struct hint seen = {
	"VM's view of each range is the memory that the kernel sees",
	"a range is not mapped, or in another place",
	"map_low(), map_memory() in servers/vm/boot_paging.c"};
static const struct hint soon = {"the time to boot does not grow with memory",
				 "each frame is looked at before it is needed",
				 "frame_init() in servers/vm/frame.c"};
static const struct hint little = {
	"where there is too little memory the kernel says how much it needs",
	"it boots until something has no room",
	"memory_suffices() in kernel/boot.c"};
static const struct hint modules = {
	"modules that reach beyond 4 MB are booted, and stay as they are",
	"memory is handed out that a module still needs",
	"modules_keep() in kernel/arch/x86/multiboot.c"};

/* Of a machine of so many MB the kernel says that it uses all. */
static bool all_told(const struct run *run, uint32_t megs)
{
	size_t i = log_find(&run->log, 0, "Faultline: ");
	uint32_t used = 0, unused = 0;

	if (i < run->log.count)
		sscanf(run->log.lines[i].text,
		       "Faultline: %u KB of memory, %u KB not used", &used,
		       &unused);
	return used + KB_OF_HOLE >= megs * 1024 && unused < 256;
}

static void check_size(struct grading *g, const struct run *run)
{
	const struct log_line *line =
		run_line(run, "vm(1): proof 1 ", NULL, NULL);
	uint32_t megs = 0;

	sscanf(run->scenario->machine[0], "megs: %u", &megs);
	check(g, 1, all_told(run, megs) && run_proves(run, "vm", 1, 1), &all, 0,
	      "it looks after less");
	check(g, 1, run_proves(run, "vm", 2, 0), &seen, 0, "ranges: %s",
	      run_proof(run, "vm", 2));
	/* A kernel that checks itself writes a pattern to each frame. */
	check(g, 1, line && (line->tick < BOOT_TICKS || graded_pace() > 1),
	      &soon, 0, "VM had its memory after %llu instructions",
	      line ? (unsigned long long)line->tick : 0);
}

#define SIZE(megs)                                                           \
	.title = "a machine with " #megs " MB", .machine = {"megs: " #megs}, \
	.modules = {"vm=vm_sizes " #megs, "hello"}, .looks = 1,              \
	.traces = "none", .points = 3, .check = check_size

SCENARIO(memory, size_8, SIZE(8))
SCENARIO(memory, size_9, SIZE(9))
SCENARIO(memory, size_12, SIZE(12))
SCENARIO(memory, size_16, SIZE(16))
SCENARIO(memory, size_64, SIZE(64))
SCENARIO(memory, size_128, SIZE(128))
SCENARIO(memory, size_512, SIZE(512))
SCENARIO(memory, size_1024, SIZE(1024))
SCENARIO(memory, size_2048, SIZE(2048))

static void check_little(struct grading *g, const struct run *run)
{
	check(g, 1,
	      run->end == END_PANIC &&
		      run_line(run,
			       "PANIC: too little memory: 0 KB are free above "
			       "4 MB, and the boot modules need ",
			       NULL, NULL),
	      &little, 0, "%s", run->why);
}

SCENARIO(memory, too_little, .title = "a machine with 4 MB",
	 .machine = {"megs: 4"}, .modules = {"hello"}, .traces = "none",
	 .points = 1, .may_panic = true, .check = check_little)

/* That they do is seen by PM's place, which begins at 4 MB where it can. */
static void check_large(struct grading *g, const struct run *run)
{
	check(g, 1,
	      run_line(run, "boot.process", "who", "pm(0)") &&
		      !run_line(run, "boot.process", "base", "0x00400000"),
	      &modules, 0, "PM lies at 4 MB");
	check(g, 1,
	      run_proves(run, "large", 1, 0) && steps_exited(run, "after"),
	      &modules, 0, "words that are wrong: %s",
	      run_proof(run, "large", 1));
}

SCENARIO(memory, large_modules, .title = "modules beyond 4 MB",
	 .modules = {"large", "after=hello"}, .looks = 1, .traces = "boot",
	 .limit = 60000000, .points = 2, .check = check_large)
