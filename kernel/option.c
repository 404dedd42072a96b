/*
 * option.c: finding words on the kernel's command line.
 *
 * Nothing is copied: a value is a pointer into the command line, and ends at a
 * comma, at a blank, or with the line.
 */
#include "kernel/option.h"
#include <lib/base/string.h>
#include "kernel/debug.h"

const char *boot_cmdline = "";

const char *boot_option(const char *key)
{
	size_t n = strlen(key);

	for (const char *s = boot_cmdline; *s; s++) {
		bool at_word = s == boot_cmdline || s[-1] == ' ';

		if (at_word && strncmp(s, key, n) == 0 && s[n] == '=')
			return s + n + 1;
	}
	return "";
}

static bool ends_item(char c)
{
	return c == ',' || c == ' ' || c == '\0';
}

static const char *item_next(const char *item)
{
	while (!ends_item(*item))
		item++;
	return item + (*item == ',');
}

bool boot_item_is(const char *item, const char *name)
{
	size_t n = strlen(name);

	return strncmp(item, name, n) == 0 && ends_item(item[n]);
}

bool boot_list_has(const char *list, const char *name)
{
	assert(name[0] != '\0'); /* an empty item names nobody */
	for (; *list && *list != ' '; list = item_next(list))
		if (boot_item_is(list, name))
			return true;
	return false;
}

const char *boot_list_find(const char *list, const char *name)
{
	size_t n = strlen(name);

	for (; *list && *list != ' '; list = item_next(list))
		if (strncmp(list, name, n) == 0 && list[n] == ':')
			return list + n + 1;
	return NULL;
}
