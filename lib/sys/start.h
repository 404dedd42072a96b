/*
 * start.h: what crt0.S calls.
 */
#ifndef LIB_START_H
#define LIB_START_H

/* Run main() with the words of command_line, which is cut up in place. */
_Noreturn void start_main(char *command_line);

#endif
