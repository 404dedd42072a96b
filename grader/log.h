/*
 * log.h: the serial log of a run, as lines with their instruction counts.
 *
 * A line is "@TICK text" (kernel/trace.c describes the texts). What does not
 * look so is kept as it is, with the tick of the line before.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct log_line {
	uint64_t tick;
	const char *text;
};

struct log {
	char *bytes; /* owned; the lines point into it */
	struct log_line *lines;
	size_t count;
};

/*
 * Take a log apart. bytes (with a 0 after size) belongs to the log from now on.
 */
void log_parse(struct log *log, char *bytes, size_t size);
void log_free(struct log *log);

/* Index of the first line from `from` on that begins with prefix, or count. */
size_t log_find(const struct log *log, size_t from, const char *prefix);

/* How many lines begin with prefix. */
size_t log_count(const struct log *log, const char *prefix);

/*
 * The value of key ("who", "addr") in a line's text: copied to value, up to the
 * next blank. False if the line has no such key.
 */
bool log_value(const char *text, const char *key, char *value, size_t size);

/* The same as a number, 0x for hexadecimal; `otherwise` if there is none. */
uint64_t log_number(const char *text, const char *key, uint64_t otherwise);

/*
 * How a program ended, if this line of PM's tells of such an end ("exit 0",
 * "killed by SIGSEGV"), and of that program's, or of any if program is NULL.
 * Otherwise NULL: PM may say more than that.
 */
const char *log_end(const char *text, const char *program);

/* True if the log ends as the kernel ends it: "end.shutdown" or "end.panic". */
bool log_sealed(const struct log *log);
