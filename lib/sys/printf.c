/*
 * printf.c: text to the log, for servers and programs.
 *
 * The log takes whole lines (SYS_DIAG), so text gathers here until its line is
 * complete, or as long as a line can be.
 */
#include <lib/sys/stdio.h>
#include <lib/sys/syscall.h>

static char line[DIAG_LINE_MAX];
static uint32_t line_len;

static void line_end(void)
{
	/* The log takes no line of nothing. */
	if (line_len == 0)
		line[line_len++] = ' ';
	sys_diag_print(line, line_len);
	line_len = 0;
}

static void line_put(char c)
{
	if (c == '\n') {
		line_end();
		return;
	}
	if (line_len == sizeof(line))
		line_end();
	line[line_len++] = c;
}

int printf(const char *fmt, ...)
{
	char text[2 * DIAG_LINE_MAX];
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	for (const char *c = text; *c != '\0'; c++)
		line_put(*c);
	return len;
}
