/*
 * host.h: what VM's code finds on the host instead of a machine.
 */
#ifndef TESTS_VM_HOST_H
#define TESTS_VM_HOST_H

#include <stdint.h>

/*
 * Memory where VM has its view of physical memory, from PHYSMEM_BASE up, full
 * of rubbish, so that a page that nobody cleared shows. Aborts if the host has
 * something else there.
 */
void host_memory(uint32_t bytes);

/* What body panics with, or "it came back". */
const char *host_panic_of(void (*body)(void));

#endif
