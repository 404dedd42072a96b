/*
 * option.c: finding words on a command line.
 *
 * Nothing is copied: a value is a pointer into the line, and ends at a comma,
 * at a blank, or with the line.
 */
#include <lib/base/option.h>
#include <lib/base/string.h>

const char *option_value(const char *line, const char *key)
{
	size_t n = strlen(key);

	for (const char *s = line; *s; s++) {
		bool at_word = s == line || s[-1] == ' ';

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

bool option_item_is(const char *item, const char *name)
{
	size_t n = strlen(name);

	return strncmp(item, name, n) == 0 && ends_item(item[n]);
}

bool option_list_has(const char *list, const char *name)
{
	for (; *list && *list != ' '; list = item_next(list))
		if (option_item_is(list, name))
			return true;
	return false;
}

const char *option_list_find(const char *list, const char *name)
{
	size_t n = strlen(name);

	for (; *list && *list != ' '; list = item_next(list))
		if (strncmp(list, name, n) == 0 && list[n] == ':')
			return list + n + 1;
	return NULL;
}
