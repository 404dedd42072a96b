/*
 * device.c: services that drive real devices: ports of each width, and
 * the interrupts of the real-time clock.
 */
#include "grader/steps.h"

static const struct hint ports = {"an access of each width reaches its port",
				  "the wrong instruction",
				  "kernel/arch/x86/port.c"};
static const struct hint closed = {
	"ports and lines that were not given, and accesses without sense, are "
	"refused",
	"a check is missing, or in another order",
	"kernel/system/do_devio.c, kernel/system/do_irqctl.c"};
static const struct hint once = {
	"an interrupt notifies its line's owner, and disables the line until "
	"the owner enables it again",
	"the controller's mask, or an interrupt that is not acknowledged",
	"kernel/irq.c, kernel/arch/x86/interrupt.c"};
static const struct hint dead = {
	"a line has one owner at a time, and whose owner has died is silent",
	"irq_forget() is not called, or too late", "kernel/irq.c"};

static const struct step accesses[] = {
	{10, 0, "a command to the disk, 8 bits out"},
	{11, 0x40, "word 0 of its answer, 16 bits in"},
	{12, 1, "words 1 and 2, cylinders: 32 bits in"},
	{13, 0, "256 words, and no more"},
	{20, 0x80, "the clock's register D, 8 bits in"},
	{21, 0, "the screen's cursor, 16 bits out"},
	{22, 0x5a0f, "16 bits in"},
	{23, 0, "an address on the PCI bus, 32 bits out"},
	{24, INT32_MIN, "32 bits in"},
	{25, 0x12378086, "who is there"},
	{26, 0x8086, "its low half"},
	{27, 0x1237, "its high half"},
	{28, 0x86, "its low byte"},
};

static const struct step refused[] = {
	{30, -EPERM, "the keyboard's port"},
	{31, -EPERM, "the serial line's"},
	{32, -EPERM, "more than was given"},
	{33, -EPERM, "a port beyond all"},
	{34, -EINVAL, "2 bytes at an odd port"},
	{35, -EINVAL, "4 bytes, not aligned"},
	{36, -EINVAL, "3 bytes"},
	{37, -EINVAL, "no bytes"},
	{38, -EINVAL, "neither in nor out"},
	{39, -EINVAL, "neither in nor out"},
	{40, -EINVAL, "a line that does not exist"},
	{41, -EINVAL, "a bit that does not exist"},
	{42, -EINVAL, "a flag that does not exist"},
	{43, -EPERM, "another line"},
	{44, -EPERM, "the kernel's clock"},
	{45, -EPERM, "enabling what is nobody's"},
	{46, 0, "its line"},
	{47, -EBUSY, "its line, again"},
	{48, -EINVAL, "something else"},
};

#define NONE_CAME 1 /* an alarm did */

static const struct step singles[] = {
	{50, NONE_CAME, "a line that is not enabled"},
	{51, 0, "enable"},
	{52, 1 << 5, "an interrupt"},
	{53, NONE_CAME, "the line is disabled by it"},
	{54, 1 << 5, "and enabled again"},
	{49, 1 << 5, "an interrupt that all wait for"},
	{55, 0, "enable"},
	{56, 0, "disable"},
	{57, NONE_CAME, "a disabled line"},
	{58, 0, "remove"},
	{59, NONE_CAME, "a removed line"},
	{60, -EPERM, "enabling what was removed"},
	{70, 0, "its line, with IRQ_REENABLE"},
	{71, INT32_MIN, "an interrupt, on another bit"},
	{72, INT32_MIN, "the next, without IRQ_ENABLE"},
	{73, INT32_MIN, "and the next"},
	{74, INT32_MIN, "some that nobody heard"},
	{80, 0, "the last line"},
	{81, 0, "enable"},
	{82, 0, "no device is behind it"},
	{83, INT32_MIN, "interrupts still come"},
	{84, 0, "remove"},
};

static const struct step successor[] = {
	{1, -EPERM, "removing what is nobody's"},
	{2, -EPERM, "the disk's port"},
	{3, -EBUSY, "a line that has an owner"},
	{4, -EPERM, "enabling another's line"},
	{5, -EPERM, "disabling it"},
	{6, NONE_CAME, "the owner died"},
	{7, 1, "no interrupt but the clock's"},
	{8, 0, "the line, when its owner has died"},
	{9, 1 << 3, "an interrupt"},
};

static const struct step plain[] = {
	{1, -ECALLDENIED, "DEVIO, in"},
	{2, -ECALLDENIED, "DEVIO, out"},
	{3, -ECALLDENIED, "IRQCTL"},
};

static void check_device(struct grading *g, const struct run *run)
{
	steps_check(g, run, "clock", &ports, accesses);
	steps_check(g, run, "clock", &closed, refused);
	steps_check(g, run, "clock", &once, singles);
	steps_check(g, run, "other", &dead, successor);
	steps_check(g, run, "plain", &closed, plain);
}
SCENARIO(device, devices, .title = "services that drive devices",
	 .modules = {"clock=device_clock 6", "other=device_other 5",
		     "plain=device_plain"},
	 .services = "clock,other",
	 .devices = "io=clock:0x70-0x71,other:0x70-0x71,clock:0x1f0-0x1f7,"
		    "clock:0x3d4-0x3d5,clock:0xcf8-0xcff,plain:0x71 "
		    "irq=clock:8,other:8,clock:15,plain:8",
	 .traces = "none", .limit = 60000000, .points = 5,
	 .check = check_device)
