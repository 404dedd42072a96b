/*
 * start.h: what crt0.S calls.
 */
#pragma once

/* Run main() with the words of command_line, which is cut up in place. */
_Noreturn void start_main(char *command_line);
