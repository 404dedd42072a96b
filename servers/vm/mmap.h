/*
 * mmap.h: the calls by which a process changes its own memory.
 *
 * p is the caller, which has a page table; the reply is written over the
 * request. The return value is the call's result.
 */
#pragma once

#include <faultline/message.h>
#include "servers/vm/vmproc.h"

int do_mmap(struct vmproc *p, struct message *m);
int do_munmap(struct vmproc *p, struct message *m);
int do_brk(struct vmproc *p, struct message *m);
