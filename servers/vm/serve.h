/*
 * serve.h: what VM does once it has booted.
 */
#ifndef VM_SERVE_H
#define VM_SERVE_H

/* Answer messages for ever. */
_Noreturn void serve(void);

#endif
