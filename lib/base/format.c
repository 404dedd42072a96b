/*
 * format.c: formatted text into a buffer: vsnprintf and snprintf.
 *
 * The kernel, the servers and the programs share this file, and it runs in the
 * host's unit tests, so it neither prints nor traps. What is written is always
 * cut to the buffer and closed with a 0; what is returned is the length that
 * the whole text would have had.
 */
#include <lib/base/format.h>
#include <lib/base/string.h>

/* Where the text goes: len counts on after the buffer is full. */
struct sink {
	char *buf;
	size_t size;
	size_t len;
};

/* One conversion: %[-0][width][.precision][lz]letter */
struct conversion {
	bool left;
	bool zeros;
	int width;
	int precision; /* -1: none given */
	int longs;     /* number of l; a z counts as one */
};

static void sink_put(struct sink *out, char c)
{
	if (out->len + 1 < out->size)
		out->buf[out->len] = c;
	out->len++;
}

static void sink_fill(struct sink *out, char c, int count)
{
	for (; count > 0; count--)
		sink_put(out, c);
}

/* text, padded to the conversion's width. Zeros go between prefix and text. */
static void sink_padded(struct sink *out, const struct conversion *cv,
			const char *prefix, const char *text, int len)
{
	int pad = cv->width - len - (int)strlen(prefix);

	if (!cv->left && !cv->zeros)
		sink_fill(out, ' ', pad);
	for (; *prefix != '\0'; prefix++)
		sink_put(out, *prefix);
	if (!cv->left && cv->zeros)
		sink_fill(out, '0', pad);
	for (int i = 0; i < len; i++)
		sink_put(out, text[i]);
	if (cv->left)
		sink_fill(out, ' ', pad);
}

/*
 * *value /= base; returns the remainder. In two steps of 32 bits, because a
 * division of 64 would need a function of the compiler's library.
 */
static uint32_t divide_step(uint64_t *value, uint32_t base)
{
	uint32_t high = (uint32_t)(*value >> 32), low = (uint32_t)*value;
	uint32_t quotient = high / base, rest = high % base;

	for (int bit = 31; bit >= 0; bit--) {
		uint64_t part = (uint64_t)rest << 1 | (low >> bit & 1);

		low &= ~(1u << bit);
		if (part >= base) {
			part -= base;
			low |= 1u << bit;
		}
		rest = (uint32_t)part;
	}
	*value = (uint64_t)quotient << 32 | low;
	return rest;
}

static void format_number(struct sink *out, const struct conversion *cv,
			  uint64_t value, uint32_t base, const char *digits,
			  const char *prefix)
{
	char text[24];
	int at = sizeof(text);

	do {
		uint32_t digit;

		if (value >> 32 != 0) {
			digit = divide_step(&value, base);
		} else {
			digit = (uint32_t)value % base;
			value = (uint32_t)value / base;
		}
		text[--at] = digits[digit];
	} while (value != 0);
	sink_padded(out, cv, prefix, text + at, (int)sizeof(text) - at);
}

static void format_string(struct sink *out, struct conversion *cv,
			  const char *text)
{
	int len = 0;

	if (text == NULL)
		text = "(null)";
	while (len != cv->precision && text[len] != '\0')
		len++;
	cv->zeros = false;
	sink_padded(out, cv, "", text, len);
}

/* Arguments travel by reference in a structure: a va_list may be an array. */
struct arguments {
	va_list list;
};

static uint64_t next_unsigned(struct arguments *args, int longs)
{
	if (longs == 0)
		return va_arg(args->list, unsigned);
	if (longs == 1)
		return va_arg(args->list, unsigned long);
	return va_arg(args->list, unsigned long long);
}

static int64_t next_signed(struct arguments *args, int longs)
{
	if (longs == 0)
		return va_arg(args->list, int);
	if (longs == 1)
		return va_arg(args->list, long);
	return va_arg(args->list, long long);
}

static void format_signed(struct sink *out, const struct conversion *cv,
			  int64_t value)
{
	uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;

	format_number(out, cv, size, 10, "0123456789", value < 0 ? "-" : "");
}

static void format_one(struct sink *out, struct conversion *cv, char letter,
		       struct arguments *args)
{
	static const char lower[] = "0123456789abcdef";
	static const char upper[] = "0123456789ABCDEF";
	char c;

	switch (letter) {
	case 'd':
	case 'i':
		format_signed(out, cv, next_signed(args, cv->longs));
		break;
	case 'u':
		format_number(out, cv, next_unsigned(args, cv->longs), 10,
			      lower, "");
		break;
	case 'x':
		format_number(out, cv, next_unsigned(args, cv->longs), 16,
			      lower, "");
		break;
	case 'X':
		format_number(out, cv, next_unsigned(args, cv->longs), 16,
			      upper, "");
		break;
	case 'p':
		format_number(out, cv, (uintptr_t)va_arg(args->list, void *),
			      16, lower, "0x");
		break;
	case 's':
		format_string(out, cv, va_arg(args->list, const char *));
		break;
	case 'c':
		c = (char)va_arg(args->list, int);
		cv->zeros = false;
		sink_padded(out, cv, "", &c, 1);
		break;
	case '%':
		sink_put(out, '%');
		break;
	default: /* no such conversion: show it as it stands */
		sink_put(out, '%');
		sink_put(out, letter);
		break;
	}
}

static int parse_count(const char **fmt, struct arguments *args)
{
	int count = 0;

	if (**fmt == '*') {
		++*fmt;
		return va_arg(args->list, int);
	}
	for (; **fmt >= '0' && **fmt <= '9'; ++*fmt)
		count = count * 10 + (**fmt - '0');
	return count;
}

/* Parse what stands between % and the letter. */
static struct conversion parse_conversion(const char **fmt,
					  struct arguments *args)
{
	struct conversion cv = {.precision = -1};

	for (; **fmt == '-' || **fmt == '0'; ++*fmt) {
		if (**fmt == '-')
			cv.left = true;
		else
			cv.zeros = true;
	}
	cv.width = parse_count(fmt, args);
	if (**fmt == '.') {
		++*fmt;
		cv.precision = parse_count(fmt, args);
	}
	for (; **fmt == 'l' || **fmt == 'z'; ++*fmt)
		cv.longs++;
	return cv;
}

int vsnprintf(char *buf, size_t size, const char *fmt, va_list list)
{
	struct sink out = {.buf = buf, .size = size};
	struct arguments args;

	va_copy(args.list, list);
	while (*fmt != '\0') {
		if (*fmt != '%') {
			sink_put(&out, *fmt++);
			continue;
		}
		fmt++;
		struct conversion cv = parse_conversion(&fmt, &args);
		if (*fmt == '\0')
			break;
		format_one(&out, &cv, *fmt++, &args);
	}
	va_end(args.list);
	if (size > 0)
		buf[out.len < size ? out.len : size - 1] = '\0';
	return (int)out.len;
}

int snprintf(char *buf, size_t size, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(buf, size, fmt, args);
	va_end(args);
	return len;
}
