/*
 * exit.h: the end of a process, in two calls of PM's.
 *
 * p is PM. The return value is the call's result.
 */
#ifndef VM_EXIT_H
#define VM_EXIT_H

#include <faultline/message.h>
#include "servers/vm/vmproc.h"

int do_willexit(struct vmproc *p, struct message *m);
int do_exit(struct vmproc *p, struct message *m);

#endif
