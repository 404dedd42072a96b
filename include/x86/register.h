/*
 * register.h: bits of the control registers and of EFLAGS.
 *
 * Source: Intel's Software Developer's Manual, volume 3, sections 2.3 and 2.5.
 */
#pragma once

#define CR0_EM 0x4        /* every FPU instruction is an exception */
#define CR0_WP 0x00010000 /* read-only pages also bind the kernel */
#define CR0_PG 0x80000000 /* paging */
#define CR4_PSE 0x10      /* big pages */
#define CR4_PGE 0x80      /* global pages survive a load of CR3 */

#define EFLAGS_ALWAYS 0x002
#define EFLAGS_IF 0x200
#define EFLAGS_ID 0x200000 /* can be changed where there is CPUID */
#define EFLAGS_IOPL 0x3000 /* privilege that may use every port */
/* Carry, parity, adjust, zero, sign, trap, direction, overflow; AC; ID. */
#define EFLAGS_USER 0x00240dd5
