/*
 * liar.c: prints, for each scenario, the whole log that the reference makes of
 * it: the logs are in its own text. It tells them apart by the first program's
 * name. Nothing is wrong with the lines but that nobody did what they say; and
 * the nonce, which is another one since the liar's image is another.
 */
#include "tests/hostile/hostile.h"

extern const char reference_logs[], reference_logs_end[]; /* logs.S */

struct module {
	uint32_t start, end, string, reserved;
};

/* Is "name(" in [text, end)? name ends at a blank. */
static int mentions(const char *text, const char *end, const char *name)
{
	for (; text < end; text++) {
		const char *t = text, *n = name;

		while (t < end && *n && *n != ' ' && *t == *n)
			t++, n++;
		if ((!*n || *n == ' ') && t < end && *t == '(')
			return 1;
	}
	return 0;
}

void hostile_main(const uint32_t *multiboot)
{
	const struct module *modules = (const struct module *)multiboot[6];
	const char *name = (const char *)modules[multiboot[5] - 1].string;
	const char *log = reference_logs;

	serial_begin();
	while (log < reference_logs_end) { /* each ends with a 0 */
		const char *end = log;

		while (*end)
			end++;
		if (mentions(log, end, name)) {
			serial_print(log);
			break;
		}
		log = end + 1;
	}
	power_off();
}
