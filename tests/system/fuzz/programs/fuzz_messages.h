/*
 * fuzz_messages.h: random messages, and calls of VM and PM.
 *
 * What waits is told from what does not, so that every fuzzer comes to its end:
 * who receives has set an alarm or names a fuzzer, who sends and waits names a
 * service, and every fuzzer ends, which frees all who wait for it. Left out:
 *
 *	PM_EXIT                  ends the caller (fuzz.c: the deaths)
 *	RECEIVE from PM, VM      they send nothing that was not asked for: the
 *	  or tasks but CLOCK     caller would wait for ever
 *	a program that waits     it may not: its trap mask has SENDREC alone
 *	MMAP, MUNMAP, BRK        never of what the fuzzer itself lives in
 */
#pragma once

#include "tests/system/fuzz/programs/fuzz_calls.h"

static uint32_t services; /* the first so many peers are services */

static int trap_ipc(uint32_t call, uint32_t ep, uint32_t message,
		    uint32_t *status)
{
	uint32_t eax = ep, ebx = message;

	asm volatile("int $33"
		     : "+a"(eax), "+b"(ebx)
		     : "c"(call)
		     : "memory", "cc");
	*status = ebx;
	return (int)eax;
}

static int message_call(uint32_t call, uint32_t ep, struct message *m,
			uint32_t *status)
{
	return trap_ipc(call, ep, (uint32_t)(uintptr_t)m, status);
}

static void message_random(struct message *m)
{
	for (int i = 0; i < 7; i++)
		m->words[i] = field_value(WORD);
	m->type = (int32_t)rnd();
}

/* --- VM and PM --- */

static void mmap_random(struct msg_mmap *mmap)
{
	static const uint32_t hints[] = {0, 1, 0x7fffffff, 0xf7ffe000,
					 0xffffffff};
	static const uint32_t lengths[] = {
		0, 1, 4096, 4097, 65536, 0x400000, 0x7fffffff, 0xffffffff};

	*mmap = (struct msg_mmap){
		.addr = CHURN + rnd() % ZONE_PAGES * CLICK_SIZE,
		.len = rnd() % (8 * CLICK_SIZE),
		.prot = rnd() % (one_in(16) ? 16 : 4),
		.flags = rnd() % (one_in(16) ? 16 : 4),
	};
	if (one_in(8))
		mmap->addr = PICK(hints);
	if (one_in(8))
		mmap->len = PICK(lengths);
	/* Not all memory there is: others would die of that. */
	if (mmap->len > 65536 && mmap->len < 0x7fffffff)
		mmap->flags &= ~MAP_PREALLOC;
}

static void munmap_random(struct msg_mmap *munmap)
{
	static const uint32_t refused[] = {0, 1, 0xb0000001, 0xf7fff000,
					   0xffffffff};
	static const uint32_t lengths[] = {
		0, 1, 4095, 4096, 4097, 0x400000, 0x7fffffff, 0xffffffff};

	munmap->addr = CHURN + rnd() % ZONE_PAGES * CLICK_SIZE;
	munmap->len = rnd() % (16 * CLICK_SIZE);
	if (one_in(4)) { /* where those went that named no place */
		munmap->addr = VM_STACKTOP;
		munmap->len = 0x8000000;
	} else if (one_in(8)) {
		munmap->addr = PICK(refused);
	} else if (one_in(8)) {
		munmap->len = PICK(lengths);
	}
}

static void brk_random(struct msg_mmap *brk)
{
	static const uint32_t refused[] = {0,          1,          0x1000,
					   0x7f000001, 0xf8000000, 0xffffffff};
	extern char end[];
	vir_t heap = ROUND_UP((uintptr_t)end, CLICK_SIZE);

	brk->addr = one_in(4) ? PICK(refused) : heap + rnd() % (8 * CLICK_SIZE);
}

static void vm_call_random(struct message *m)
{
	static const uint32_t calls[] = {VM_MMAP,     VM_MMAP,     VM_MUNMAP,
					 VM_BRK,      VM_INFO,     VM_EXIT,
					 VM_WILLEXIT, VM_PAGEFAULT};

	message_random(m);
	m->type = (int32_t)(one_in(8) ? VM_CALL + rnd() % 64 : PICK(calls));
	switch (m->type) {
	case VM_MMAP:
		mmap_random(&m->mmap);
		break;
	case VM_MUNMAP:
		munmap_random(&m->mmap);
		break;
	case VM_BRK:
		brk_random(&m->mmap);
		break;
	default:
		m->words[0] = one_in(2) ? rnd() % 4 : any_endpoint();
		m->words[1] = any_endpoint();
		break;
	}
}

static void pm_call_random(struct message *m)
{
	message_random(m);
	if (one_in(2))
		m->type = PM_CALL + (int32_t)(rnd() % 16);
	if (m->type == PM_EXIT)
		m->type = PM_GETPID;
}

static int server_call_random(void)
{
	struct message *m = message_place();
	bool vm = !one_in(4);
	uint32_t status;
	int result;

	if (vm)
		vm_call_random(m);
	else
		pm_call_random(m);
	result =
		message_call(SENDREC, vm ? VM_PROC_NR : PM_PROC_NR, m, &status);
	if (!rim_whole((uint8_t *)m, sizeof(*m)))
		fuzz_harm("bytes beside the answer", SENDREC);
	return result == OK ? m->type : result;
}

/* --- among fuzzers --- */

static uint32_t any_service(void)
{
	return (uint32_t)peers.ep[rnd() % services];
}

/* Calls that never wait, to anybody, with a message anywhere. */
static int message_nowait(void)
{
	static const uint32_t calls[] = {SENDNB, SENDNB, NOTIFY,    0,
					 6,      16,     0xffffffff};
	struct message *m = message_place();
	uint32_t at = one_in(4) ? wild_address() : (uint32_t)(uintptr_t)m;
	uint32_t status;

	message_random(m);
	return trap_ipc(PICK(calls), any_endpoint(), at, &status);
}

/* Messages that are delivered later, or never, from a table that stays. */
static int message_later(void)
{
	static struct async_message table[6];
	uint32_t entries = one_in(8) ? any_length() : rnd() % 7;
	uint32_t at = one_in(8) ? any_address() : (uint32_t)(uintptr_t)table;
	uint32_t status;

	for (uint32_t i = rnd() % 6; i < 6; i++) {
		table[i].flags = one_in(8) ? rnd() : ASYNC_VALID | rnd() % 16;
		table[i].dst = (endpoint_t)any_endpoint();
		message_random(&table[i].m);
	}
	return trap_ipc(SENDA, entries, at, &status);
}

/* Receive from whoever comes first, at the latest an alarm; answer requests. */
static int message_receive(uint32_t from)
{
	struct message *m = message_place();
	uint32_t status = 0;
	int result;

	sys_setalarm(1 + rnd() % 3);
	result = message_call(RECEIVE, from, m, &status);
	if (!rim_whole((uint8_t *)m, sizeof(*m)))
		fuzz_harm("bytes beside the message", RECEIVE);
	if (result == OK && STATUS_CALL(status) == SENDREC)
		message_call(SENDNB, (uint32_t)m->source, m, &status);
	return result;
}

static int message_wait(void)
{
	struct message *m;
	uint32_t status;

	switch (rnd() % 8) {
	case 0:
		return message_receive(any_service());
	case 1:
	case 2:
	case 3:
		return message_receive(ANY);
	default:
		m = message_place();
		message_random(m);
		return message_call(one_in(2) ? SEND : SENDREC, any_service(),
				    m, &status);
	}
}

static int message_call_random(bool service)
{
	if (!service || one_in(2))
		return server_call_random();
	if (one_in(4))
		return message_wait();
	return one_in(3) ? message_later() : message_nowait();
}
