/*
 * paths.h: where things are, from the top of the tree, in which the grader
 * runs; and what else the environment says.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* What make labN left to be graded; GRADED in the environment overrides it. */
const char *graded_directory(void);

/* The whole text of a file of it, without a last newline; "" if not there. */
const char *graded_text(const char *name);

/*
 * How many times faster than usual the machine must be for what is graded: a
 * kernel that checks itself takes more instructions for the same.
 */
uint32_t graded_pace(void);

/* Read a whole file: malloc'd, with a 0 behind it. NULL: it cannot be read. */
char *file_read(const char *path, size_t *size);

/* Where the scenarios' programs are; or PROGRAMS in the environment. */
const char *programs_directory(void);

/*
 * The file of a program that a scenario of suite boots: the suite's own of that
 * name, or else the kit's. path has room for 256 bytes.
 */
void program_path(const char *suite, const char *name, int len, char *path);

/* Where runs are kept: BUILD/run, or RUNS in the environment. */
const char *runs_directory(void);

/*
 * Only one grader at a time works there, and nobody builds what it grades: wait
 * for others, and say so.
 */
void runs_lock(void);

/*
 * Each run of the grader has an identity, which all that it leaves behind
 * carries: a result that an earlier run has left is none of this one's. Tests
 * run in processes of their own, so it is handed to them in the environment.
 */
void run_begin(void);
const char *run_identity(void);

/* Make a directory, and those that lead to it. */
void make_directories(const char *path);

/* SEED in the environment, as the number that seeded scenarios get; or 1. */
uint32_t scenario_seed(void);
