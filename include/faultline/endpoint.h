/*
 * endpoint.h: how processes are named.
 *
 * An endpoint is a slot of the process table and a generation. A slot that is
 * used again gets the next generation, so that a message meant for the process
 * that died does not reach its successor. Boot processes have generation 0:
 * their endpoint is their slot. The kernel's tasks have negative slots, and
 * generation 0, too.
 */
#pragma once

#include <faultline/types.h>

#define NR_TASKS 4   /* slots -4 .. -1 */
#define NR_PROCS 256 /* slots 0 .. 255 */

#define ENDPOINT_SPAN 0x8000 /* endpoints from one generation to the next */
#define ENDPOINT_MAX_GENERATION (0x7fffffff / ENDPOINT_SPAN - 1)

/* Names that are no process: their slots lie behind the table's last. */
#define ANY ((endpoint_t)0x7ace)  /* RECEIVE: from anyone */
#define NONE ((endpoint_t)0x6ace) /* nobody */
#define SELF ((endpoint_t)0x5ace) /* the caller, where a call says so */

/*
 * The kernel's tasks have slots, so that messages can come from them, but no
 * code: they never run. kernel/role.h says what a task, a server, a service and
 * a program is.
 */
enum task_nr {
	IDLE = -4,     /* runs when nobody does */
	CLOCK = -3,    /* source of alarms */
	SYSTEM = -2,   /* answers kernel calls; source of signals to managers */
	HARDWARE = -1, /* source of interrupts */
};

/*
 * Boot processes with a slot of their own; programs follow from FIRST_PROGRAM.
 */
enum boot_nr {
	PM_PROC_NR = 0,   /* process manager: never has a page table */
	VM_PROC_NR = 1,   /* owns every page table */
	FS_PROC_NR = 2,   /* file server */
	TTY_PROC_NR = 3,  /* console */
	INIT_PROC_NR = 4, /* first user program */
	FIRST_PROGRAM = 5,
};

static inline endpoint_t endpoint_make(int generation, int slot)
{
	return generation * ENDPOINT_SPAN + slot;
}

static inline int endpoint_slot(endpoint_t e)
{
	return (int)(((uint32_t)e + NR_TASKS) % ENDPOINT_SPAN) - NR_TASKS;
}

static inline int endpoint_generation(endpoint_t e)
{
	return (int)(((uint32_t)e + NR_TASKS) / ENDPOINT_SPAN);
}
