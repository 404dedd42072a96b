/*
 * device.c: a service has the ports and interrupt lines that the command
 * line names for it, and no other; a line notifies its one owner, and nobody
 * when the owner has gone.
 */
/* links: tests/unit/fakes/arch.c kernel/arch/x86/segments.c */
/* links: kernel/{boot,irq,device}.c lib/base/elf.c */
/* links: kernel/{proc,priv,sched,ipc,async,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,role}.c lib/base/{option,ranges}.c */
/* links: kernel/system/do_{irqctl,devio,privctl}.c */
/* links: kernel/system/do_clear.c */
#include "kernel/device.h"
#include <criterion/criterion.h>
#include <string.h>
#include "kernel/arch.h"
#include "kernel/boot.h"
#include "kernel/ipc.h"
#include "kernel/irq.h"
#include "kernel/system/system.h"
#include "tests/unit/fakes/arch.h"

#define BUFFER 0x100u
#define NINE_RANGES "io=d:1,d:2,d:3,d:4,d:5,d:6,d:7,d:8,d:9"

static struct proc *driver, *other;
static struct message reply;

/* --- the devices ---------------------------------------------------------- */

static uint32_t lines_enabled; /* in the controllers */
static struct access {
	uint16_t port;
	uint32_t bytes, value;
} read, written;

void arch_irq_enable(uint32_t line)
{
	lines_enabled |= 1u << line;
}

void arch_irq_disable(uint32_t line)
{
	lines_enabled &= ~(1u << line);
}

uint32_t arch_port_read(uint16_t port, uint32_t bytes)
{
	read = (struct access){port, bytes, 0};
	return 0xa5;
}

void arch_port_write(uint16_t port, uint32_t bytes, uint32_t value)
{
	written = (struct access){port, bytes, value};
}

/* As lib/base/string.c has it, but for overflow. */
uint32_t strtou(const char *s, const char **end);

uint32_t strtou(const char *s, const char **end)
{
	char *behind;
	uint32_t value =
		(uint32_t)strtoul(s, &behind, strncmp(s, "0x", 2) ? 10 : 16);

	*end = behind;
	return value;
}

static struct proc *service(int slot, const char *name)
{
	struct proc *p = fake_process(slot, PRIV_SERVICE);

	strcpy(p->name, name);
	device_grant(p);
	return p;
}

static void boot(void)
{
	fake_boot();
	boot_cmdline = "trace=irq io=rtc:0x70-0x71,tty:0x60,rtc:0x100-0x103 "
		       "irq=rtc:8,tty:1,rtc:1,rtc:14-15 services=rtc,tty";
	driver = service(5, "rtc");
	other = service(6, "tty");
}

TestSuite(kernel_device, .init = boot);

/* --- what is given -------------------------------------------------------- */

CheckedTest(kernel_device, ports_that_were_given)
{
	cr_assert(device_may_use_ports(driver, 0x70, 1));
	cr_assert(device_may_use_ports(driver, 0x70, 2));
	cr_assert(device_may_use_ports(driver, 0x71, 1));
	cr_assert(device_may_use_ports(driver, 0x100, 4));
	cr_assert(device_may_use_ports(other, 0x60, 1));
}

CheckedTest(kernel_device, ports_that_were_not_given)
{
	cr_assert_not(device_may_use_ports(driver, 0x6f, 1));
	cr_assert_not(device_may_use_ports(driver, 0x6f, 2));
	cr_assert_not(device_may_use_ports(driver, 0x71, 2));
	cr_assert_not(device_may_use_ports(driver, 0x72, 1));
	cr_assert_not(device_may_use_ports(driver, 0x100, 5));
	cr_assert_not(device_may_use_ports(driver, 0x60, 1));
	cr_assert_not(device_may_use_ports(driver, 0x10070, 1));
	cr_assert_not(device_may_use_ports(driver, UINT32_MAX, 4));
	cr_assert_not(device_may_use_ports(other, 0x70, 1));
	cr_assert_not(device_may_use_ports(other, 0, 1));
}

CheckedTest(kernel_device, lines_that_were_given)
{
	uint32_t drivers = 0, others = 0;

	for (uint32_t line = 0; line < NR_IRQS; line++) {
		drivers |= (uint32_t)device_may_use_line(driver, line) << line;
		others |= (uint32_t)device_may_use_line(other, line) << line;
	}
	cr_assert_eq(drivers, 1u << 8 | 1u << 1 | 1u << 14 | 1u << 15);
	cr_assert_eq(others, 1u << 1);
}

CheckedTest(kernel_device, a_name_is_a_whole_one)
{
	boot_cmdline = "io=disk2:0x80,xdisk:0x81,disk:0x82";
	cr_assert_not(device_may_use_ports(service(7, "disk"), 0x80, 2));
	cr_assert(device_may_use_ports(proc_slot(7), 0x82, 1));
}

CheckedTest(kernel_device, a_successor_inherits_nothing)
{
	proc_clear(driver);
	boot_cmdline = "";
	driver = service(5, "rtc");
	cr_assert_not(device_may_use_ports(driver, 0x70, 1));
	cr_assert_not(device_may_use_line(driver, 8));
}

static void grant_again(void)
{
	service(7, "d");
}

static const char *panic_with(const char *cmdline)
{
	const char *text;

	boot_cmdline = cmdline;
	text = fake_panic_of(grant_again);
	if (!(proc_slot(7)->rts & RTS_SLOT_FREE))
		proc_clear(proc_slot(7));
	return text;
}

CheckedTest(kernel_device, what_cannot_be_given_is_a_panic)
{
	static const char *const wrong[] = {"io=d:0x10000", "io=d:0x20-0x10",
					    "io=d:0x1f0x",  "io=d:0-65536",
					    "io=d:1-2-3",   NINE_RANGES};
	static const char *const wrong_lines[] = {"irq=d:0", "irq=d:2",
						  "irq=d:16", "irq=d:1-3"};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		cr_assert_str_eq(panic_with(wrong[i]),
				 "cannot give d what io= says", "%s", wrong[i]);
	for (size_t i = 0; i < sizeof(wrong_lines) / sizeof(char *); i++)
		cr_assert_str_eq(panic_with(wrong_lines[i]),
				 "cannot give d what irq= says", "%s",
				 wrong_lines[i]);
	cr_assert_str_eq(panic_with("irq=d:14 io=d:0-65535"), "it came back");
}

/* --- IRQCTL --------------------------------------------------------------- */

static int irqctl(struct proc *p, uint32_t what, uint32_t line)
{
	struct message m = {.irqctl = {what, line, 0, 0}};

	return do_irqctl(p, &m, &reply);
}

static int set_policy(struct proc *p, uint32_t line, uint32_t bit,
		      uint32_t flags)
{
	struct message m = {.irqctl = {IRQ_SETPOLICY, line, bit, flags}};

	return do_irqctl(p, &m, &reply);
}

static void listen(struct proc *p)
{
	cr_assert_eq(ipc_call(p, RECEIVE, HARDWARE, BUFFER), OK);
}

/* The bits that p has been told of. */
static uint32_t told(const struct proc *p)
{
	if (!(p->misc & MF_DELIVERMSG))
		return 0;
	cr_assert_eq(p->delivermsg.source, HARDWARE);
	return p->delivermsg.notify.pending;
}

CheckedTest(kernel_device, a_line_that_interrupts_notifies_its_owner)
{
	cr_assert_eq(set_policy(driver, 8, 31, 0), OK);
	cr_assert_eq(lines_enabled, 0);
	cr_assert_not(irq_expected());
	cr_assert_eq(irqctl(driver, IRQ_ENABLE, 8), OK);
	cr_assert_eq(lines_enabled, 1u << 8);
	cr_assert(irq_expected());
	listen(driver);
	irq_raise(8);
	cr_assert_eq(told(driver), 1u << 31);
	cr_assert_eq(lines_enabled, 0);
	cr_assert_not(irq_expected());
	cr_assert_eq(irqctl(driver, IRQ_ENABLE, 8), OK);
	cr_assert_eq(lines_enabled, 1u << 8);
}

CheckedTest(kernel_device, a_line_may_stay_enabled)
{
	set_policy(driver, 8, 0, IRQ_REENABLE);
	irqctl(driver, IRQ_ENABLE, 8);
	listen(driver);
	irq_raise(8);
	cr_assert_eq(told(driver), 1);
	cr_assert_eq(lines_enabled, 1u << 8);
	cr_assert(irq_expected());
}

CheckedTest(kernel_device, interrupts_that_nobody_hears_are_one_notification)
{
	set_policy(driver, 8, 3, IRQ_REENABLE);
	set_policy(driver, 14, 4, 0);
	irqctl(driver, IRQ_ENABLE, 8);
	irqctl(driver, IRQ_ENABLE, 14);
	irq_raise(8);
	irq_raise(8);
	irq_raise(14);
	listen(driver);
	cr_assert_eq(told(driver), 1u << 3 | 1u << 4);
	driver->misc &= ~MF_DELIVERMSG;
	listen(driver);
	cr_assert_eq(told(driver), 0);
}

CheckedTest(kernel_device, disabled_and_removed_lines_are_silent)
{
	set_policy(driver, 8, 0, 0);
	irqctl(driver, IRQ_ENABLE, 8);
	cr_assert_eq(irqctl(driver, IRQ_DISABLE, 8), OK);
	cr_assert_eq(lines_enabled, 0);
	irqctl(driver, IRQ_ENABLE, 8);
	cr_assert_eq(irqctl(driver, IRQ_RMPOLICY, 8), OK);
	cr_assert_eq(lines_enabled, 0);
	cr_assert_not(irq_expected());
	listen(driver);
	irq_raise(8); /* it was on its way */
	cr_assert_eq(told(driver), 0);
	cr_assert_eq(irqctl(driver, IRQ_ENABLE, 8), -EPERM);
	cr_assert_eq(lines_enabled, 0);
}

CheckedTest(kernel_device, a_line_has_one_owner)
{
	cr_assert_eq(set_policy(driver, 1, 0, 0), OK);
	cr_assert_eq(set_policy(other, 1, 0, 0), -EBUSY);
	cr_assert_eq(set_policy(driver, 1, 1, 0), -EBUSY);
	cr_assert_eq(irqctl(other, IRQ_ENABLE, 1), -EPERM);
	cr_assert_eq(irqctl(other, IRQ_DISABLE, 1), -EPERM);
	cr_assert_eq(irqctl(other, IRQ_RMPOLICY, 1), -EPERM);
	cr_assert_eq(irqctl(driver, IRQ_RMPOLICY, 1), OK);
	cr_assert_eq(irqctl(driver, IRQ_RMPOLICY, 1), -EPERM);
	cr_assert_eq(set_policy(other, 1, 0, 0), OK);
}

CheckedTest(kernel_device, no_policy_without_sense)
{
	cr_assert_eq(irqctl(driver, 0, 8), -EINVAL);
	cr_assert_eq(irqctl(driver, 5, 8), -EINVAL);
	cr_assert_eq(set_policy(driver, NR_IRQS, 0, 0), -EINVAL);
	cr_assert_eq(irqctl(driver, IRQ_ENABLE, UINT32_MAX), -EINVAL);
	cr_assert_eq(set_policy(driver, 8, 32, 0), -EINVAL);
	cr_assert_eq(set_policy(driver, 8, 0, 2), -EINVAL);
	cr_assert_eq(set_policy(driver, 7, 0, 0), -EPERM);
	cr_assert_eq(set_policy(other, 8, 0, 0), -EPERM);
	cr_assert_null(irq_owner(8));
}

static int privctl(struct proc *p, uint32_t what, uint32_t first, uint32_t last)
{
	struct message m = {.privctl = {.ep = p->endpoint, .what = what}};

	m.privctl.first = first;
	m.privctl.last = last;
	return do_privctl(proc_slot(PM_PROC_NR), &m, &reply);
}

CheckedTest(kernel_device, pm_gives_a_service_ports_and_lines)
{
	cr_assert_eq(privctl(other, PRIVCTL_ADD_LINES, 9, 10), -EPERM,
		     "it runs");
	cr_assert_eq(privctl(other, PRIVCTL_DISALLOW, 0, 0), OK);
	cr_assert_eq(privctl(other, PRIVCTL_ADD_LINES, 9, 10), OK);
	cr_assert_eq(privctl(other, PRIVCTL_ADD_PORTS, 0x80, 0x83), OK);
	cr_assert(device_may_use_line(other, 9));
	cr_assert(device_may_use_line(other, 10));
	cr_assert_not(device_may_use_line(other, 8));
	cr_assert_not(device_may_use_line(other, 11));
	cr_assert(device_may_use_ports(other, 0x80, 4));
	cr_assert_not(device_may_use_ports(other, 0x80, 5));
	cr_assert_not(device_may_use_ports(other, 0x7f, 1));
	cr_assert_eq(set_policy(other, 10, 0, 0), OK);
}

CheckedTest(kernel_device, pm_gives_nothing_without_sense)
{
	privctl(other, PRIVCTL_DISALLOW, 0, 0);
	other->priv->irq_lines = 0;
	cr_assert_eq(privctl(other, PRIVCTL_ADD_LINES, 2, 1), -EINVAL);
	cr_assert_eq(privctl(other, PRIVCTL_ADD_LINES, 0, NR_IRQS), -EINVAL);
	cr_assert_eq(privctl(other, PRIVCTL_ADD_LINES, 1, 2), -EPERM);
	cr_assert_eq(privctl(other, PRIVCTL_ADD_LINES, 0, 0), -EPERM);
	cr_assert_eq(other->priv->irq_lines, 0);
	cr_assert_eq(privctl(other, PRIVCTL_ADD_PORTS, 1, 0), -EINVAL);
	cr_assert_eq(privctl(other, PRIVCTL_ADD_PORTS, 0, 0x10000), -EINVAL);
	while (other->priv->nr_ports < NR_PORT_RANGES)
		cr_assert_eq(privctl(other, PRIVCTL_ADD_PORTS, 1, 1), OK);
	cr_assert_eq(privctl(other, PRIVCTL_ADD_PORTS, 1, 1), -ENOMEM);
	privctl(other, PRIVCTL_SET_USER, 0, 0);
	cr_assert_eq(privctl(other, PRIVCTL_ADD_PORTS, 1, 1), -EPERM);
	cr_assert_eq(privctl(other, PRIVCTL_ADD_LINES, 1, 1), -EPERM);
}

CheckedTest(kernel_device, who_is_no_service_any_more_has_no_lines)
{
	set_policy(driver, 8, 0, IRQ_REENABLE);
	irqctl(driver, IRQ_ENABLE, 8);
	cr_assert_eq(privctl(driver, PRIVCTL_DISALLOW, 0, 0), OK);
	cr_assert_eq(privctl(driver, PRIVCTL_SET_USER, 0, 0), OK);
	cr_assert_null(irq_owner(8));
	cr_assert_eq(lines_enabled, 0);
	irq_raise(8); /* it was on its way */
	cr_assert_eq(driver->priv->int_pending, 0);
}

CheckedTest(kernel_device, the_dead_are_not_notified)
{
	set_policy(driver, 8, 0, IRQ_REENABLE);
	set_policy(driver, 14, 1, 0);
	set_policy(other, 1, 2, 0);
	irqctl(driver, IRQ_ENABLE, 8);
	irqctl(other, IRQ_ENABLE, 1);
	irq_raise(8);
	proc_clear(driver);
	cr_assert_eq(lines_enabled, 1u << 1);
	irq_raise(8);
	irq_raise(14);
	cr_assert_null(irq_owner(8));
	driver = service(5, "rtc");
	listen(driver);
	cr_assert_eq(told(driver), 0);
	cr_assert_eq(set_policy(driver, 8, 0, 0), OK);
}

/* --- DEVIO ---------------------------------------------------------------- */

static int devio(struct proc *p, uint32_t what, uint32_t port, uint32_t bytes)
{
	struct message m = {.devio = {what, port, bytes, 0x12345678}};

	return do_devio(p, &m, &reply);
}

CheckedTest(kernel_device, an_access_reaches_its_port)
{
	for (uint32_t bytes = 1; bytes <= 4; bytes *= 2) {
		cr_assert_eq(devio(driver, DEVIO_INPUT, 0x100, bytes), OK);
		cr_assert_eq(reply.devio.value, 0xa5);
		cr_assert_eq(read.port, 0x100);
		cr_assert_eq(read.bytes, bytes);
		cr_assert_eq(devio(driver, DEVIO_OUTPUT, 0x100, bytes), OK);
		cr_assert_eq(written.port, 0x100);
		cr_assert_eq(written.bytes, bytes);
		cr_assert_eq(written.value, 0x12345678);
	}
}

CheckedTest(kernel_device, no_access_without_sense_or_right)
{
	static const struct {
		uint32_t what, port, bytes;
		int result;
	} refused[] = {
		{0, 0x70, 1, -EINVAL},
		{3, 0x70, 1, -EINVAL},
		{DEVIO_INPUT, 0x100, 0, -EINVAL},
		{DEVIO_INPUT, 0x100, 3, -EINVAL},
		{DEVIO_INPUT, 0x102, 3, -EINVAL},
		{DEVIO_INPUT, 0x100, 8, -EINVAL},
		{DEVIO_OUTPUT, 0x101, 2, -EINVAL},
		{DEVIO_OUTPUT, 0x102, 4, -EINVAL},
		{DEVIO_OUTPUT, 0x72, 1, -EPERM},
		{DEVIO_INPUT, 0x60, 1, -EPERM},
		{DEVIO_INPUT, 0x10070, 1, -EPERM},
		{DEVIO_OUTPUT, 0x70, 4, -EPERM},
		{DEVIO_OUTPUT, 0x104, 4, -EPERM},
	};

	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		cr_assert_eq(devio(driver, refused[i].what, refused[i].port,
				   refused[i].bytes),
			     refused[i].result, "%zu", i);
	cr_assert_eq(read.port, 0);
	cr_assert_eq(written.port, 0);
}
