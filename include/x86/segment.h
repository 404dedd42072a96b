/*
 * segment.h: selectors, and the bits of segment descriptors.
 *
 * Source: Intel's Software Developer's Manual, volume 3, sections 3.4 and 3.5.
 */
#pragma once

/* A selector: index << 3, the table that it means, the privilege it asks. */
#define SELECTOR_SHIFT 3
#define SELECTOR_LDT 4
#define SELECTOR_RPL 3

/* Selectors of the GDT (gdt.c). */
#define KERNEL_CS 0x08
#define KERNEL_DS 0x10
#define FLAT_DS 0x18 /* 0 to 4 GB: ES, for phys_copy and phys_memset */
#define TSS_SELECTOR 0x20
#define KERNEL_SS 0x28             /* the kernel's stack, and what is above */
#define DOUBLE_FAULT_SELECTOR 0x30 /* TSS of its own */
#define FIRST_LDT_INDEX 7

/* Of a process: its own LDT, privilege 3. */
#define USER_CS 0x07
#define USER_DS 0x0f

/* Bits of a descriptor's access byte. */
#define ACCESS_WRITE 0x02   /* data: writable; code: readable */
#define ACCESS_EXPAND 0x04  /* data: expands down; code: conforming */
#define ACCESS_CODE 0x08    /* code, not data */
#define ACCESS_SEGMENT 0x10 /* code or data, not the processor's own */
#define ACCESS_USER 0x60    /* privilege level 3 */
#define ACCESS_PRESENT 0x80

/* Access bytes of what this kernel has; or-ed with ACCESS_USER, or not. */
#define SEGMENT_DATA (ACCESS_PRESENT | ACCESS_SEGMENT | ACCESS_WRITE)
#define SEGMENT_CODE (SEGMENT_DATA | ACCESS_CODE)
#define SEGMENT_STACK (SEGMENT_DATA | ACCESS_EXPAND)
#define SEGMENT_LDT (ACCESS_PRESENT | 0x02)
#define SEGMENT_TSS (ACCESS_PRESENT | 0x09) /* available, 32 bits */
