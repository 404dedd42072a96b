/*
 * broken.h: ways to break the kernel from within.
 *
 * A kernel that is linked with broken.c breaks itself when a program asks TIMES
 * of the endpoint BREAK_NOW + one of these. Scenarios of suite `broken` see
 * that the kernel notices, and says what it noticed.
 */
#ifndef TESTS_BROKEN_H
#define TESTS_BROKEN_H

#define BREAK_NOW 0x7b000000

#define BREAK_STACK_OVERFLOW 0
#define BREAK_STACK_POINTER 1 /* out of the stack altogether */
#define BREAK_OPCODE 2
#define BREAK_SELECTOR 3
#define BREAK_POINTER 4 /* far above what the kernel's segment holds */
#define BREAK_ASSERTION 5

#endif
