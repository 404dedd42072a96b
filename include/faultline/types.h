/*
 * types.h: the integer types that tell one kind of address from another.
 *
 * All of them are 32 bits wide, in the kernel and on the host alike, so that
 * the pure parts of the kernel compile and run in the host's unit tests.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t vir_t;  /* address within a process's segment */
typedef uint32_t lin_t;  /* after the segment's base was added */
typedef uint32_t phys_t; /* after paging */

typedef int32_t endpoint_t; /* who: slot and generation, see endpoint.h */
typedef int32_t grant_t;    /* index into a grant table, see grant.h */

/* A click is a page is 4096 bytes. */
#define CLICK_SHIFT 12
#define CLICK_SIZE (1u << CLICK_SHIFT)

/* A page-directory entry covers 4 MB; so does one big page, and one window. */
#define BIG_SHIFT 22
#define BIG_SIZE (1u << BIG_SHIFT)

#define ROUND_DOWN(x, unit) ((uint32_t)(x) & ~((uint32_t)(unit)-1))
#define ROUND_UP(x, unit) ROUND_DOWN((uint32_t)(x) + (uint32_t)(unit)-1, unit)
