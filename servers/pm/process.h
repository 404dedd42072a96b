/*
 * process.h: the processes that PM looks after: all but PM and VM.
 */
#pragma once

#include <faultline/info.h>

struct process {
	char name[PROC_NAME_LEN];
	endpoint_t ep; /* NONE: it has ended */
};

/* Ask the kernel who was booted. */
void process_init(void);

/* How many are alive. */
uint32_t process_count(void);

/* NULL: not one of ours, or not any more. */
struct process *process_find(endpoint_t ep);

/* p will not run again; everything that it had is free. */
void process_end(struct process *p);
