/*
 * vmctl.c: every error of VMCTL, and what its parameters do; what nobody
 * but VM could ever ask for.
 */
#include "grader/steps.h"

static const struct hint refuses = {
	"VMCTL refuses what makes no sense, and changes nothing",
	"an argument is used before it is checked",
	"kernel/system/do_vmctl.c, kernel/arch/x86/vmctl.c, physmap.c"};
static const struct hint physmap = {
	"the kernel's physical ranges are a list without holes, and are used "
	"where VM has mapped them",
	"the list goes on behind its end, or a device is still used where it "
	"is "
	"physically",
	"kernel/arch/x86/physmap.c, vga.c, lapic.c"};
static const struct hint does = {
	"VMCTL does what its manual says",
	"a parameter is answered with OK, and nothing happens",
	"kernel/arch/x86/vmctl.c"};

static const struct step refusals[] = {
	{1, -EINVAL, "clear the fault of an endpoint that is not alive"},
	{2, -EINVAL, "who: ANY"},
	{3, -EINVAL, "who: NONE"},
	{4, -EINVAL, "who: a slot that nobody has"},
	{5, -EINVAL, "a parameter that there is not"},
	{6, -EINVAL, "parameter 0"},
	{10, -ESRCH, "get a request when there is none"},
	{11, -EINVAL, "answer a process that has asked nothing"},
	{12, -EINVAL, "answer VM itself"},
	{42, -EINVAL, "a directory that is not page-aligned"},
	{43, -EINVAL, "one that can be edited at an odd address"},
	{44, -EINVAL, "one that can be edited where processes are"},
	{45, -EINVAL, "VM without a page table"},
	{46, 1, "the directory is what it was"},
	{50, -EINVAL, "a window where the identity mapping is"},
	{51, -EINVAL, "a window where processes are"},
	{52, 0, "one window too many: it is not wanted"},
	{53, -EINVAL, "INVLPG below the processes"},
	{54, -EINVAL, "INVLPG above them"},
};

static const struct step ranges[] = {
	{20, OK, "range 0"},
	{21, 0xb8000, "is the screen"},
	{22, OK, "range 1"},
	{23, (int32_t)0xfee00000, "is the local APIC"},
	{24, 1, "not to be cached"},
	{25, -EINVAL, "there is no range 2"},
	{26, -EINVAL, "nor any other"},
	{27, -EINVAL, "where range 2 is"},
	{28, -EINVAL, "a range in the identity mapping"},
	{29, -EINVAL, "a range where processes are"},
	{30, 1, "what is printed now is on the screen"},
	{31, 1, "it was written there through VM's mapping"},
	{32, 1, "the local APIC was read through VM's mapping"},
};

static const struct step doings[] = {
	{40, 1, "GETCR3 of a paged process"},
	{41, 0, "GETCR3 of PM"},
	{55, OK, "INVLPG"},
	{56, 1, "is counted"},
	{57, OK, "FLUSHTLB"},
	{58, 1, "is counted"},
	{59, OK, "INCSP"},
	{60, -64, "moves the stack pointer"},
};

static void check_vmctl(struct grading *g, const struct run *run)
{
	const struct log_line *apic =
		run_line(run, "kernel: local APIC", NULL, NULL);

	steps_check(g, run, "vm", &refuses, refusals);
	steps_check(g, run, "vm", &physmap, ranges);
	steps_check(g, run, "vm", &does, doings);
	check(g, 1, apic && strstr(apic->text, "version 0x14"), &physmap, 0,
	      "the version of the local APIC was read as: %s",
	      apic ? apic->text : "nothing");
}

SCENARIO(vmctl, vmctl, .title = "everything that VM may say to the kernel",
	 .modules = {"vm=vm_vmctl 5", "hello"}, .looks = 1, .traces = "none",
	 .points = 4, .check = check_vmctl)
