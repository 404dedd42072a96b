/*
 * paths.c: where things are.
 */
#include "grader/paths.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *environment(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value && *value ? value : otherwise;
}

const char *graded_directory(void)
{
	return environment("GRADED", "build/graded");
}

const char *runs_directory(void)
{
	return environment("RUNS", "build/run");
}

void make_directories(const char *path)
{
	char part[512];

	snprintf(part, sizeof(part), "%s", path);
	for (char *slash = strchr(part + 1, '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(part, 0777);
		*slash = '/';
	}
	mkdir(part, 0777);
}

/* The lock is gone with the process that opened it. */
static void directory_lock(const char *directory, int how, const char *who)
{
	char path[512];
	int lock;

	snprintf(path, sizeof(path), "%s/lock", directory);
	lock = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0666);
	if (lock < 0 || flock(lock, how | LOCK_NB) == 0)
		return;
	printf("Another %s is at work in %s: waiting for it.\n", who,
	       directory);
	fflush(stdout);
	flock(lock, how);
}

void runs_lock(void)
{
	make_directories(runs_directory());
	directory_lock(graded_directory(), LOCK_SH, "build");
	directory_lock(runs_directory(), LOCK_EX, "grader");
}

void run_begin(void)
{
	char identity[64];
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	snprintf(identity, sizeof(identity), "%ld.%09ld.%ld", (long)now.tv_sec,
		 now.tv_nsec, (long)getpid());
	setenv("RUN_IDENTITY", identity, 1);
}

const char *run_identity(void)
{
	return environment("RUN_IDENTITY", "none");
}

const char *programs_directory(void)
{
	return environment("PROGRAMS", "build/programs");
}

void program_path(const char *suite, const char *name, int len, char *path)
{
	snprintf(path, 256, "%s/%s/%.*s", programs_directory(), suite, len,
		 name);
	if (access(path, R_OK) != 0)
		snprintf(path, 256, "%s/kit/%.*s", programs_directory(), len,
			 name);
}

uint32_t scenario_seed(void)
{
	return (uint32_t)strtoul(environment("SEED", "1"), NULL, 10);
}

char *file_read(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	char *bytes = NULL;
	size_t room = 0, n;

	*size = 0;
	if (!file)
		return NULL;
	do {
		room = room ? 2 * room : 65536;
		bytes = realloc(bytes, room + 1);
		if (!bytes)
			abort();
		n = fread(bytes + *size, 1, room - *size, file);
		*size += n;
	} while (*size == room);
	bytes[*size] = '\0';
	fclose(file);
	return bytes;
}

const char *graded_text(const char *name)
{
	static char path[512];
	size_t size;
	char *text;

	snprintf(path, sizeof(path), "%s/%s", graded_directory(), name);
	text = file_read(path, &size); /* kept: it is used to the end */
	if (!text)
		return "";
	if (size > 0 && text[size - 1] == '\n')
		text[size - 1] = '\0';
	return text;
}

uint32_t graded_pace(void)
{
	uint32_t pace = (uint32_t)strtoul(graded_text("pace"), NULL, 10);

	return pace > 0 ? pace : 1;
}
