/*
 * exec.c: a program that becomes another, and that another. With pm_agent.
 *
 *	exec NONCE DEAD
 *
 * The programs share their memory, for SYS_EXEC changes only what the kernel
 * has of a process. Steps 1 and on are "exec"'s, 10 and on those of "second",
 * whose predecessor waits for an answer when it goes, 20 and on those of
 * "third", whose predecessor's answer is on its way. What each must observe is
 * in ../life.c.
 */
#include "grader/kit/agent.h"

#define STACK_WORDS 1024

void second_entry(void);
void third_entry(void);

static uint32_t stack[STACK_WORDS] __attribute__((aligned(16)));
static struct message order; /* the last one: the answer would be here */
static endpoint_t self;

static vir_t address_of(const void *p)
{
	return (vir_t)(uintptr_t)p;
}

/* All registers but the stack pointer: they go to C as they are. */
asm(".globl second_entry, third_entry\n"
    "second_entry:\n"
    "	pushl %esp\n"
    "	orl %ebx, %eax; orl %ecx, %eax; orl %edx, %eax\n"
    "	orl %esi, %eax; orl %edi, %eax; orl %ebp, %eax\n"
    "	pushl %eax\n"
    "	call second\n"
    "third_entry:\n"
    "	call third\n");

static void become(const char *name, void (*entry)(void), int flags)
{
	order = (struct message){
		.exec = {.ep = self,
			 .pc = (vir_t)(uintptr_t)entry,
			 .sp = address_of(&stack[STACK_WORDS - 4])}};
	strlcpy(order.exec.name, name, sizeof(order.exec.name));
	server_call(PM_PROC_NR, (KERNEL_CALL + SYS_EXEC) | flags, &order);
}

static bool is_called(const char *name)
{
	struct proc_info info;

	return sys_getproc(self, &info) == OK && strcmp(info.name, name) == 0;
}

_Noreturn void third(void)
{
	proof(20, (uint32_t)(order.type & ~AGENT_ANSWER_FIRST));
	proof(21, is_called("third"));
	exit(0);
}

/* Its arguments are on the stack, whatever the compiler does otherwise. */
__attribute__((regparm(0))) _Noreturn void second(uint32_t registers, vir_t sp)
{
	proof(10, sp - address_of(&stack[STACK_WORDS - 4]));
	proof(11, registers);
	proof(12, (uint32_t)order.type);
	proof(13, is_called("second"));
	proof(14, (uint32_t)(getpid() - self));
	become("third", third_entry, AGENT_ANSWER_FIRST);
	proof(19, 1); /* it must not come to that */
	exit(1);
}

static void error_steps(endpoint_t dead)
{
	proof(1, (uint32_t)agent_exec(dead, "name", 0, 0));
	proof(2, (uint32_t)agent_exec(SYSTEM, "name", 0, 0));
	proof(3, (uint32_t)agent_exec(PM_PROC_NR, "name", 0, 0));
	proof(4, (uint32_t)agent_exec(VM_PROC_NR, "name", 0, 0));
	proof(5, (uint32_t)agent_exec(self, "", 0, 0));
	proof(6, (uint32_t)agent_exec(self, "a name", 0, 0));
	proof(7, is_called("exec"));
}

int main(int argc, char **argv)
{
	endpoint_t dead;

	scenario_begin(argc, argv);
	self = getpid();
	dead = argc > 2 ? (endpoint_t)strtou(argv[2], NULL) : NONE;
	await_death(dead);
	error_steps(dead);
	become("second", second_entry, 0);
	proof(9, 1); /* it must not come to that */
	return 1;
}
