/*
 * option.h: the kernel's command line, words "key=value" with blanks between
 * them. A value may be a list: items with commas between them, each a word or
 * "name:text".
 */
#ifndef KERNEL_OPTION_H
#define KERNEL_OPTION_H

#include <faultline/types.h>

extern const char *boot_cmdline;

/* The value of "key=value" on the kernel's command line, or "". */
const char *boot_option(const char *key);

/* True if the list's item, which may be its last, is this name. */
bool boot_item_is(const char *item, const char *name);

/* True if the comma-separated list (up to a blank) has name in it. */
bool boot_list_has(const char *list, const char *name);

/* The text behind "name:" in the list's first item of that name, or NULL. */
const char *boot_list_find(const char *list, const char *name);

#endif
