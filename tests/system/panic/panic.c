/*
 * panic.c: ends that the machine comes to when something has gone wrong
 * for good: they are reported, in full, and they are ends.
 */
#include "grader/steps.h"
#include <string.h>

static const struct hint reports = {
	"a fault in the kernel is reported with all that is known, and ends "
	"the machine",
	"the report is not complete, or causes a fault of its own",
	"kernel/arch/x86/exception.c, backtrace.c, segments.c"};
static const struct hint gives_up = {
	"when VM's books are wrong it says so, and the machine ends in its "
	"name",
	"an end that is neither good nor bad is taken for one of them",
	"kernel/system/do_abort.c, servers/vm/panic.c"};
static const struct hint stopped = {
	"VM that dies is reported and stopped, and all that does not need it "
	"goes on",
	"VM's fault is sent to VM, or its signal to PM",
	"kernel/arch/x86/pagefault.c, kernel/signal.c"};
static const struct hint idle = {
	"when all wait for each other, the machine ends, and says who waits "
	"for "
	"whom",
	"the processor is halted although nothing can wake it",
	"kernel/switch.c"};

/* Is there a line that begins so, and has that in it? */
static bool told(const struct run *run, const char *prefix, const char *what)
{
	for (size_t i = 0; i < run->log.count; i++) {
		const char *text = run->log.lines[i].text;

		if (strncmp(text, prefix, strlen(prefix)) == 0 &&
		    strstr(text + strlen(prefix), what))
			return true;
	}
	return false;
}

struct line {
	const char *prefix, *has;
};

/* One point, if all these lines are there. */
static void check_lines(struct grading *g, const struct run *run,
			const struct hint *hint, const struct line *lines,
			size_t count)
{
	const struct line *missing = NULL;

	for (size_t i = 0; i < count && !missing; i++)
		if (!told(run, lines[i].prefix, lines[i].has))
			missing = &lines[i];
	check(g, 1, !missing, hint, 0, "no line \"%s...%s\"",
	      missing ? missing->prefix : "", missing ? missing->has : "");
}
#define CHECK_LINES(g, run, hint, lines) \
	check_lines(g, run, hint, lines, sizeof(lines) / sizeof((lines)[0]))

/* 0x07c00000, and the entry for linear 0x08001000 in it. */
static const struct line fault_report[] = {
	{"PANIC: page fault in the kernel", "read,kernel,absent"},
	{"  eip 0x", "eflags 0x"},
	{"  eax 0x", "edx 0x"},
	{"  esi 0x", "esp 0x"},
	{"  cr0 0x", "cr2 0x07c00080 cr3 0x"},
	{"  cs 0x0008 = GDT 1, RPL 0: code",
	 "base 0x00000000, limit 0x003fffff"},
	{"  ds 0x0010 = GDT 2, RPL 0: data",
	 "base 0x00000000, limit 0x07ffffff"},
	{"  es 0x0018 = GDT 3, RPL 0: data", "DPL 0"},
	{"  kernel, called from:", ""},
	{"    0x", "virtual_copy_vmcheck+0x"},
	{"  process vm(1), sp 0x", "called from:"},
	{"    0x", "main+0x"},
};

static void check_fault(struct grading *g, const struct run *run)
{
	CHECK_LINES(g, run, &reports, fault_report);
	check(g, 1,
	      run_proves(run, "vm", 1, 1) &&
		      !run_line(run, "vm(1): proof 2", NULL, NULL),
	      &reports, 0, "it went on, or did not come so far");
}

SCENARIO(panic, panic_fault, .title = "a page fault in the kernel itself",
	 .modules = {"vm=vm_lost 6", "one=quiet 6", "other=quiet 5"},
	 .traces = "none", .points = 2, .may_panic = true, .check = check_fault)

static const struct hint unready = {
	"paging goes on when all is there that it needs, or the machine ends",
	"it is turned on without a directory, windows, or parameters",
	"paging_enable() in kernel/arch/x86/paging.c"};
static const struct line unready_report[] = {
	{"PANIC: VMCTL_ENABLE_PAGING: no directory, or no windows", ""},
	{"  process vm(1)", "called from:"},
	{"    0x", "main+0x"},
};

static void check_unready(struct grading *g, const struct run *run)
{
	CHECK_LINES(g, run, &unready, unready_report);
}

SCENARIO(panic, paging_unready, .title = "paging is wanted, and nothing ready",
	 .modules = {"vm=vm_unready", "quiet 5"}, .traces = "none", .points = 1,
	 .may_panic = true, .check = check_unready)

static const struct line blind_report[] = {
	{"PANIC: VMCTL_ENABLE_PAGING: no parameters at 0xfffffff7", ""},
	{"  process vm(1)", "called from:"},
	{"    0x", "main+0x"},
};

static void check_blind(struct grading *g, const struct run *run)
{
	CHECK_LINES(g, run, &unready, blind_report);
}

SCENARIO(panic, paging_blind, .title = "paging is wanted, it is not said how",
	 .modules = {"vm=vm_unready blind", "quiet 5"}, .traces = "none",
	 .points = 1, .may_panic = true, .check = check_blind)

static const struct line vm_report[] = {
	{"vm(1): assertion failed: frame_count_free() > frame_count_total()",
	 "vm_false.c:"},
	{"PANIC: vm(1) cannot go on", ""},
	{"  process vm(1)", "called from:"},
	{"    0x", "vm_panic+0x"},
};

static void check_false(struct grading *g, const struct run *run)
{
	check(g, 1, run_proves(run, "vm", 1, (uint32_t)-EINVAL), &gives_up, 0,
	      "the end that there is not: %s", run_proof(run, "vm", 1));
	CHECK_LINES(g, run, &gives_up, vm_report);
}

SCENARIO(panic, panic_vm, .title = "VM cannot go on",
	 .modules = {"vm=vm_false", "quiet 5"}, .traces = "none", .points = 2,
	 .may_panic = true, .check = check_false)

static const struct line vm_death[] = {
	{"kernel: page fault in vm(1) at 0x78000000, read,user,absent", ""},
	{"  process vm(1)", "called from:"},
	{"    0x", "main+0x"},
	{"kernel: vm(1) got SIGSEGV and is stopped for good", ""},
	{"PANIC: idle for ever", ""},
	{"  vm(1) is stopped", ""},
	{"  ask(5) waits to receive from vm", ""},
	{"  fault(6) waits to send to vm", ""},
	{"  talk(7) waits to receive from pm", ""},
	{"  pm(0) waits to ", "vm"},
};

static void check_death(struct grading *g, const struct run *run)
{
	CHECK_LINES(g, run, &stopped, vm_death);
	check(g, 1, run_proves(run, "talk", 1, 10), &stopped, 0,
	      "messages after VM's death: %s", run_proof(run, "talk", 1));
}

SCENARIO(panic, vm_dies, .title = "VM dies, and takes nobody with it",
	 .modules = {"vm=vm_mortal", "ask=orphan ask", "fault=orphan fault",
		     "talk=orphan talk"},
	 .services = "fault:peer,talk:peer", .traces = "none", .points = 2,
	 .may_panic = true, .check = check_death)

static const struct line who_waits[] = {
	{"Every process waits, and nothing can wake one:", ""},
	{"  pm(0) waits to receive from anybody", ""},
	{"  vm(1) waits to receive from anybody", ""},
	{"  first(5) waits to receive from anybody", ""},
	{"  second(6) waits to receive from first", ""},
	{"  third(7) waits to send to second", ""},
	{"PANIC: idle for ever: nothing can happen any more", ""},
};

static void check_idle(struct grading *g, const struct run *run)
{
	CHECK_LINES(g, run, &idle, who_waits);
}

SCENARIO(panic, panic_idle, .title = "all wait for each other",
	 .modules = {"first=waits receive any", "second=waits receive 5",
		     "third=waits send 6"},
	 .services = "first:peer,second:peer,third:peer", .traces = "none",
	 .points = 1, .may_panic = true, .check = check_idle)

static const struct hint own_pointers = {
	"a pointer of VM's that leads nowhere is VM's mistake, and nobody "
	"waits "
	"for VM because of it",
	"VM is suspended until VM has answered",
	"kernel/vmrequest.c, vmrequest_check(), kernel/deliver.c"};

static const struct step pointers[] = {
	{1, -EFAULT, "the kernel is to write there"},
	{2, -EFAULT, "to copy from there"},
	{3, -EFAULT, "to copy to there"},
	{4, -EFAULT, "to send what is there"},
	{5, 0, "no call was suspended"},
};

static void check_pointers(struct grading *g, const struct run *run)
{
	steps_check(g, run, "vm", &own_pointers, pointers);
	check(g, 1,
	      told(run, "kernel: vm(1) got SIGSEGV", "stopped for good") &&
		      !told(run, "vm(1): proof 6", "") &&
		      run_proves(run, "talk", 1, 10),
	      &own_pointers, 0,
	      "a message to nowhere; the others' messages: %s",
	      run_proof(run, "talk", 1));
}

SCENARIO(panic, vm_pointers, .title = "VM's own pointers lead nowhere",
	 .modules = {"vm=vm_pointers", "ask=orphan ask", "talk=orphan talk"},
	 .services = "talk:peer", .traces = "none", .points = 2,
	 .may_panic = true, .check = check_pointers)

static const struct hint deep = {
	"a server whose stack overflows is stopped at the first byte",
	"below its stack lies memory of its own, which it overwrites",
	"map_image() in servers/vm/boot_paging.c, kernel/boot.c, "
	"lib/sys/program.ld"};
static const struct line vm_deep[] = {
	{"kernel: page fault in vm(1) at 0x0", "write,user,absent"},
	{"    0x", "deep+0x"},
	{"kernel: vm(1) got SIGSEGV and is stopped for good", ""},
};

/* VM has faulted within the 64 KB of its stack, and not in what lies below. */
static bool in_stack(const struct run *run)
{
	const char fault[] = "kernel: page fault in vm(1) at ";
	const struct log_line *top =
		run_line(run, "vm(1): stack at ", NULL, NULL);
	const struct log_line *end = run_line(run, fault, NULL, NULL);
	uint32_t sp = 0, addr = 0;

	return top && end && sscanf(top->text, "vm(1): stack at %x", &sp) &&
	       sscanf(end->text + strlen(fault), "%x", &addr) &&
	       sp + 0x08000000u - addr < 0x10000;
}

static void check_vm_deep(struct grading *g, const struct run *run)
{
	check(g, 1,
	      run_proves(run, "vm", 1, 1) &&
		      !run_line(run, "vm(1): proof 2", NULL, NULL) &&
		      in_stack(run),
	      &deep, 0, "VM goes on");
	CHECK_LINES(g, run, &deep, vm_deep);
}

SCENARIO(panic, vm_deep, .title = "VM's stack overflows",
	 .modules = {"vm=vm_deep", "hello"}, .looks = 1, .traces = "none",
	 .points = 2, .may_panic = true, .check = check_vm_deep)

static const struct line pm_deep[] = {
	{"kernel: stack fault in pm(0)", ""},
	{"kernel: pm(0) got SIGSEGV and is stopped for good", ""},
};

static void check_pm_deep(struct grading *g, const struct run *run)
{
	check(g, 1,
	      run_proves(run, "pm", 1, 1) &&
		      !run_line(run, "pm(0): proof 2", NULL, NULL),
	      &deep, 0, "PM goes on");
	CHECK_LINES(g, run, &deep, pm_deep);
}

SCENARIO(panic, pm_deep, .title = "PM's stack overflows",
	 .modules = {"pm=pm_deep", "hello"}, .looks = 1, .traces = "none",
	 .points = 2, .may_panic = true, .check = check_pm_deep)
