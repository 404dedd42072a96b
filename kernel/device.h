/*
 * device.h: which service may drive which device.
 */
#pragma once

#include "kernel/proc.h"

/* Give p, a service, what the kernel's command line names for it. */
void device_grant(struct proc *p);

/*
 * Give p, a service, the ports or interrupt lines from first to last. -EINVAL:
 * there are no such; -EPERM: one is the kernel's; -ENOMEM: it has
 * NR_PORT_RANGES already.
 */
int device_give_ports(struct proc *p, uint32_t first, uint32_t last);
int device_give_lines(struct proc *p, uint32_t first, uint32_t last);

bool device_may_use_line(const struct proc *p, uint32_t line);

/* All of [port, port + bytes). */
bool device_may_use_ports(const struct proc *p, uint32_t port, uint32_t bytes);
