/*
 * pte.h: page tables and page directories, and which part of a directory is
 * VM's to give.
 */
#pragma once

#include <faultline/memmap.h>
#include <x86/page.h>

/* Directory entries below this one belong to the kernel, in all directories. */
#define KERNEL_PDES (VM_PROCSTART >> BIG_SHIFT)
