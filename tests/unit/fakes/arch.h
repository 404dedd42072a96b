/*
 * arch.h: the kernel's pure parts on the host.
 *
 * Processes are slots without a machine: each has 64 KB of a small memory, at
 * linear SLOT * 64 KB, where its messages lie. Results and status words stay in
 * the register area of the slot. A panic ends the test, unless it is expected.
 */
#pragma once

#include "kernel/priv.h"
#include "kernel/proc.h"

#define FAKE_SPACE 0x10000u

/* An empty process table, with PM and VM in it. */
void fake_boot(void);

/* A runnable process in that slot. */
struct proc *fake_process(int slot, enum priv_kind kind);

/* Memory, 16 MB of it. */
void *fake_memory(lin_t lin);

/* The message at vir of p. */
struct message *fake_message(const struct proc *p, vir_t vir);

/* Copies of [lin, lin + 4096) fault from now on; 0: none does. */
void fake_absent(lin_t lin);

/* The same, of copies to there only. */
void fake_read_only(lin_t lin);

int fake_result(const struct proc *p);
uint32_t fake_status(const struct proc *p);

/* Deliver what is parked, as the way out would. */
void fake_deliver(struct proc *p);

/* Called whenever the kernel lets interrupts in; NULL: none comes. */
extern void (*fake_interrupt)(void);

/* The file that the kernel took for its own. */
extern const void *fake_symbols;

/* What body panics with, or "it came back". */
const char *fake_panic_of(void (*body)(void));

/* All the kernel's checks. */
void fake_check(void);

/*
 * A test after which they hold. (What fails after a test, in its suite's fini,
 * is not counted.)
 */
#define CheckedTest(suite, name)          \
	static void suite##_##name(void); \
	Test(suite, name)                 \
	{                                 \
		suite##_##name();         \
		fake_check();             \
	}                                 \
	static void suite##_##name(void)
