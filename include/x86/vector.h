/*
 * vector.h: the numbers of exceptions, of software interrupts and of the
 * interrupt controllers' lines.
 *
 * Source: Intel's Software Developer's Manual, volume 3, section 6.3.
 */
#pragma once

#define VECTOR_BREAKPOINT 3
#define VECTOR_OVERFLOW 4
#define VECTOR_DOUBLE_FAULT 8
#define VECTOR_INVALID_TSS 10
#define VECTOR_NOT_PRESENT 11
#define VECTOR_STACK_FAULT 12
#define VECTOR_PROTECTION 13
#define VECTOR_PAGE_FAULT 14
#define NR_EXCEPTIONS 20

#define KERNEL_CALL_VECTOR 32 /* EAX = message; EAX back: OK, or why not read */
#define IPC_VECTOR 33         /* ECX = call, EAX = endpoint, EBX = message */

/* Lines of the interrupt controllers, eight each. */
#define VECTOR_CLOCK 0x50
#define VECTOR_SLAVE 0x70
#define NR_VECTORS 0x78
