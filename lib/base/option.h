/*
 * option.h: a command line, words "key=value" with blanks between
 * them. A value may be a list: items with commas between them, each a word or
 * "name:text".
 */
#pragma once

#include <faultline/types.h>

/* The value of "key=value" on the line, or "". */
const char *option_value(const char *line, const char *key);

/* True if the list's item, which may be its last, is this name. */
bool option_item_is(const char *item, const char *name);

/*
 * True if the comma-separated list (up to a blank) has name, which is not
 * empty, in it.
 */
bool option_list_has(const char *list, const char *name);

/* The text behind "name:" in the list's first item of that name, or NULL. */
const char *option_list_find(const char *list, const char *name);
