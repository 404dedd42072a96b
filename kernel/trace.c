/*
 * trace.c: the subsystems that can be traced, with their events and keys.
 *
 * who=, target=, from= and the like are processes as name(endpoint); addresses
 * are hexadecimal, lengths decimal, in bytes.
 *
 * boot       process    who paged base      a boot process was loaded
 *            user       who                 the first process starts
 * paging     enable     who cr3 cr0 cr4     the registers, after it went on
 *            limit      limit               of the kernel's data segment
 *            map        who base            VM's segments moved
 * pagefault  raise      who addr err eip    a process faulted; VM is told
 *                                           (err: read or write, user or
 *                                           kernel, absent or protection)
 *            catch      addr eip err        a fault inside a copy was caught
 *            clear      who                 VM has served the fault
 * vmctl      call       who param value     every VMCTL
 *            memreq_get type requestor target addr length flag
 *            memreq_reply who result
 *            setaddrspace who cr3           the process has a page table
 *            freepde    pde wanted          VM offered an entry for a window
 * vmrequest  suspend    who target addr length ... type
 * window     map        pde for addr        a window's entry was written
 *            full       open                all were; a load of CR3 closes them
 * copy       fault      side addr           a copy broke off
 * ipc        deliver    from to type        a message was handed over
 *            deadlock   who peer group      -ELOCKED
 * deliver    write      who addr type       a parked message was written
 *            wait       who addr            a parked message's page is absent
 * kcall      call       who nr
 *            preempt    who nr
 *            resume     who nr result
 * grant      verify     owner to addr bytes access result
 * signal     cause      who sig
 *            exit       who status
 *            runctl     who action flags result
 *            send       who sig at          a handler's frame is on its stack
 *            return     who                 it goes on where it was
 * proc       fork       who child           a child was made
 *            exec       who name pc sp      it is another program now
 *            exit       who                 the slot is free
 * physmap    offer      index addr length flags
 *            use        index at            the kernel uses its mapping
 * irq        set        who line bit flags  the line is who's
 *            raise      who line            its owner is notified
 *            remove     who line            the line is nobody's
 *
 * Lines without a subsystem's name: "name(ep): text", what a process prints;
 * "PANIC: text" and details; "counters.*", see counters.c; and the last line,
 * "end.shutdown by=who" or "end.panic".
 */
#include "kernel/trace.h"
#include "kernel/option.h"

uint32_t trace_mask;

static const char *const names[NR_TRACES] = {
	[TRACE_boot] = "boot",
	[TRACE_paging] = "paging",
	[TRACE_pagefault] = "pagefault",
	[TRACE_vmctl] = "vmctl",
	[TRACE_vmrequest] = "vmrequest",
	[TRACE_window] = "window",
	[TRACE_copy] = "copy",
	[TRACE_ipc] = "ipc",
	[TRACE_deliver] = "deliver",
	[TRACE_kcall] = "kcall",
	[TRACE_grant] = "grant",
	[TRACE_signal] = "signal",
	[TRACE_proc] = "proc",
	[TRACE_physmap] = "physmap",
	[TRACE_irq] = "irq",
};

void trace_select(const char *list)
{
	trace_mask = 0;
	for (int i = 0; i < NR_TRACES; i++)
		if (boot_list_has(list, names[i]) || boot_list_has(list, "all"))
			trace_mask |= 1u << i;
}
