/*
 * info.h: what VM tells about itself.
 */
#pragma once

#include <faultline/message.h>
#include "servers/vm/vmproc.h"

int do_info(struct vmproc *p, struct message *m);
