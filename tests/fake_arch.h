/*
 * fake_arch.h: the kernel's pure parts on the host.
 *
 * Processes are slots without a machine: each has 64 KB of a small memory, at
 * linear SLOT * 64 KB, where its messages lie. Results and status words stay in
 * the register area of the slot.
 */
#ifndef TESTS_FAKE_ARCH_H
#define TESTS_FAKE_ARCH_H

#include "kernel/priv.h"
#include "kernel/proc.h"

#define FAKE_SPACE 0x10000u

/* An empty process table, with PM and VM in it. */
void fake_boot(void);

/* A runnable process in that slot. */
struct proc *fake_process(int slot, enum priv_kind kind);

/* The message at vir of p. */
struct message *fake_message(const struct proc *p, vir_t vir);

/* Copies of [lin, lin + 4096) fault from now on; 0: none does. */
void fake_absent(lin_t lin);

int fake_result(const struct proc *p);
uint32_t fake_status(const struct proc *p);

/* Deliver what is parked, as the way out would. */
void fake_deliver(struct proc *p);

/* All the kernel's checks. */
void fake_check(void);

#endif
