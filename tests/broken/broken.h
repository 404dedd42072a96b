/*
 * broken.h: ways to break the kernel from within.
 *
 * A kernel that is linked with broken.c breaks itself when a program asks TIMES
 * of the endpoint BREAK_NOW + one of these. Scenarios of suite `broken` see
 * that the kernel notices, and says what it noticed; or, of what is rare but no
 * fault, that it does not mind.
 */
#pragma once

#define BREAK_NOW 0x7b000000

#define BREAK_STACK_OVERFLOW 0
#define BREAK_STACK_POINTER 1 /* out of the stack altogether */
#define BREAK_OPCODE 2
#define BREAK_SELECTOR 3
#define BREAK_POINTER 4 /* far above what the kernel's segment holds */
#define BREAK_ASSERTION 5
#define BREAK_SECOND_ENTRY 6 /* into a routine that must be left first */
#define BREAK_NO_RETURN 7    /* from such a one */
#define BREAK_CR3 8
#define BREAK_STACK_END 9
#define BREAK_USE_AFTER_FREE 10
#define BREAK_USE_BEFORE_INIT 11
#define BREAK_WINDOW 12
#define BREAK_LDT 13
#define BREAK_STACK_SEGMENT 14
#define BREAK_FREE_SLOT 15
#define BREAK_UPTIME 16 /* no fault: 15 ticks, and 32 bits of them wrap */
