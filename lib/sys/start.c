/*
 * start.c: from the command line to main(argc, argv), and from there to exit.
 */
#include <lib/sys/start.h>
#include <lib/sys/vmcall.h>

#define ARGS_MAX 32

extern int main(int argc, char **argv);

/* Cut line at its spaces. Returns the number of words; argv[that] is NULL. */
static int split_words(char *line, char *argv[ARGS_MAX + 1])
{
	int argc = 0;

	while (argc < ARGS_MAX) {
		while (*line == ' ')
			*line++ = '\0';
		if (*line == '\0')
			break;
		argv[argc++] = line;
		while (*line != ' ' && *line != '\0')
			line++;
	}
	argv[argc] = NULL;
	return argc;
}

_Noreturn void start_main(char *command_line)
{
	static char *argv[ARGS_MAX + 1];

	exit(main(split_words(command_line, argv), argv));
}
