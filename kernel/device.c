/*
 * device.c: which service may drive which device.
 *
 * Who boots the machine decides, on the kernel's command line:
 *
 *	io=clock:0x70-0x71,tty:0x60,tty:0x64	ranges of I/O ports
 *	irq=clock:8,tty:1			interrupt lines
 *
 * A service has what stands there for its name, from its first instruction on
 * and as long as it is one, and what PM gives it later (SYS_PRIVCTL); all else
 * is closed to it. Ports and lines may be given to several, but a line has one
 * owner at a time (SYS_IRQCTL). The lines of the clock (0) and of the second
 * interrupt controller (2) are the kernel's.
 */
#include "kernel/device.h"
#include <lib/base/string.h>
#include "kernel/boot.h"
#include "kernel/debug.h"
#include "kernel/irq.h"
#include <lib/base/option.h>
#include "kernel/priv.h"

#define LAST_PORT 0xffffu
#define KERNEL_LINES (1u << 0 | 1u << 2)

/* "FIRST-LAST" or "FIRST", up to the end of a list's item. */
static bool range_parse(const char *s, uint32_t *first, uint32_t *last)
{
	*first = *last = strtou(s, &s);
	if (*s == '-')
		*last = strtou(s + 1, &s);
	return *s == ',' || *s == ' ' || *s == '\0';
}

int device_give_ports(struct proc *p, uint32_t first, uint32_t last)
{
	struct priv *priv = p->priv;

	assert(priv->kind != PRIV_USER); /* all programs would have them */
	if (first > last || last > LAST_PORT)
		return -EINVAL;
	if (priv->nr_ports == NR_PORT_RANGES)
		return -ENOMEM;
	priv->ports[priv->nr_ports++] =
		(struct port_range){(uint16_t)first, (uint16_t)last};
	return OK;
}

int device_give_lines(struct proc *p, uint32_t first, uint32_t last)
{
	uint32_t lines = 0;

	assert(p->priv->kind != PRIV_USER);
	if (first > last || last >= NR_IRQS)
		return -EINVAL;
	for (uint32_t line = first; line <= last; line++)
		lines |= 1u << line;
	if (lines & KERNEL_LINES)
		return -EPERM;
	p->priv->irq_lines |= lines;
	return OK;
}

/* Each "name:range" of the option's list that names p. */
static void give(struct proc *p, const char *key,
		 int (*give_range)(struct proc *, uint32_t, uint32_t))
{
	const char *item =
		option_list_find(option_value(boot_cmdline, key), p->name);

	for (; item; item = option_list_find(item, p->name)) {
		uint32_t first, last;

		if (!range_parse(item, &first, &last) ||
		    give_range(p, first, last) != OK)
			panic("cannot give %s what %s= says", p->name, key);
	}
}

void device_grant(struct proc *p)
{
	give(p, "io", device_give_ports);
	give(p, "irq", device_give_lines);
}

bool device_may_use_line(const struct proc *p, uint32_t line)
{
	assert(line < NR_IRQS);
	return (p->priv->irq_lines >> line) & 1;
}

bool device_may_use_ports(const struct proc *p, uint32_t port, uint32_t bytes)
{
	assert(bytes > 0); /* bytes - 1 would be nearly everything */
	for (uint32_t i = 0; i < p->priv->nr_ports; i++) {
		const struct port_range *r = &p->priv->ports[i];

		if (port >= r->first && port <= r->last &&
		    bytes - 1 <= r->last - port)
			return true;
	}
	return false;
}
