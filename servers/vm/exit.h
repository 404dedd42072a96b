/*
 * exit.h: the end of a process, in two calls of PM's.
 *
 * p is PM. The return value is the call's result.
 */
#pragma once

#include <faultline/message.h>
#include "servers/vm/vmproc.h"

int do_willexit(struct vmproc *p, struct message *m);
int do_exit(struct vmproc *p, struct message *m);
