/*
 * SYS_IRQCTL: be notified when a device interrupts.
 *
 *	irqctl.what   IRQ_SETPOLICY: the line is the caller's from now on, and
 *	              still disabled
 *	              IRQ_RMPOLICY: it is nobody's any more
 *	              IRQ_ENABLE: let the device interrupt
 *	              IRQ_DISABLE: do not
 *	irqctl.line   which interrupt line (0 .. 15)
 *	irqctl.bit    IRQ_SETPOLICY: which bit (0 .. 31) stands for it in the
 *	              pending word of the notification from HARDWARE
 *	irqctl.flags  IRQ_SETPOLICY: 0: an interrupt disables the line, until
 *	              IRQ_ENABLE; IRQ_REENABLE: the next may come at once
 *
 * A line has one owner at a time. Interrupts that come while the owner is not
 * listening are one notification, with all their bits. A line that is removed,
 * or whose owner dies, is disabled.
 *
 * Errors: -EINVAL (what, line, bit, flags), -EPERM (the caller was not given
 * the line; another call than IRQ_SETPOLICY, and the line is not the caller's),
 * -EBUSY (IRQ_SETPOLICY: the line has an owner, maybe the caller).
 * Who may call it: TTY, drivers, for lines that were given to them
 * (kernel/device.c).
 */
#include "kernel/device.h"
#include "kernel/irq.h"
#include "kernel/system/system.h"

#define NR_BITS 32

static int set_policy(struct proc *caller, const struct msg_irqctl *irqctl)
{
	if (irqctl->bit >= NR_BITS || (irqctl->flags & ~IRQ_REENABLE))
		return -EINVAL;
	if (!device_may_use_line(caller, irqctl->line))
		return -EPERM;
	if (irq_owner(irqctl->line))
		return -EBUSY;
	irq_set(irqctl->line, caller, irqctl->bit,
		(irqctl->flags & IRQ_REENABLE) != 0);
	return OK;
}

int do_irqctl(struct proc *caller, const struct message *req,
	      struct message *reply)
{
	static void (*const change[])(uint32_t line) = {
		[IRQ_RMPOLICY] = irq_remove,
		[IRQ_ENABLE] = irq_enable,
		[IRQ_DISABLE] = irq_disable,
	};
	uint32_t what = req->irqctl.what, line = req->irqctl.line;

	(void)reply;
	if (what < IRQ_SETPOLICY || what > IRQ_DISABLE || line >= NR_IRQS)
		return -EINVAL;
	if (what == IRQ_SETPOLICY)
		return set_policy(caller, &req->irqctl);
	if (irq_owner(line) != caller)
		return -EPERM;
	change[what](line);
	return OK;
}
