/*
 * device.h: which service may drive which device.
 */
#ifndef KERNEL_DEVICE_H
#define KERNEL_DEVICE_H

#include "kernel/proc.h"

/* Give p, a service, what the kernel's command line names for it. */
void device_grant(struct proc *p);

bool device_may_use_line(const struct proc *p, uint32_t line);

/* All of [port, port + bytes). */
bool device_may_use_ports(const struct proc *p, uint32_t port, uint32_t bytes);

#endif
