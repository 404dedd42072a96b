/*
 * host.h: what VM's code finds on the host instead of a machine.
 */
#pragma once

#include <stdint.h>

#define HOST_MEMORY 0x00800000u /* physical */

/*
 * Memory where VM has its view of physical memory, from HOST_MEMORY up, full
 * of rubbish, so that a page that nobody cleared shows. Aborts if the host has
 * something else there.
 */
void host_memory(uint32_t bytes);

/* A frame table in which count frames from first on are free. */
void host_frames(uint32_t first, uint32_t count);

/* What body panics with, or "it came back". */
const char *host_panic_of(void (*body)(void));
