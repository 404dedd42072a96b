/*
 * device_clock.c: a service that drives the real-time clock.
 *
 *	NAME NONCE OTHER
 *
 * It was given ports 0x70 to 0x71, those of the disk, of the PCI bus and of the
 * screen's controller, and interrupt lines 8 and 15. OTHER was given line 8,
 * too. The table in ../device.c says what each step must observe.
 */
#include "tests/system/device/programs/device.h"

#define BIT 5
#define LAST_LINE 15

static uint32_t in(uint32_t port, uint32_t bytes)
{
	uint32_t value = 0xbad;
	int r = sys_devin(port, bytes, &value);

	return r == OK ? value : (uint32_t)r;
}

static uint32_t out(uint32_t port, uint32_t bytes, uint32_t value)
{
	return (uint32_t)sys_devout(port, bytes, value);
}

/* --- ports ---------------------------------------------------------------- */

#define DISK_DATA 0x1f0
#define DISK_STATUS 0x1f7 /* to read; to write: the command */
#define DISK_IDENTIFY 0xec
#define DISK_READY 0x08 /* data are to be read */
#define VGA_INDEX 0x3d4
#define VGA_CURSOR_LOW 0x0f
#define PCI_ADDRESS 0xcf8
#define PCI_DATA 0xcfc

/* Word 0 of what a disk says about itself, and words 1 and 2 at once. */
static void disk_steps(void)
{
	proof(10, out(DISK_STATUS, 1, DISK_IDENTIFY));
	while (!(in(DISK_STATUS, 1) & DISK_READY))
		;
	proof(11, in(DISK_DATA, 2));
	proof(12, in(DISK_DATA, 4));
	for (int word = 3; word < 256; word++)
		in(DISK_DATA, 2);
	proof(13, in(DISK_STATUS, 1) & DISK_READY);
}

static void port_steps(void)
{
	disk_steps();
	proof(20, rtc_read(RTC_D));
	proof(21, out(VGA_INDEX, 2, 0x5a00 | VGA_CURSOR_LOW));
	proof(22, in(VGA_INDEX, 2));
	proof(23, out(PCI_ADDRESS, 4, 0x80000000u));
	proof(24, in(PCI_ADDRESS, 4));
	proof(25, in(PCI_DATA, 4));
	proof(26, in(PCI_DATA, 2));
	proof(27, in(PCI_DATA + 2, 2));
	proof(28, in(PCI_DATA, 1));
}

static uint32_t access(uint32_t what, uint32_t port, uint32_t bytes)
{
	struct message m = {.devio = {what, port, bytes, 0}};

	return (uint32_t)kernel_call(SYS_DEVIO, &m);
}

static void refused_steps(void)
{
	proof(30, access(DEVIO_INPUT, 0x60, 1));
	proof(31, access(DEVIO_OUTPUT, 0x3f8, 1));
	proof(32, access(DEVIO_OUTPUT, 0x70, 4));
	proof(33, access(DEVIO_INPUT, 0x10070, 1));
	proof(34, access(DEVIO_INPUT, 0x71, 2));
	proof(35, access(DEVIO_INPUT, PCI_DATA + 2, 4));
	proof(36, access(DEVIO_INPUT, PCI_DATA, 3));
	proof(37, access(DEVIO_INPUT, PCI_DATA, 0));
	proof(38, access(0, PCI_DATA, 4));
	proof(39, access(3, PCI_DATA, 4));
}

/* --- interrupts ----------------------------------------------------------- */

static void set_steps(void)
{
	proof(40, (uint32_t)sys_irqsetpolicy(16, BIT, 0));
	proof(41, (uint32_t)sys_irqsetpolicy(RTC_LINE, 32, 0));
	proof(42, (uint32_t)sys_irqsetpolicy(RTC_LINE, BIT, 2));
	proof(43, (uint32_t)sys_irqsetpolicy(14, BIT, 0));
	proof(44, (uint32_t)sys_irqsetpolicy(0, BIT, 0));
	proof(45, (uint32_t)sys_irqctl(IRQ_ENABLE, RTC_LINE));
	proof(46, (uint32_t)sys_irqsetpolicy(RTC_LINE, BIT, 0));
	proof(47, (uint32_t)sys_irqsetpolicy(RTC_LINE, BIT, 0));
	proof(48, (uint32_t)sys_irqctl((enum irqctl_what)5, RTC_LINE));
}

static void once_steps(void)
{
	rtc_interrupts(true);
	proof(50, await_interrupt()); /* not enabled yet */
	proof(51, (uint32_t)sys_irqctl(IRQ_ENABLE, RTC_LINE));
	proof(52, listen(HARDWARE));
	rtc_read(RTC_C);
	proof(53, await_interrupt()); /* disabled by the first */
	rtc_read(RTC_C);
	sys_irqctl(IRQ_ENABLE, RTC_LINE);
	proof(54, await_interrupt());
	rtc_read(RTC_C);
	sys_irqctl(IRQ_ENABLE, RTC_LINE);
	proof(49, listen(HARDWARE)); /* no alarm: the machine must wait */
	proof(55, (uint32_t)sys_irqctl(IRQ_ENABLE, RTC_LINE));
	proof(56, (uint32_t)sys_irqctl(IRQ_DISABLE, RTC_LINE));
	rtc_read(RTC_C); /* one is on its way from now on */
	proof(57, await_interrupt());
	proof(58, (uint32_t)sys_irqctl(IRQ_RMPOLICY, RTC_LINE));
	proof(59, await_interrupt());
	proof(60, (uint32_t)sys_irqctl(IRQ_ENABLE, RTC_LINE));
}

static void many_steps(void)
{
	proof(70, (uint32_t)sys_irqsetpolicy(RTC_LINE, 31, IRQ_REENABLE));
	rtc_read(RTC_C);
	sys_irqctl(IRQ_ENABLE, RTC_LINE);
	for (uint32_t step = 71; step < 74; step++) {
		proof(step, await_interrupt());
		rtc_read(RTC_C);
	}
	/* Several that nobody hears are one notification. */
	for (int i = 0; i < 4; i++) {
		rtc_read(RTC_C);
		work(3);
	}
	proof(74, listen(HARDWARE));
}

/*
 * Reading register C also takes an interrupt back that the processor has not
 * taken yet; the controller then reports its last line, on which nothing is.
 */
static void spurious_steps(void)
{
	proof(80, (uint32_t)sys_irqsetpolicy(LAST_LINE, 4, IRQ_REENABLE));
	proof(81, (uint32_t)sys_irqctl(IRQ_ENABLE, LAST_LINE));
	for (int i = 0; i < 2000; i++)
		rtc_read(RTC_C);
	proof(82, await_interrupt() & 1 << 4);
	rtc_read(RTC_C);
	proof(83, await_interrupt());
	proof(84, (uint32_t)sys_irqctl(IRQ_RMPOLICY, LAST_LINE));
}

int main(int argc, char **argv)
{
	endpoint_t other = peer_named(argc, argv, 2);

	scenario_begin(argc, argv);
	turn_ask(other, TURN_BEFORE, 0); /* OTHER may not use what is not its */
	port_steps();
	refused_steps();
	set_steps();
	turn_ask(other, TURN_OWNED, 0);
	once_steps();
	many_steps();
	spurious_steps();
	turn_ask(other, TURN_OVER, 0); /* from now on, it has alarms */
	rtc_read(RTC_C);
	return 0; /* with the line enabled, and the clock interrupting */
}
