/*
 * machine.c: booting a scenario in Bochs.
 *
 * One boot, in a directory of its own, from the top-level bochsrc. Limits are
 * counted in instructions (commands.c), so that they are the same on every
 * machine; behind them stand a limit on the size of files, for a kernel that
 * floods the line, and one on the wall clock, for one that halts the processor
 * for good.
 */
#include "grader/machine.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sha256.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "grader/commands.h"
#include "grader/end.h"
#include "grader/paths.h"

#define ARGUMENT_SIZE 1024       /* bytes of one argument, with its 0 */
#define WALL_LIMIT 15            /* seconds, and one more for so many: */
#define SLOW_SECOND 10000000u    /* instructions, on a slow and crowded host */
#define IPS 1000000              /* instructions a second, in its own time */
#define LOOK_EVERY 0.5           /* seconds between looks for a halted one */
#define OUTPUT_LIMIT (384 << 10) /* bytes in any file; a run makes some 20 KB */

static void path_in(const struct run *run, const char *name, char *path)
{
	snprintf(path, 512, "%s/%s", run->directory, name);
}

/* The program's file, and what it is called in the machine. */
static void module_split(const char *suite, const char *module, char *file,
			 char *name, const char **arguments)
{
	size_t len = strcspn(module, " ");
	size_t equals = strcspn(module, "=");

	*arguments = module + len;
	if (equals < len) { /* "vm=program" */
		snprintf(name, 64, "%.*s", (int)equals, module);
		module += equals + 1;
		len -= equals + 1;
	} else {
		snprintf(name, 64, "%.*s", (int)len, module);
	}
	program_path(suite, module, (int)len, file);
}

/* Does the scenario boot a program of its own as that server? */
static bool replaces(const struct scenario *s, const char *server)
{
	size_t len = strlen(server);

	for (int i = 0; i < MAX_MODULES && s->modules[i]; i++)
		if (strncmp(s->modules[i], server, len) == 0 &&
		    s->modules[i][len] == '=')
			return true;
	return false;
}

/* What is cut off would boot another machine than the scenario asks for. */
static void argument(const struct scenario *s, char *text, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(text, ARGUMENT_SIZE, fmt, args);
	va_end(args);
	cr_assert(len >= 0 && len < ARGUMENT_SIZE,
		  "%s: what follows is longer than %d bytes: %.60s ...",
		  s->name, ARGUMENT_SIZE - 1, text);
}

/* The command that makes the disks. */
static void image_arguments(const struct run *run, char **argv,
			    char (*text)[ARGUMENT_SIZE])
{
	const struct scenario *s = run->scenario;
	const char *graded = graded_directory();
	char seed[16] = "";
	int n = 0, t = 0;

	if (s->seeded)
		snprintf(seed, sizeof(seed), " %u", scenario_seed());

#define ADD(...) (argument(s, text[t], __VA_ARGS__), argv[n++] = text[t++])
	ADD("grader/mkimage");
	ADD("%s", run->directory);
	ADD("%s/kernel.elf", graded);
	ADD("%s%s%s%s%s%s", s->traces ? "trace=" : "",
	    s->traces ? s->traces : "", s->services ? " services=" : "",
	    s->services ? s->services : "", s->devices ? " " : "",
	    s->devices ? s->devices : "");
	if (!replaces(s, "pm"))
		ADD("%s/pm=pm", graded);
	if (!replaces(s, "vm"))
		ADD("%s/vm=vm", graded);
	for (int i = 0; i < MAX_MODULES && s->modules[i]; i++) {
		char file[256], name[64];
		const char *arguments;

		module_split(s->suite, s->modules[i], file, name, &arguments);
		ADD("%s=%s 0x%08x%s%s", file, name, run->nonce, arguments,
		    seed);
	}
#undef ADD
	argv[n] = NULL;
}

static bool command(char **argv, const char *output)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		int fd = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0666);

		dup2(fd, 1);
		dup2(fd, 2);
		execv(argv[0], argv);
		_exit(127);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid &&
	       WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void hash_file(SHA2_CTX *hash, const char *path)
{
	size_t size;
	char *bytes = file_read(path, &size);

	if (bytes)
		SHA256Update(hash, (const uint8_t *)bytes, size);
	free(bytes);
}

static void hash_text(SHA2_CTX *hash, const char *text)
{
	SHA256Update(hash, (const uint8_t *)text, strlen(text) + 1);
}

/*
 * The same bytes, scenario and SEED give the same nonce, wherever the files
 * lie; any change of a byte in what is booted gives another. SEED is a secret
 * when a class is graded. argv is what makes the disks: the kernel, its command
 * line, and file=string for each module.
 */
static uint32_t nonce_make(const struct run *run, char **argv)
{
	const char *seed = getenv("SEED");
	uint8_t digest[SHA256_DIGEST_LENGTH];
	SHA2_CTX hash;
	uint32_t nonce;

	SHA256Init(&hash);
	hash_file(&hash, argv[2]);
	hash_text(&hash, argv[3]);
	for (int i = 4; argv[i]; i++) {
		size_t len = strcspn(argv[i], "=");
		char file[512];

		snprintf(file, sizeof(file), "%.*s", (int)len, argv[i]);
		hash_file(&hash, file);
		hash_text(&hash, argv[i] + len); /* not where it lies */
	}
	hash_text(&hash, run->scenario->name);
	hash_text(&hash, seed ? seed : "");
	SHA256Final(digest, &hash);
	memcpy(&nonce, digest, sizeof(nonce));
	return nonce;
}

static bool image_make(struct run *run)
{
	static char text[MAX_MODULES + 8][ARGUMENT_SIZE];
	char *argv[MAX_MODULES + 9], output[512];

	path_in(run, "image.out", output);
	image_arguments(run, argv, text);
	run->nonce = nonce_make(run, argv);
	image_arguments(run, argv, text);
	return command(argv, output);
}

/* For make debug: the options by which the machine differs from bochsrc. */
static bool machine_write(const struct run *run)
{
	char path[512];
	FILE *file;

	path_in(run, "machine", path);
	file = fopen(path, "w");
	if (!file)
		return false;
	for (int i = 0; i < MAX_MACHINE && run->scenario->machine[i]; i++)
		fprintf(file, "%s\n", run->scenario->machine[i]);
	return fclose(file) == 0;
}

static void kernel_path(char *path, size_t size)
{
	snprintf(path, size, "%s/kernel.elf", graded_directory());
}

static bool commands_make(const struct run *run)
{
	char path[512], kernel[512];

	path_in(run, "commands.rc", path);
	kernel_path(kernel, sizeof(kernel));
	return commands_write(run->scenario, kernel, path);
}

static void limit_files(const struct scenario *s)
{
	rlim_t bytes = OUTPUT_LIMIT + commands_answers(s);
	struct rlimit size = {bytes, bytes}, none = {0, 0};

	setrlimit(RLIMIT_FSIZE, &size);
	setrlimit(RLIMIT_CORE, &none);
}

static _Noreturn void bochs_exec(const struct run *run)
{
	static char option[6][600], rc[512], out[512];
	const struct scenario *s = run->scenario;
	const char *coverage = getenv("COVERAGE");
	int in = open("/dev/null", O_RDONLY), fd;

	path_in(run, "commands.rc", rc);
	path_in(run, "bochs.out", out);
	fd = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	dup2(in, 0);
	dup2(fd, 1);
	dup2(fd, 2);
	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL); /* the grader may be interrupted */
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	setenv("SDL_AUDIODRIVER", "dummy", 1);
	limit_files(run->scenario);
	snprintf(option[0], 600,
		 "ata0-master: type=disk, mode=flat, path=%s/boot.img",
		 run->directory);
	snprintf(option[1], 600,
		 "ata0-slave: type=disk, mode=flat, path=%s/modules.img",
		 run->directory);
	snprintf(option[2], 600,
		 "com1: enabled=1, mode=file, dev=%s/serial.log",
		 run->directory);
	snprintf(option[3], 600, "log: %s/bochs.log", run->directory);
	snprintf(option[4], 600, "cpu: ips=%u", IPS * graded_pace());
	/* A kernel that measures coverage hands it out by this port. */
	snprintf(option[5], 600, "port_e9_hack: enabled=%d",
		 coverage && strcmp(coverage, "1") == 0);
	execlp("bochs", "bochs", "-q", "-f", "bochsrc", "-rc", rc, option[0],
	       option[1], option[2], option[3], option[4], option[5],
	       "display_library: sdl2", s->machine[0], s->machine[1],
	       s->machine[2], (char *)NULL);
	_exit(127);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/*
 * Has the processor been halted with interrupts off? Then nothing comes any
 * more.
 */
static bool halted_for_good(const struct run *run)
{
	char path[512], *text;
	size_t size;
	bool halted;

	path_in(run, "bochs.log", path);
	text = file_read(path, &size);
	halted = text && strstr(text, "HLT instruction with IF=0");
	free(text);
	return halted;
}

/* Wait for it, but not for ever. */
static enum bochs_end bochs_wait(const struct run *run, pid_t pid)
{
	double end = now() + WALL_LIMIT +
		     commands_limit(run->scenario) / (double)SLOW_SECOND;
	double look = now() + LOOK_EVERY;
	const struct timespec nap = {0, 10000000};
	int status;

	while (waitpid(pid, &status, WNOHANG) == 0) {
		bool halted = false;

		if (now() > look) {
			halted = halted_for_good(run);
			look = now() + LOOK_EVERY;
		}
		if (halted || now() > end) {
			kill(-pid, SIGKILL);
			waitpid(pid, &status, 0);
			return BOCHS_KILLED;
		}
		nanosleep(&nap, NULL);
	}
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ)
		return BOCHS_FLOODED;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return BOCHS_ABSENT;
	return BOCHS_ENDED;
}

static enum bochs_end bochs_run(const struct run *run)
{
	char path[512];
	pid_t pid;

	for (int i = 0; i < 3; i++) { /* what a killed run left */
		static const char *const left[] = {
			"serial.log", "boot.img.lock", "modules.img.lock"};

		path_in(run, left[i], path);
		unlink(path);
	}
	pid = fork();
	if (pid == 0)
		bochs_exec(run);
	return pid < 0 ? BOCHS_ABSENT : bochs_wait(run, pid);
}

static void evidence_read(struct run *run)
{
	char path[512];
	size_t size;
	char *bytes;
	FILE *out;

	path_in(run, "serial.log", path);
	bytes = file_read(path, &size);
	log_parse(&run->log, bytes ? bytes : calloc(1, 1), size);
	path_in(run, "bochs.out", path);
	out = fopen(path, "r");
	if (out) {
		debugger_parse(&run->debugger, out);
		fclose(out);
	}
	path_in(run, "bochs.log", path);
	out = fopen(path, "r");
	if (out) {
		run->crashed = crash_read(&run->crash, out);
		fclose(out);
	}
}

void machine_run(struct run *run)
{
	enum bochs_end how;
	char kernel[512];

	make_directories(run->directory);
	if (!image_make(run) || !machine_write(run) || !commands_make(run)) {
		run->end = END_NO_EMULATOR;
		snprintf(run->why, sizeof(run->why),
			 "the disks could not be made: see %s/image.out",
			 run->directory);
		return;
	}
	kernel_path(kernel, sizeof(kernel));
	if (!commands_countable(run->scenario, kernel, run->why,
				sizeof(run->why))) {
		run->end = END_UNCOUNTED;
		return;
	}
	how = bochs_run(run);
	evidence_read(run);
	end_decide(run, how);
}
