/*
 * log.c: taking a serial log apart.
 *
 * The log comes from a kernel that may do anything: bytes that are no text, no
 * line ends, lines that never end. All of it is taken as it comes.
 */
#include "grader/log.h"
#include <stdlib.h>
#include <string.h>

static struct log_line line_parse(char *text, uint64_t last_tick)
{
	struct log_line line = {last_tick, text};
	char *end;

	if (text[0] == '@') {
		uint64_t tick = strtoull(text + 1, &end, 10);

		if (end > text + 1 && *end == ' ') {
			line.tick = tick;
			line.text = end + 1;
		}
	}
	return line;
}

void log_parse(struct log *log, char *bytes, size_t size)
{
	size_t room = 1;
	uint64_t tick = 0;

	for (size_t i = 0; i < size; i++) {
		room += bytes[i] == '\n';
		if (bytes[i] == '\0')
			bytes[i] = '?';
	}
	*log = (struct log){.bytes = bytes};
	log->lines = calloc(room, sizeof(*log->lines));
	for (char *at = bytes; at < bytes + size;) {
		char *end = memchr(at, '\n', (size_t)(bytes + size - at));

		if (end)
			*end = '\0';
		log->lines[log->count] = line_parse(at, tick);
		tick = log->lines[log->count++].tick;
		if (!end)
			break;
		at = end + 1;
	}
}

void log_free(struct log *log)
{
	free(log->bytes);
	free(log->lines);
	*log = (struct log){0};
}

static bool begins(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

size_t log_find(const struct log *log, size_t from, const char *prefix)
{
	while (from < log->count && !begins(log->lines[from].text, prefix))
		from++;
	return from < log->count ? from : log->count;
}

size_t log_count(const struct log *log, const char *prefix)
{
	size_t count = 0;

	for (size_t i = 0; i < log->count; i++)
		count += begins(log->lines[i].text, prefix);
	return count;
}

bool log_value(const char *text, const char *key, char *value, size_t size)
{
	size_t n = strlen(key);

	for (const char *at = text; (at = strstr(at, key)); at++) {
		size_t len;

		if (at[n] != '=' || (at > text && at[-1] != ' '))
			continue;
		len = strcspn(at + n + 1, " ");
		if (len >= size)
			return false;
		memcpy(value, at + n + 1, len);
		value[len] = '\0';
		return true;
	}
	return false;
}

uint64_t log_number(const char *text, const char *key, uint64_t otherwise)
{
	char value[32], *end;
	uint64_t number;

	if (!log_value(text, key, value, sizeof(value)) || !value[0])
		return otherwise;
	number = strtoull(value, &end, 0);
	return *end ? otherwise : number;
}

const char *log_end(const char *text, const char *program)
{
	const char *pm = "pm(0): ", *how;
	size_t len = program ? strlen(program) : 0;

	if (!begins(text, pm))
		return NULL;
	text += strlen(pm);
	if (program && (!begins(text, program) || text[len] != '('))
		return NULL;
	how = strstr(text, "): ");
	if (!how)
		return NULL;
	how += strlen("): ");
	return begins(how, "exit ") || begins(how, "killed by ") ? how : NULL;
}

bool log_sealed(const struct log *log)
{
	const char *last;

	if (log->count == 0)
		return false;
	last = log->lines[log->count - 1].text;
	return begins(last, "end.shutdown") || begins(last, "end.panic");
}
