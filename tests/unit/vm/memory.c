/*
 * memory.c: whatever processes do with their memory, each reads what it
 * wrote, shares what it shared, and nothing else; and every frame comes back.
 *
 * VM's own code runs here, on real page tables: the host maps a piece of memory
 * where VM has its view of physical memory. Only what VM says to the kernel
 * about directories is left out. A model, one cell for each page that a process
 * believes to have, says what must be read and what may be written.
 */
/* links: lib/base/ranges.c */
/* links: tests/unit/vm/{host,host_frames}.c */
/* links: servers/vm/{check,exit,frame,info,mmap,page}.c */
/* links: servers/vm/{pagetable,region,share,slab,vmproc}.c */
#include <criterion/criterion.h>
#include <string.h>
#include <faultline/call.h>
#include <faultline/errors.h>
#include "servers/vm/check.h"
#include "servers/vm/exit.h"
#include "servers/vm/frame.h"
#include "servers/vm/info.h"
#include "servers/vm/kernelpart.h"
#include "servers/vm/mmap.h"
#include "servers/vm/page.h"
#include "servers/vm/pagetable.h"
#include "servers/vm/physmem.h"
#include "servers/vm/share.h"
#include "tests/unit/vm/host.h"
#include "tests/unit/vm/random.h"

#define FRAMES 1024u
#define PROCS 3u
#define FIRST_EP 5

/*
 * Of the kernel's side of a directory only this matters here: before each of
 * VM's steps a copy has opened windows, and VM closes them before it edits
 * (pagetable.h asserts it).
 */
static uint32_t windows_closed;
static bool windows_open;

void kernelpart_close_windows(void)
{
	windows_closed++;
	windows_open = false;
}

bool kernelpart_windows_closed(void)
{
	return !windows_open;
}

void kernelpart_copy(uint32_t directory[KERNEL_PDES])
{
	memset(directory, 0, KERNEL_PDES * sizeof(directory[0]));
}

void kernelpart_unbind(const struct vmproc *p)
{
	(void)p;
}

/* --- a machine with so many frames and PROCS empty processes ------------- */

static struct vmproc *proc[PROCS];

static void process_start(uint32_t n)
{
	proc[n] = vmproc_new(FIRST_EP + (endpoint_t)n);
	cr_assert_eq(pagetable_new(proc[n]), OK);
	proc[n]->heap_start = proc[n]->heap_end = VM_PROCSTART + 0x10000;
}

static void process_stop(uint32_t n)
{
	struct message m = {.process = {.ep = proc[n]->ep}};

	cr_assert_eq(do_willexit(NULL, &m), OK);
	windows_open = true;
	cr_assert_eq(do_exit(NULL, &m), OK);
}

static void machine_init(uint32_t frames)
{
	host_memory(FRAMES * CLICK_SIZE);
	host_frames(HOST_MEMORY, frames);
	region_init();
	page_init();
	for (uint32_t n = 0; n < PROCS; n++)
		process_start(n);
}

static void machine_default(void)
{
	machine_init(FRAMES);
}

static int call_mmap(uint32_t n, vir_t addr, uint32_t len, uint32_t prot,
		     uint32_t flags, vir_t *at)
{
	struct message m = {.mmap = {addr, len, prot, flags}};
	int result;

	windows_open = true;
	result = do_mmap(proc[n], &m);

	if (result == OK && at != NULL)
		*at = m.mmap.addr;
	return result;
}

static int call_munmap(uint32_t n, vir_t addr, uint32_t len)
{
	struct message m = {.mmap = {.addr = addr, .len = len}};

	windows_open = true;
	return do_munmap(proc[n], &m);
}

static int call_brk(uint32_t n, vir_t addr)
{
	struct message m = {.mmap = {.addr = addr}};

	windows_open = true;
	return do_brk(proc[n], &m);
}

/* What the processor would do: fault if need be, then write or read. */
static int process_write(uint32_t n, vir_t at, uint32_t value)
{
	lin_t lin = VM_PROCSTART + at;
	uint32_t *memory;
	int result;

	windows_open = true;
	result = page_provide(proc[n], lin, true);
	if (result != OK)
		return result;
	memory = physmem(PTE_ADDRESS(*pagetable_present(proc[n], lin)));
	memory[at % CLICK_SIZE / 4] = value;
	return OK;
}

static uint32_t process_read(uint32_t n, vir_t at)
{
	lin_t lin = VM_PROCSTART + at;
	const uint32_t *memory;

	windows_open = true;
	cr_assert_eq(page_provide(proc[n], lin, false), OK);
	memory = physmem(PTE_ADDRESS(*pagetable_present(proc[n], lin)));
	return memory[at % CLICK_SIZE / 4];
}

static phys_t frame_of(uint32_t n, vir_t at)
{
	return PTE_ADDRESS(*pagetable_present(proc[n], VM_PROCSTART + at));
}

#define RW (PROT_READ | PROT_WRITE)
#define AREA VM_STACKTOP /* where MMAP puts what is not to be anywhere else */
#define PAGE CLICK_SIZE

static struct range range(uint32_t n, vir_t at, uint32_t pages)
{
	return (struct range){proc[n], VM_PROCSTART + at, pages * PAGE};
}

static int cowmap(uint32_t to, vir_t at, uint32_t from, vir_t src,
		  uint32_t pages)
{
	struct range d = range(to, at, pages), s = range(from, src, pages);

	windows_open = true;
	return share_cowmap(&d, &s, false);
}

/* By one grant of from's. */
static int smap_by(grant_t grant, uint32_t to, vir_t at, uint32_t from,
		   vir_t src, uint32_t pages, bool write)
{
	struct range d = range(to, at, pages), s = range(from, src, pages);
	const struct grant_path via = {1, {{proc[from]->ep, grant}}};

	windows_open = true;
	return share_smap(&d, &s, write, &via);
}

static int smap(uint32_t to, vir_t at, uint32_t from, vir_t src, uint32_t pages,
		bool write)
{
	return smap_by(0, to, at, from, src, pages, write);
}

static int sunmap(uint32_t n, vir_t at)
{
	windows_open = true;
	return share_sunmap(proc[n], VM_PROCSTART + at);
}

static int revoke(uint32_t n, grant_t grant)
{
	const struct grant_hop hop = {proc[n]->ep, grant};

	windows_open = true;
	return share_revoke(&hop);
}

/* COWMAP in a copy's place. */
static int cowcopy(uint32_t to, vir_t at, uint32_t from, vir_t src,
		   uint32_t pages)
{
	struct range d = range(to, at, pages), s = range(from, src, pages);

	windows_open = true;
	return share_cowmap(&d, &s, true);
}

TestSuite(vm_memory, .init = machine_default);

/* --- MMAP, MUNMAP, BRK --------------------------------------------------- */

Test(vm_memory, fresh_memory_is_zero_and_keeps_what_is_written)
{
	vir_t at;

	cr_assert_eq(call_mmap(0, 0, 3 * PAGE, RW, 0, &at), OK);
	cr_assert_eq(at, AREA);
	for (uint32_t i = 0; i < 3 * PAGE; i += 4)
		cr_assert_eq(process_read(0, at + i), 0);
	cr_assert_eq(process_write(0, at + PAGE - 4, 11), OK);
	cr_assert_eq(process_write(0, at + PAGE, 22), OK);
	cr_assert_eq(process_read(0, at + PAGE - 4), 11);
	cr_assert_eq(process_read(0, at + PAGE), 22);
	cr_assert_eq(process_read(0, at + PAGE + 4), 0);
	check_all();
}

Test(vm_memory, reading_takes_no_frame_but_for_a_page_table)
{
	uint32_t before;
	vir_t at;

	/* There is a slab of regions already. */
	call_mmap(0, AREA + 200 * PAGE, PAGE, PROT_READ, MAP_FIXED, NULL);
	before = frame_count_free();
	call_mmap(0, 0, 100 * PAGE, RW, 0, &at);
	for (uint32_t i = 0; i < 100; i++)
		process_read(0, at + i * PAGE);
	cr_assert_eq(before - frame_count_free(), 1);
	cr_assert_eq(frame_of(0, at), page_zero_frame());
	for (uint32_t i = 0; i < 100; i++)
		cr_assert_eq(process_write(0, at + i * PAGE, i), OK);
	cr_assert_eq(before - frame_count_free(), 101);
	cr_assert_eq(call_munmap(0, at, 100 * PAGE), OK);
	cr_assert_eq(frame_count_free(), before);
	check_all();
}

Test(vm_memory, read_only_memory_is_not_written)
{
	vir_t at;

	cr_assert_eq(call_mmap(0, 0, PAGE, PROT_READ, MAP_PREALLOC, &at), OK);
	cr_assert_eq(process_read(0, at), 0);
	cr_assert_eq(process_write(0, at, 1), -EFAULT);
	cr_assert_eq(process_write(0, at + PAGE, 1), -EFAULT);
	check_all();
}

Test(vm_memory, one_request_spans_regions)
{
	vir_t at = AREA;

	call_mmap(0, at, 2 * PAGE, RW, MAP_FIXED, NULL);
	call_mmap(0, at + 2 * PAGE, PAGE, PROT_READ, MAP_FIXED, NULL);
	call_mmap(0, at + 3 * PAGE, PAGE, RW, MAP_FIXED, NULL);
	cr_assert_eq(page_provide_range(proc[0], VM_PROCSTART + at,
					VM_PROCSTART + at + 4 * PAGE, false),
		     OK);
	cr_assert_eq(proc[0]->pages, 4);
	cr_assert_eq(page_provide_range(proc[0], VM_PROCSTART + at,
					VM_PROCSTART + at + 4 * PAGE, true),
		     -EFAULT);
	cr_assert_eq(page_provide_range(proc[0], VM_PROCSTART + at,
					VM_PROCSTART + at + 5 * PAGE, false),
		     -EFAULT);
	check_all();
}

Test(vm_memory, mmap_refuses_what_makes_no_sense)
{
	vir_t top = VM_DATATOP - VM_PROCSTART;

	cr_assert_eq(call_mmap(0, 0, 0, RW, 0, NULL), -EINVAL);
	cr_assert_eq(call_mmap(0, 0, PAGE, 8, 0, NULL), -EINVAL);
	cr_assert_eq(call_mmap(0, 0, PAGE, RW, 8, NULL), -EINVAL);
	cr_assert_eq(call_mmap(0, 0, PAGE, RW, MAP_FIXED, NULL), -EINVAL);
	cr_assert_eq(call_mmap(0, AREA + 1, PAGE, RW, MAP_FIXED, NULL),
		     -EINVAL);
	cr_assert_eq(call_mmap(0, top, PAGE, RW, MAP_FIXED, NULL), -EINVAL);
	cr_assert_eq(call_mmap(0, top - PAGE, 0xffffffff, RW, MAP_FIXED, NULL),
		     -EINVAL);
	cr_assert_eq(call_mmap(0, 0, 0xffffffff, RW, 0, NULL), -ENOMEM);
	cr_assert_eq(call_mmap(0, 0, top, RW, 0, NULL), -ENOMEM);
	cr_assert_eq(call_mmap(0, top - PAGE, PAGE, RW, MAP_FIXED, NULL), OK);
	cr_assert_eq(process_write(0, top - 4, 7), OK);
	cr_assert_eq(call_mmap(0, top - PAGE, PAGE, RW, MAP_FIXED, NULL),
		     -ENOMEM);
	check_all();
}

Test(vm_memory, a_hint_is_a_hint)
{
	vir_t at;

	cr_assert_eq(call_mmap(0, AREA + 5 * PAGE + 1, PAGE, RW, 0, &at), OK);
	cr_assert_eq(at, AREA + 5 * PAGE);
	cr_assert_eq(call_mmap(0, AREA + 5 * PAGE, PAGE, RW, 0, &at), OK);
	cr_assert_eq(at, AREA + 6 * PAGE);
	cr_assert_eq(call_mmap(0, 0xfffffffc, PAGE, RW, 0, &at), OK);
	cr_assert_eq(at, AREA);
	cr_assert_eq(call_mmap(0, 0xf7ffe000, 4 * PAGE, RW, 0, &at), OK);
	cr_assert_eq(at, AREA + PAGE);
	check_all();
}

Test(vm_memory, munmap_takes_any_part)
{
	vir_t at;

	call_mmap(0, 0, 6 * PAGE, RW, MAP_PREALLOC, &at);
	cr_assert_eq(call_munmap(0, at + 2 * PAGE, PAGE + 1), OK);
	cr_assert_eq(proc[0]->pages, 4);
	cr_assert_eq(page_provide(proc[0], VM_PROCSTART + at + PAGE, true), OK);
	cr_assert_eq(process_write(0, at + 2 * PAGE, 1), -EFAULT);
	cr_assert_eq(process_write(0, at + 3 * PAGE, 1), -EFAULT);
	cr_assert_eq(process_write(0, at + 4 * PAGE, 1), OK);
	cr_assert_eq(call_munmap(0, at, 0), -EINVAL);
	cr_assert_eq(call_munmap(0, at + 1, PAGE), -EINVAL);
	cr_assert_eq(call_munmap(0, at, 0xffffffff), -EINVAL);
	cr_assert_eq(call_munmap(0, AREA - 64 * PAGE, 64 * PAGE), OK);
	check_all();
}

Test(vm_memory, the_heap_moves_both_ways)
{
	vir_t start = proc[0]->heap_start - VM_PROCSTART;
	uint32_t before = frame_count_free();

	cr_assert_eq(call_brk(0, start - 1), OK);
	cr_assert_eq(call_brk(0, start - PAGE), -EINVAL);
	cr_assert_eq(call_brk(0, start + 3 * PAGE - 7), OK);
	cr_assert_eq(process_write(0, start + 2 * PAGE, 5), OK);
	cr_assert_eq(process_write(0, start + 3 * PAGE, 5), -EFAULT);
	cr_assert_eq(call_brk(0, start + PAGE), OK);
	cr_assert_eq(call_brk(0, start + 3 * PAGE), OK);
	cr_assert_eq(process_read(0, start + 2 * PAGE), 0);
	cr_assert_eq(call_brk(0, start), OK);
	cr_assert_eq(frame_count_free(), before);
	cr_assert_eq(call_brk(0, 0xffffffff), -EINVAL);
	call_mmap(0, start + 2 * PAGE, PAGE, PROT_READ, MAP_FIXED, NULL);
	cr_assert_eq(call_brk(0, start + 3 * PAGE), -ENOMEM);
	cr_assert_eq(call_brk(0, start + 2 * PAGE), OK);
	check_all();
}

/* --- sharing ------------------------------------------------------------- */

Test(vm_memory, cowmap_shows_one_frame_until_somebody_writes)
{
	vir_t a, b;
	uint32_t before;
	phys_t frame;

	call_mmap(0, 0, PAGE, RW, 0, &a);
	call_mmap(1, 0, PAGE, RW, MAP_PREALLOC, &b);
	process_write(0, a, 1);
	before = frame_count_free();
	cr_assert_eq(cowmap(1, b, 0, a, 1), OK);
	cr_assert_eq(frame_of(0, a), frame_of(1, b));
	cr_assert_eq(frame_count_free(), before + 1);
	cr_assert_eq(process_read(1, b), 1);
	check_all();
	cr_assert_eq(process_write(0, a, 2), OK);
	cr_assert_neq(frame_of(0, a), frame_of(1, b));
	cr_assert_eq(process_read(1, b), 1);
	cr_assert_eq(frame_count_free(), before);
	/* The last user gets the right back, and no copy. */
	frame = frame_of(1, b);
	cr_assert_eq(process_write(1, b, 3), OK);
	cr_assert_eq(frame_of(1, b), frame);
	cr_assert_eq(frame_count_free(), before);
	cr_assert_eq(process_read(0, a), 2);
	check_all();
}

Test(vm_memory, cowmap_of_untouched_memory_is_untouched_memory)
{
	vir_t a, b;

	call_mmap(0, 0, PAGE, RW, 0, &a);
	call_mmap(1, 0, PAGE, RW, 0, &b);
	process_write(1, b, 9);
	cr_assert_eq(cowmap(1, b, 0, a, 1), OK);
	cr_assert_eq(process_read(1, b), 0);
	process_write(0, a, 4);
	cr_assert_eq(process_read(1, b), 0);
	check_all();
}

/* Have the windows been closed since the last time? */
static bool closed(void)
{
	bool yes = windows_closed != 0;

	windows_closed = 0;
	return yes;
}

Test(vm_memory, a_change_of_what_was_present_closes_the_windows)
{
	vir_t a, b;

	call_mmap(0, 0, 2 * PAGE, RW, 0, &a);
	call_mmap(1, 0, 2 * PAGE, RW, MAP_PREALLOC, &b);
	process_write(0, a, 1);
	process_read(0, a + PAGE);
	cr_assert(!closed(), "nothing but absent pages has changed");
	process_write(0, a + PAGE, 1);
	cr_assert(closed(), "a frame in the place of the zero page");
	cr_assert_eq(cowmap(1, b, 0, a, 1), OK);
	cr_assert(closed(), "another frame at b, and a is protected");
	process_read(0, a);
	process_read(1, b);
	cr_assert(!closed(), "all was there");
	process_write(0, a, 2);
	cr_assert(closed(), "a private copy");
	process_write(1, b, 3);
	cr_assert(closed(), "the last sharer may write");
	cr_assert_eq(smap(1, b, 0, a, 1, true), OK);
	cr_assert(closed(), "a's frame at b");
	cr_assert_eq(smap(1, b, 0, a, 1, true), OK);
	cr_assert(closed(), "the same once more");
	cr_assert_eq(sunmap(1, b), OK);
	cr_assert(closed(), "a copy at b");
	cr_assert_eq(smap(1, b, 0, a, 1, true), OK);
	closed();
	cr_assert_eq(revoke(0, 0), OK);
	cr_assert(closed(), "a copy at b once more");
	cr_assert_eq(call_munmap(1, b, PAGE), OK);
	cr_assert(closed(), "b is gone");
}

Test(vm_memory, cowmap_in_a_copys_place_does_what_a_copy_does)
{
	vir_t a, b, c, constant;

	call_mmap(0, 0, 2 * PAGE, RW, 0, &a);
	call_mmap(1, 0, 2 * PAGE, RW, 0, &b);
	call_mmap(2, 0, 2 * PAGE, RW, 0, &c);
	call_mmap(1, 0, PAGE, PROT_READ, 0, &constant);
	process_write(0, a, 1);
	cr_assert_eq(cowcopy(1, constant, 0, a, 1), -EFAULT);
	cr_assert_eq(process_read(1, constant), 0);
	/* What b shares with c for good, c sees; a is nobody's but its own. */
	cr_assert_eq(smap(2, c, 1, b, 2, true), OK);
	process_write(1, b + PAGE, 9);
	cr_assert_eq(cowcopy(1, b, 0, a, 2), OK);
	cr_assert_eq(process_read(2, c), 1);
	cr_assert_eq(process_read(2, c + PAGE), 0, "a's is untouched");
	process_write(2, c, 3);
	cr_assert_eq(process_read(1, b), 3);
	cr_assert_eq(process_read(0, a), 1);
	check_all();
}

Test(vm_memory, smap_shows_each_what_the_other_writes)
{
	vir_t a, b;

	call_mmap(0, 0, 2 * PAGE, RW, 0, &a);
	call_mmap(1, 0, 2 * PAGE, RW, 0, &b);
	cr_assert_eq(smap(1, b, 0, a, 2, true), OK);
	process_write(0, a, 1);
	cr_assert_eq(process_read(1, b), 1);
	process_write(1, b + PAGE, 2);
	cr_assert_eq(process_read(0, a + PAGE), 2);
	check_all();
	cr_assert_eq(sunmap(1, b), OK);
	cr_assert_eq(process_read(1, b), 1);
	process_write(0, a, 7);
	process_write(1, b + PAGE, 8);
	cr_assert_eq(process_read(1, b), 1);
	cr_assert_eq(process_read(0, a + PAGE), 2);
	check_all();
}

Test(vm_memory, smap_for_reading_is_not_written)
{
	vir_t a, b, c;

	call_mmap(0, 0, PAGE, RW, 0, &a);
	call_mmap(1, 0, PAGE, RW, 0, &b);
	call_mmap(2, 0, PAGE, RW, 0, &c);
	cr_assert_eq(smap(1, b, 0, a, 1, false), OK);
	cr_assert_eq(process_write(1, b, 1), -EFAULT);
	cr_assert_eq(process_write(0, a, 2), OK);
	cr_assert_eq(process_read(1, b), 2);
	/* What one may only read, one cannot share for writing. */
	cr_assert_eq(smap(2, c, 1, b, 1, true), -EFAULT);
	cr_assert_eq(smap(2, c, 1, b, 1, false), OK);
	cr_assert_eq(process_read(2, c), 2);
	check_all();
}

Test(vm_memory, cowmap_of_shared_memory_is_a_copy_at_once)
{
	vir_t a, b, c;

	call_mmap(0, 0, PAGE, RW, 0, &a);
	call_mmap(1, 0, PAGE, RW, 0, &b);
	call_mmap(2, 0, PAGE, RW, 0, &c);
	smap(1, b, 0, a, 1, true);
	process_write(0, a, 1);
	cr_assert_eq(cowmap(2, c, 1, b, 1), OK);
	cr_assert_neq(frame_of(2, c), frame_of(1, b));
	process_write(0, a, 2);
	cr_assert_eq(process_read(1, b), 2);
	cr_assert_eq(process_read(2, c), 1);
	check_all();
}

Test(vm_memory, sharing_needs_memory_on_both_sides)
{
	vir_t a, b;

	call_mmap(0, 0, 2 * PAGE, RW, 0, &a);
	call_mmap(1, 0, PAGE, RW, 0, &b);
	cr_assert_eq(cowmap(1, b, 0, a, 2), -EFAULT);
	cr_assert_eq(cowmap(0, a, 1, b, 2), -EFAULT);
	cr_assert_eq(smap(1, b, 0, a, 2, true), -EFAULT);
	cr_assert_eq(smap(0, a, 1, b, 2, true), -EFAULT);
	cr_assert_eq(cowmap(0, a, 0, a, 1), -EFAULT);
	cr_assert_eq(smap(0, a, 0, a, 2, false), -EFAULT);
	cr_assert_eq(cowmap(0, a, 0, a + PAGE, 1), OK);
	check_all();
}

Test(vm_memory, three_hundred_users_of_one_frame)
{
	vir_t a, b;

	call_mmap(0, 0, PAGE, RW, 0, &a);
	call_mmap(1, 0, 300 * PAGE, RW, 0, &b);
	process_write(0, a, 77);
	for (uint32_t i = 0; i < 300; i++)
		cr_assert_eq(cowmap(1, b + i * PAGE, 0, a, 1), OK);
	cr_assert_eq(frame_refs(frame_of(0, a)), 301);
	process_write(0, a, 78);
	for (uint32_t i = 0; i < 300; i++)
		cr_assert_eq(process_read(1, b + i * PAGE), 77);
	check_all();
}

/* --- mappings, and their end --------------------------------------------- */

/* Process n has a page at AREA with that word in it. */
static void page_with(uint32_t n, uint32_t value)
{
	cr_assert_eq(call_mmap(n, AREA, PAGE, RW, MAP_FIXED, NULL), OK);
	cr_assert_eq(process_write(n, AREA, value), OK);
}

/* 1 maps 0's page, and 2 maps 1's mapping of it: by grants 7 and 8. */
static void chain_of_mappings(void)
{
	for (uint32_t n = 0; n < PROCS; n++)
		page_with(n, 10 + n);
	cr_assert_eq(smap_by(7, 1, AREA, 0, AREA, 1, true), OK);
	cr_assert_eq(smap_by(8, 2, AREA, 1, AREA, 1, true), OK);
	process_write(0, AREA, 20);
	cr_assert_eq(process_read(2, AREA), 20);
	check_all();
}

/* Does process n see what process 0 writes? */
static bool sees(uint32_t n)
{
	static uint32_t word = 1000;

	cr_assert_eq(process_write(0, AREA, ++word), OK);
	return process_read(n, AREA) == word;
}

Test(vm_memory, revoking_ends_what_was_mapped_by_the_grant_and_nothing_else)
{
	page_with(0, 1);
	page_with(1, 2);
	page_with(2, 3);
	cr_assert_eq(smap_by(4, 1, AREA, 0, AREA, 1, true), OK);
	cr_assert_eq(smap_by(5, 2, AREA, 0, AREA, 1, true), OK);
	cr_assert_eq(revoke(0, 6), -EINVAL, "nothing is mapped by it");
	cr_assert_eq(revoke(1, 4), -EINVAL, "another's grant");
	cr_assert(sees(1) && sees(2));
	cr_assert_eq(revoke(0, 4), OK);
	cr_assert(!sees(1) && sees(2));
	cr_assert_eq(revoke(0, 4), -EINVAL);
	cr_assert_eq(process_write(1, AREA, 8), OK);
	cr_assert_neq(process_read(0, AREA), 8);
	check_all();
}

Test(vm_memory, the_owner_revokes_what_was_mapped_from_a_mapping)
{
	chain_of_mappings();
	cr_assert_eq(revoke(0, 7), OK);
	cr_assert(!sees(1) && !sees(2));
	cr_assert_eq(process_read(2, AREA), 20);
	process_write(1, AREA, 30);
	cr_assert_eq(process_read(2, AREA), 20, "they share nothing either");
	check_all();
}

Test(vm_memory, the_middle_revokes_what_it_has_passed_on_only)
{
	chain_of_mappings();
	cr_assert_eq(revoke(1, 8), OK);
	cr_assert(sees(1) && !sees(2));
	check_all();
}

Test(vm_memory, revoking_reaches_over_a_middle_that_is_gone)
{
	chain_of_mappings();
	cr_assert_eq(call_munmap(1, AREA, PAGE), OK);
	cr_assert(sees(2));
	cr_assert_eq(revoke(0, 7), OK);
	cr_assert(!sees(2));
	check_all();
}

Test(vm_memory, revoking_reaches_over_a_middle_that_is_dead)
{
	chain_of_mappings();
	process_stop(1);
	cr_assert(sees(2));
	cr_assert_eq(revoke(0, 7), OK);
	cr_assert(!sees(2));
	check_all();
}

Test(vm_memory, each_grant_of_an_indirect_one_can_be_revoked)
{
	const struct grant_path via = {3, {{9, 1}, {8, 2}, {FIRST_EP, 3}}};

	for (uint32_t i = 0; i < via.hops; i++) {
		struct range d = range(1, AREA, 1), s = range(0, AREA, 1);

		page_with(0, 1);
		page_with(1, 2);
		cr_assert_eq(share_smap(&d, &s, false, &via), OK);
		cr_assert(sees(1));
		cr_assert_eq(share_revoke(&via.hop[i]), OK);
		cr_assert(!sees(1));
		call_munmap(0, AREA, PAGE);
		call_munmap(1, AREA, PAGE);
	}
}

Test(vm_memory, a_mapping_is_forgotten_with_its_memory)
{
	page_with(0, 1);
	for (uint32_t round = 0; round < 200; round++) {
		page_with(1, 2);
		cr_assert_eq(smap_by(1, 1, AREA, 0, AREA, 1, true), OK);
		cr_assert_eq(call_munmap(1, AREA, PAGE), OK);
	}
	cr_assert_eq(revoke(0, 1), -EINVAL);
	/* Another grant's mapping is where those were. */
	page_with(1, 2);
	cr_assert_eq(smap_by(2, 1, AREA, 0, AREA, 1, true), OK);
	cr_assert_eq(revoke(0, 1), -EINVAL);
	cr_assert(sees(1));
	cr_assert_eq(smap_by(3, 1, AREA, 0, AREA, 1, true), OK);
	cr_assert_eq(revoke(0, 2), -EINVAL, "it was mapped over");
	cr_assert(sees(1));
	cr_assert_eq(cowmap(1, AREA, 0, AREA, 1), OK);
	cr_assert_eq(revoke(0, 3), -EINVAL, "copy on write in its place");
	check_all();
}

Test(vm_memory, a_mapping_ends_as_a_whole_and_alone)
{
	vir_t last = AREA + 3 * PAGE;

	call_mmap(0, AREA, 4 * PAGE, RW, MAP_FIXED, NULL);
	call_mmap(1, AREA, PAGE, RW, MAP_FIXED, NULL);
	call_mmap(1, AREA + PAGE, PAGE, PROT_READ, MAP_FIXED, NULL);
	call_mmap(1, AREA + 2 * PAGE, 2 * PAGE, RW, MAP_FIXED, NULL);
	cr_assert_eq(smap(1, AREA, 0, AREA, 3, true), OK);
	cr_assert_eq(smap(1, last, 0, last, 1, true), OK);
	cr_assert_eq(sunmap(1, AREA + 2 * PAGE + 8), OK);
	process_write(0, AREA, 1);
	process_write(0, last, 2);
	cr_assert_eq(process_read(1, AREA), 0);
	cr_assert_eq(process_read(1, last), 2);
	cr_assert_eq(sunmap(1, AREA), -EINVAL);
	cr_assert_eq(sunmap(1, AREA + 9 * PAGE), -EINVAL);
	cr_assert_eq(sunmap(1, last), OK);
	cr_assert_eq(proc[1]->regions.count, 3, "as before the mappings");
	check_all();
}

Test(vm_memory, a_page_mapped_to_read_is_written_by_no_copy)
{
	vir_t src = AREA + 8 * PAGE;

	page_with(0, 1);
	page_with(1, 2);
	call_mmap(2, src, PAGE, RW, MAP_FIXED, NULL);
	process_write(2, src, 9);
	cr_assert_eq(smap(1, AREA, 0, AREA, 1, false), OK);
	cr_assert_eq(cowcopy(1, AREA, 2, src, 1), -EFAULT);
	cr_assert_eq(process_read(0, AREA), 1);
	cr_assert(sees(1));
	check_all();
}

Test(vm_memory, what_is_mapped_to_read_is_writable_only_when_the_mapping_ends)
{
	page_with(0, 1);
	page_with(1, 2);
	cr_assert_eq(smap(1, AREA, 0, AREA, 1, false), OK);
	process_stop(0);
	cr_assert_eq(process_write(1, AREA, 3), -EFAULT);
	cr_assert_eq(process_read(1, AREA), 1);
	cr_assert_eq(sunmap(1, AREA), OK);
	cr_assert_eq(process_write(1, AREA, 3), OK);
	check_all();
}

Test(vm_memory, a_way_of_too_many_grants_is_refused)
{
	vir_t at[GRANT_MAX_HOPS + 2];

	for (uint32_t i = 0; i < GRANT_MAX_HOPS + 2; i++) {
		at[i] = AREA + i * PAGE;
		cr_assert_eq(call_mmap(i % 2, at[i], PAGE, RW, MAP_FIXED, NULL),
			     OK);
	}
	process_write(0, at[0], 5);
	for (uint32_t i = 0; i < GRANT_MAX_HOPS; i++)
		cr_assert_eq(
			smap((i + 1) % 2, at[i + 1], i % 2, at[i], 1, false),
			OK);
	cr_assert_eq(smap((GRANT_MAX_HOPS + 1) % 2, at[GRANT_MAX_HOPS + 1],
			  GRANT_MAX_HOPS % 2, at[GRANT_MAX_HOPS], 1, false),
		     -ELOOP);
	cr_assert_eq(process_read(GRANT_MAX_HOPS % 2, at[GRANT_MAX_HOPS]), 5);
	check_all();
}

Test(vm_memory, one_grant_has_any_number_of_mappings)
{
	const uint32_t many = 600;

	page_with(0, 1);
	for (uint32_t i = 0; i < many; i++) {
		vir_t at = AREA + i * PAGE;

		call_mmap(1, at, PAGE, RW, MAP_FIXED, NULL);
		cr_assert_eq(smap(1, at, 0, AREA, 1, false), OK);
	}
	process_write(0, AREA, 2);
	for (uint32_t i = 0; i < many; i++)
		cr_assert_eq(process_read(1, AREA + i * PAGE), 2);
	cr_assert_eq(revoke(0, 0), OK);
	process_write(0, AREA, 3);
	for (uint32_t i = 0; i < many; i++)
		cr_assert_eq(process_read(1, AREA + i * PAGE), 2);
	cr_assert_eq(proc[1]->regions.count, 1);
	check_all();
}

Test(vm_memory, all_ways_to_go_give_all_frames_back)
{
	static const uint32_t orders[][PROCS] = {{0, 1, 2}, {0, 2, 1},
						 {1, 0, 2}, {1, 2, 0},
						 {2, 0, 1}, {2, 1, 0}};
	uint32_t before = frame_count_free();

	for (uint32_t i = 0; i < 6; i++) {
		chain_of_mappings();
		for (uint32_t k = 0; k < PROCS; k++) {
			process_stop(orders[i][k]);
			check_all();
		}
		for (uint32_t n = 0; n < PROCS; n++)
			process_start(n);
		cr_assert_eq(frame_count_free(), before, "order %u", i);
	}
}

/* --- limits -------------------------------------------------------------- */

/* As many regions as n can have: neighbours of two kinds. */
static uint32_t take_all_regions(uint32_t n)
{
	uint32_t i = 0;

	while (call_mmap(n, AREA + i * PAGE, PAGE, i % 2 ? RW : PROT_READ,
			 MAP_FIXED, NULL) == OK)
		i++;
	return i;
}

Test(vm_memory, who_takes_all_regions_takes_none_from_others)
{
	uint32_t before = frame_count_free();

	cr_assert_eq(take_all_regions(0), REGION_LIMIT);
	cr_assert_eq(call_munmap(0, AREA + PAGE, PAGE), OK);
	cr_assert_eq(call_mmap(0, AREA + PAGE, PAGE, RW, MAP_FIXED, NULL), OK);
	cr_assert_eq(take_all_regions(1), REGION_LIMIT);
	page_with(2, 1);
	check_all();
	for (uint32_t n = 0; n < PROCS; n++) {
		process_stop(n);
		process_start(n);
	}
	cr_assert_eq(frame_count_free(), before);
}

Test(vm_memory, who_takes_page_tables_comes_to_a_limit)
{
	const vir_t base = 16 * BIG_SIZE;
	uint32_t before = frame_count_free(), i = 0;
	int result = OK;

	cr_assert_eq(call_mmap(0, base, 600 * BIG_SIZE, RW, MAP_FIXED, NULL),
		     OK);
	while (result == OK) {
		result = page_provide(
			proc[0], VM_PROCSTART + base + i * BIG_SIZE, false);
		i += result == OK;
	}
	cr_assert_eq(result, -ENOMEM);
	cr_assert_eq(i, PAGETABLE_LIMIT);
	check_all();
	cr_assert_eq(process_read(0, base), 0);
	page_with(1, 1);
	cr_assert_eq(call_munmap(0, base, BIG_SIZE), OK);
	cr_assert_eq(process_read(0, base + i * BIG_SIZE), 0);
	call_munmap(0, base, 600 * BIG_SIZE);
	call_munmap(1, AREA, PAGE);
	cr_assert_eq(frame_count_free(), before);
	check_all();
}

/* --- out of memory ------------------------------------------------------- */

/* Somebody else has all frames but so many. */
static void hoard_all_but(uint32_t frames)
{
	while (frame_count_free() > frames)
		frame_alloc();
}

Test(vm_memory, no_frame_for_the_page_table_leaves_no_trace)
{
	vir_t at;

	call_mmap(0, 0, PAGE, RW, 0, &at);
	hoard_all_but(1);
	cr_assert_eq(process_write(0, at, 1), -ENOMEM);
	cr_assert_eq(frame_count_free(), 1);
	cr_assert_eq(proc[0]->pages, 0);
	cr_assert_eq(process_read(0, at), 0);
	cr_assert_eq(process_write(0, at, 1), -ENOMEM);
	cr_assert_eq(process_read(0, at), 0);
}

Test(vm_memory, no_frames_for_the_copies_leaves_all_as_it_was)
{
	vir_t a, b, c;

	call_mmap(0, 0, 2 * PAGE, RW, 0, &a);
	call_mmap(1, 0, 2 * PAGE, RW, 0, &b);
	call_mmap(2, 0, 2 * PAGE, RW, 0, &c);
	process_write(2, c, 9);
	smap(1, b, 0, a, 2, true);
	process_write(0, a, 1);
	hoard_all_but(1);
	cr_assert_eq(cowmap(2, c, 0, a, 2), -ENOMEM);
	cr_assert_eq(sunmap(1, b), -ENOMEM);
	cr_assert_eq(process_read(2, c), 9);
	cr_assert_eq(process_write(1, b, 2), OK);
	cr_assert_eq(process_read(0, a), 2);
	cr_assert_eq(frame_count_free(), 1);
	cr_assert_eq(cowmap(2, c, 0, a, 1), OK);
	cr_assert_eq(process_read(2, c), 2);
}

Test(vm_memory, a_copy_between_shared_pages_takes_no_frame)
{
	vir_t a, b, c;

	call_mmap(0, 0, 2 * PAGE, RW, 0, &a);
	call_mmap(1, 0, 2 * PAGE, RW, 0, &b);
	call_mmap(2, 0, 4 * PAGE, RW, 0, &c);
	smap(2, c, 0, a, 2, true);
	smap(2, c + 2 * PAGE, 1, b, 2, true);
	process_write(0, a, 5);
	hoard_all_but(0);
	cr_assert_eq(cowcopy(1, b, 0, a, 2), OK);
	cr_assert_eq(process_read(1, b), 5);
	cr_assert_eq(process_read(2, c + 2 * PAGE), 5);
}

Test(vm_memory, without_memory_a_revoked_mapping_is_lost_and_not_left)
{
	vir_t other = AREA + 9 * PAGE;

	call_mmap(0, AREA, 3 * PAGE, RW, MAP_FIXED, NULL);
	call_mmap(1, AREA, 3 * PAGE, RW, MAP_FIXED, NULL);
	call_mmap(1, other, PAGE, RW, MAP_FIXED, NULL);
	cr_assert_eq(smap(1, AREA, 0, AREA, 3, true), OK);
	process_write(0, AREA, 1);
	process_write(1, other, 2);
	hoard_all_but(1);
	cr_assert_eq(revoke(0, 0), OK);
	cr_assert(!sees(1));
	cr_assert_eq(process_read(1, AREA), 1);
	for (vir_t at = AREA + PAGE; at < AREA + 3 * PAGE; at += PAGE)
		cr_assert_eq(page_provide(proc[1], VM_PROCSTART + at, false),
			     -EFAULT);
	cr_assert_eq(process_read(1, other), 2);
	cr_assert_eq(frame_count_free(), 0);
	cr_assert_eq(frame_refs(frame_of(0, AREA + PAGE)), 1);
}

/* OK or -ENOMEM, and whether it was OK. */
static bool either(int result)
{
	cr_assert(result == OK || result == -ENOMEM, "result %d", result);
	return result == OK;
}

/* Something of all that makes VM allocate frames; then as it was before. */
static void use_all(vir_t a, vir_t b, vir_t c)
{
	const vir_t low = AREA + 4 * BIG_SIZE - PAGE;

	if (either(call_mmap(0, low, 2 * PAGE, RW, MAP_FIXED | MAP_PREALLOC,
			     NULL)))
		cr_assert_eq(process_read(0, low + PAGE), 0);
	call_munmap(0, low, 2 * PAGE);
	if (either(process_write(0, a, 1)) && either(smap(1, b, 0, a, 2, true)))
		cr_assert_eq(process_read(1, b), 1);
	if (either(cowmap(2, c, 0, a, 2)) && either(process_write(2, c, 3)))
		cr_assert_eq(process_read(2, c), 3);
	either(process_write(0, a + PAGE, 4));
	if (smap(1, b, 0, a, 2, true) == OK && !either(sunmap(1, b)))
		cr_assert_eq(sunmap(1, b), OK);
	check_all();
}

Test(vm_memory, whichever_allocation_fails_nothing_is_lost)
{
	uint32_t number = 0, before = frame_count_free();

	do {
		vir_t a, b, c;

		call_mmap(0, 0, 2 * PAGE, RW, 0, &a);
		call_mmap(1, 0, 2 * PAGE, RW, 0, &b);
		call_mmap(2, 0, 2 * PAGE, RW, 0, &c);
		frame_fail(++number);
		use_all(a, b, c);
		call_munmap(0, a, 2 * PAGE);
		call_munmap(1, b, 2 * PAGE);
		call_munmap(2, c, 2 * PAGE);
		cr_assert_eq(frame_count_free(), before, "the %uth leaks",
			     number);
	} while (frame_fail(0) == 0);
	cr_assert_gt(number, 12);
}

/* --- a random workload against a model ----------------------------------- */

#define PAGES 40u

/* What a page shows. Pages that SMAP has made one show the same cell. */
struct cell {
	uint32_t value;
	uint32_t users;
};

struct model_page {
	bool mapped, writable; /* the region */
	uint32_t mapping;      /* which SMAP it shows; 0: its own memory */
	bool may_write;        /* mapping: to what it shows */
	struct grant_path via;
	struct cell *cell;
};

static struct cell cells[PROCS * PAGES];
static struct model_page model[PROCS][PAGES];

static vir_t page_at(uint32_t i)
{
	/* Half of them below a 4 MB border, half above. */
	return AREA + BIG_SIZE - PAGES / 2 * PAGE + i * PAGE;
}

static struct cell *cell_new(uint32_t value)
{
	for (uint32_t i = 0; i < PROCS * PAGES; i++)
		if (cells[i].users == 0) {
			cells[i] = (struct cell){value, 1};
			return &cells[i];
		}
	cr_assert_fail("the model has a cell for each page");
	return NULL;
}

/* p shows another cell, of its own, with the value. */
static void page_set(struct model_page *p, uint32_t value)
{
	if (p->cell != NULL)
		p->cell->users--;
	p->cell = cell_new(value);
	p->mapping = p->via.hops = 0;
}

static void page_drop(struct model_page *p)
{
	if (p->cell != NULL)
		p->cell->users--;
	*p = (struct model_page){0};
}

static bool all_mapped(uint32_t n, uint32_t first, uint32_t pages, bool mapped)
{
	for (uint32_t i = first; i < first + pages; i++)
		if (model[n][i].mapped != mapped)
			return false;
	return true;
}

static bool page_writable(const struct model_page *p)
{
	return p->mapped && p->writable && (p->mapping == 0 || p->may_write);
}

static void step_mmap(uint32_t n, uint32_t first, uint32_t pages, uint32_t kind)
{
	uint32_t prot = kind % 2 ? RW : PROT_READ;
	uint32_t flags = MAP_FIXED | (kind & 2 ? MAP_PREALLOC : 0);
	int result =
		call_mmap(n, page_at(first), pages * PAGE, prot, flags, NULL);

	if (!all_mapped(n, first, pages, false)) {
		cr_assert_eq(result, -ENOMEM);
		return;
	}
	cr_assert(result == OK || (result == -ENOMEM && (kind & 2)));
	for (uint32_t i = first; result == OK && i < first + pages; i++) {
		model[n][i].mapped = true;
		model[n][i].writable = prot == RW;
		page_set(&model[n][i], 0);
	}
}

static void step_munmap(uint32_t n, uint32_t first, uint32_t pages)
{
	cr_assert_eq(call_munmap(n, page_at(first), pages * PAGE), OK);
	for (uint32_t i = first; i < first + pages; i++)
		page_drop(&model[n][i]);
}

static void step_write(uint32_t n, uint32_t i, uint32_t value)
{
	int result = process_write(n, page_at(i), value);

	if (result == -ENOMEM)
		return;
	cr_assert_eq(result, page_writable(&model[n][i]) ? OK : -EFAULT);
	if (result == OK)
		model[n][i].cell->value = value;
}

static void step_cowmap(uint32_t to, uint32_t at, uint32_t from, uint32_t src,
			uint32_t pages)
{
	int result = cowmap(to, page_at(at), from, page_at(src), pages);
	bool overlap = to == from && at < src + pages && src < at + pages;

	if (result == -ENOMEM)
		return;
	cr_assert_eq(result == OK, all_mapped(to, at, pages, true) &&
					   all_mapped(from, src, pages, true) &&
					   !overlap);
	for (uint32_t i = 0; result == OK && i < pages; i++)
		page_set(&model[to][at + i], model[from][src + i].cell->value);
}

static bool all_writable(uint32_t n, uint32_t first, uint32_t pages)
{
	for (uint32_t i = first; i < first + pages; i++)
		if (!page_writable(&model[n][i]))
			return false;
	return true;
}

/* What a copy writes is seen by whoever shares the page. */
static void step_cowcopy(uint32_t to, uint32_t at, uint32_t from, uint32_t src,
			 uint32_t pages)
{
	int result = cowcopy(to, page_at(at), from, page_at(src), pages);
	bool overlap = to == from && at < src + pages && src < at + pages;

	if (result == -ENOMEM)
		return;
	cr_assert_eq(result == OK, all_writable(to, at, pages) &&
					   all_mapped(from, src, pages, true) &&
					   !overlap);
	for (uint32_t i = 0; result == OK && i < pages; i++)
		model[to][at + i].cell->value =
			model[from][src + i].cell->value;
}

static bool smap_possible(uint32_t to, uint32_t at, uint32_t from, uint32_t src,
			  uint32_t pages, bool write)
{
	if (to == from && at < src + pages && src < at + pages)
		return false;
	if (!all_mapped(to, at, pages, true) ||
	    !all_mapped(from, src, pages, true))
		return false;
	for (uint32_t i = 0; write && i < pages; i++)
		if (!page_writable(&model[from][src + i]))
			return false;
	return true;
}

/* What SMAP must answer. */
static int smap_expected(uint32_t to, uint32_t at, uint32_t from, uint32_t src,
			 uint32_t pages, bool write)
{
	if (!smap_possible(to, at, from, src, pages, write))
		return -EFAULT;
	for (uint32_t i = 0; i < pages; i++)
		if (model[from][src + i].via.hops == GRANT_MAX_HOPS)
			return -ELOOP;
	return OK;
}

static void page_share(struct model_page *to, struct model_page *from,
		       bool write, struct grant_hop hop, uint32_t mapping)
{
	from->cell->users++;
	if (to->cell != NULL)
		to->cell->users--;
	to->cell = from->cell;
	to->mapping = mapping;
	to->may_write = write;
	to->via.hop[0] = hop;
	to->via.hops = 1;
	for (uint32_t i = 0; i < from->via.hops; i++)
		to->via.hop[to->via.hops++] = from->via.hop[i];
}

static void step_smap(uint32_t to, uint32_t at, uint32_t from, uint32_t src,
		      uint32_t pages, uint32_t kind)
{
	static uint32_t mappings;
	bool write = kind % 2;
	struct grant_hop hop = {proc[from]->ep, (grant_t)kind / 2};
	int result = smap_by(hop.grant, to, page_at(at), from, page_at(src),
			     pages, write);

	if (result == -ENOMEM)
		return;
	cr_assert_eq(result, smap_expected(to, at, from, src, pages, write));
	mappings++;
	for (uint32_t i = 0; result == OK && i < pages; i++)
		page_share(&model[to][at + i], &model[from][src + i], write,
			   hop, mappings);
}

static void step_sunmap(uint32_t n, uint32_t at)
{
	uint32_t mapping = model[n][at].mapping;
	int result = sunmap(n, page_at(at));

	cr_assert(result == OK || result == (mapping ? -ENOMEM : -EINVAL));
	for (uint32_t i = 0; result == OK && i < PAGES; i++)
		if (model[n][i].mapping == mapping)
			page_set(&model[n][i], model[n][i].cell->value);
}

/* p is its process's own, or, if memory was out, there no more. */
static void page_end(uint32_t n, uint32_t i, bool may_be_lost)
{
	struct model_page *p = &model[n][i];

	if (region_find(&proc[n]->regions, VM_PROCSTART + page_at(i))) {
		page_set(p, p->cell->value);
		return;
	}
	cr_assert(may_be_lost);
	page_drop(p);
}

static void step_revoke(uint32_t n, grant_t grant)
{
	const struct grant_hop hop = {proc[n]->ep, grant};
	bool may_be_lost = frame_count_free() < PROCS * PAGES, found = false;
	int result = revoke(n, grant);

	for (uint32_t m = 0; m < PROCS; m++)
		for (uint32_t i = 0; i < PAGES; i++) {
			const struct grant_path *via = &model[m][i].via;
			uint32_t at = 0;

			while (at < via->hops &&
			       memcmp(&via->hop[at], &hop, sizeof(hop)) != 0)
				at++;
			if (at == via->hops)
				continue;
			found = true;
			page_end(m, i, may_be_lost);
		}
	cr_assert_eq(result, found ? OK : -EINVAL);
}

static void step_exit(uint32_t n)
{
	process_stop(n);
	for (uint32_t i = 0; i < PAGES; i++)
		page_drop(&model[n][i]);
	process_start(n);
}

static void page_compare(uint32_t n, uint32_t i)
{
	const uint32_t *entry =
		pagetable_present(proc[n], VM_PROCSTART + page_at(i));
	const struct model_page *p = &model[n][i];
	const uint32_t *memory;

	if (entry == NULL) {
		cr_assert(!p->mapped || p->cell->value == 0);
		return;
	}
	cr_assert(p->mapped);
	memory = physmem(PTE_ADDRESS(*entry));
	cr_assert_eq(memory[0], p->cell->value);
	cr_assert_eq(memory[PAGE / 4 - 1], 0);
	cr_assert(!(*entry & PTE_WRITE) || page_writable(p));
}

static void model_compare(void)
{
	for (uint32_t n = 0; n < PROCS; n++)
		for (uint32_t i = 0; i < PAGES; i++)
			page_compare(n, i);
	check_all();
}

static void random_step(uint64_t *seed)
{
	uint32_t n = random_below(seed, PROCS), m = random_below(seed, PROCS);
	uint32_t first = random_below(seed, PAGES), other;
	uint32_t pages = 1 + random_below(seed, 4);
	uint32_t detail = random_below(seed, 4);

	if (pages > PAGES - first)
		pages = PAGES - first;
	other = random_below(seed, PAGES - pages + 1);
	switch (random_below(seed, 256)) {
	case 0:
		step_exit(n);
		break;
	case 1 ... 60:
		step_mmap(n, first, pages, detail);
		break;
	case 61 ... 70:
		step_munmap(n, first, pages);
		break;
	case 71 ... 110:
		step_cowmap(n, first, m, other, pages);
		break;
	case 111 ... 150:
		step_smap(n, first, m, other, pages, detail);
		break;
	case 151 ... 158:
		step_sunmap(n, first);
		break;
	case 159 ... 162:
		step_revoke(n, (grant_t)detail / 2);
		break;
	case 163 ... 180:
		step_cowcopy(n, first, m, other, pages);
		break;
	default:
		step_write(n, first, random_below(seed, 1u << 30));
	}
}

/* A long random life on a machine with so many frames. */
static void random_life(uint64_t seed, int steps)
{
	uint32_t before = frame_count_free();

	for (int step = 0; step < steps; step++) {
		random_step(&seed);
		if (step % 8 == 0)
			model_compare();
	}
	for (uint32_t n = 0; n < PROCS; n++)
		step_exit(n);
	cr_assert_eq(frame_count_free(), before);
	check_all();
}

Test(vm_memory, reads_what_the_model_reads)
{
	random_life(2010, 20000);
}

/* So few that every call meets the end of memory, and must leave no trace. */
Test(vm_memory_short, reads_what_the_model_reads)
{
	machine_init(40);
	random_life(9, 20000);
}
