/*
 * info.h: what VM tells about itself.
 */
#ifndef VM_INFO_H
#define VM_INFO_H

#include <faultline/message.h>
#include "servers/vm/vmproc.h"

int do_info(struct vmproc *p, struct message *m);

#endif
