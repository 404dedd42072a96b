/*
 * coverage.h: which lines of the kernel and of VM a run has executed.
 *
 * In a build with COVERAGE=1 gcc counts, in both, how often each branch was
 * taken. At the machine's end the counters leave it by port 0xE9, which Bochs
 * prints beside its debugger's answers; the serial log stays what it is. First
 * the kernel sends its own. VM's lie in VM's memory, so VM sends them itself:
 * the kernel jumps, for the last time in user mode, to the first instruction of
 * VM's text, with the right to use ports, and VM switches the machine off. That
 * works whatever state VM was in: nothing of it is needed but its memory.
 *
 * mk/coverage builds, runs, and adds up. No other build has any of this.
 */
#pragma once

/* Where VM's text begins, and coverage_entry (entry.S) with it. */
#define VM_TEXT_START 0x1000u

/* Send the counters of the program that this is linked with. */
void coverage_send(void);

/* Say that these were all: the end of what coverage_send() sends. */
void coverage_end(void);

/* VM's last deed (vm.c). */
_Noreturn void coverage_vm_end(void);
