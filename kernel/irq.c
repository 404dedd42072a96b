/*
 * irq.c: interrupts whose device a service drives.
 *
 * A line belongs to one service, or to nobody. All that the kernel does when it
 * interrupts is to notify the owner, from HARDWARE; which of its lines it was
 * stands in the pending word. Then the line is disabled until the owner, who
 * has seen to the device, enables it again; unless it said that the next
 * interrupt may come at once.
 *
 * What must hold: a line without an owner is disabled. An owner that dies loses
 * its lines before it leaves the process table, so nobody ever notifies the
 * dead.
 */
#include "kernel/irq.h"
#include "kernel/arch.h"
#include "kernel/debug.h"
#include "kernel/ipc.h"
#include "kernel/priv.h"
#include "kernel/trace.h"

static struct irq {
	struct proc *owner;
	uint32_t bit;
	bool reenable;
	bool enabled;
} irqs[NR_IRQS];

struct proc *irq_owner(uint32_t line)
{
	assert(line < NR_IRQS);
	return irqs[line].owner;
}

void irq_set(uint32_t line, struct proc *owner, uint32_t bit, bool reenable)
{
	assert(!irq_owner(line)); /* lines are not shared */
	assert(!irqs[line].enabled);
	assert(owner->priv->irq_lines >> line & 1); /* it was given to it */
	irqs[line] = (struct irq){owner, bit, reenable, false};
	TRACE(irq, set, "who=" WHO " line=%u bit=%u flags=%d", WHO_OF(owner),
	      line, bit, reenable);
}

void irq_remove(uint32_t line)
{
	assert(irq_owner(line)); /* the caller has asked */
	TRACE(irq, remove, "who=" WHO " line=%u", WHO_OF(irq_owner(line)),
	      line);
	irq_disable(line);
	assert(!irqs[line].enabled); /* nobody would be told */
	irqs[line].owner = NULL;
}

void irq_enable(uint32_t line)
{
	assert(irq_owner(line));
	irqs[line].enabled = true;
	arch_irq_enable(line);
}

void irq_disable(uint32_t line)
{
	assert(line < NR_IRQS);
	irqs[line].enabled = false;
	arch_irq_disable(line);
}

void irq_raise(uint32_t line)
{
	const struct irq *irq = &irqs[line];
	struct proc *owner = irq_owner(line);

	if (!owner || !irq->reenable)
		irq_disable(line);
	if (!owner)
		return; /* it was on its way when its owner gave it up */
	TRACE(irq, raise, "who=" WHO " line=%u", WHO_OF(owner), line);
	owner->priv->int_pending |= 1u << irq->bit;
	ipc_notify(proc_slot(HARDWARE), owner);
}

void irq_forget(struct proc *p)
{
	for (uint32_t line = 0; line < NR_IRQS; line++)
		if (irqs[line].owner == p)
			irq_remove(line);
}

bool irq_expected(void)
{
	for (uint32_t line = 0; line < NR_IRQS; line++)
		if (irqs[line].enabled)
			return true;
	return false;
}

void irq_check(void)
{
	for (uint32_t line = 0; line < NR_IRQS; line++) {
		const struct irq *irq = &irqs[line];

		assert(irq->owner || !irq->enabled);
		assert(!irq->owner || !(irq->owner->rts & RTS_SLOT_FREE));
		/* The owner is still one to whom it was given. */
		assert(!irq->owner || irq->owner->priv->irq_lines >> line & 1);
	}
}
