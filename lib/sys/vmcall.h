/*
 * vmcall.h: the calls of VM and PM as functions.
 *
 * Their manuals stand in servers/vm/ and servers/pm/.
 */
#pragma once

#include <lib/sys/ipc.h>

/*
 * len bytes of zeroes somewhere (NULL: none to be had), or at addr with
 * MAP_FIXED.
 */
void *vm_mmap(void *addr, uint32_t len, uint32_t prot, uint32_t flags);
int vm_munmap(void *addr, uint32_t len);
int vm_brk(void *end); /* the heap ends here from now on */
int vm_frames(uint32_t *total, uint32_t *free);
int vm_proc(endpoint_t ep, uint32_t *pages, uint32_t *regions);
int vm_willexit(endpoint_t ep); /* PM only */
int vm_exit(endpoint_t ep);     /* PM only */

/* End the caller; PM sees to the rest. */
_Noreturn void exit(int status);

/* The caller's endpoint, asked of PM. */
endpoint_t getpid(void);
