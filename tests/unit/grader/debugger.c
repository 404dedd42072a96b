/*
 * What Bochs's debugger prints is taken apart: each stop with its registers and
 * translations, by what it stopped, and how the machine ended.
 */
/* links: grader/debugger.c */
#include "grader/debugger.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct debugger d;

static void parse(const char *text)
{
	FILE *file = fmemopen((void *)text, strlen(text), "r");

	free(d.stop);
	debugger_parse(&d, file);
	fclose(file);
}

/* What Bochs 2.7 prints for a program's stop and the questions after it. */
static const char look[] =
	"Next at t=0\n"
	"(0) [0x0000fffffff0] f000:fff0 (unk. ctxt): jmpf 0xf000:e05b ; ea5b\n"
	"(0) Magic breakpoint\n"
	"Next at t=23509256\n"
	"(0) [0x000000107384] 0010:0000000000107384 (unk. ctxt): mov esp, 0x1 "
	"; bc\n"
	"(0) Magic breakpoint\n"
	"Next at t=24497346\n"
	"(0) [0x00000084b0cc] 0007:00000000000010cc (unk. ctxt): xor eax, eax "
	"; 31c0\n"
	"CPU0:\n"
	"rax: 00000000_e4718fab\n"
	"rbx: 00000000_00000002\n"
	"rcx: 00000000_7fffff90\n"
	"r8 : 00000000_00000000\n"
	"rip: 00000000_000010cc\n"
	"eflags 0x00000206: id vip vif ac vm rf nt IOPL=0 of df IF\n"
	"CR0=0xe0010011: PG CD NW ac WP ne ET ts em mp PE\n"
	"CR2=page fault laddr=0x0000000000000000\n"
	"CR3=0x000000850000\n"
	"    PCD=page-level cache disable=0\n"
	"CR4=0x00000090: pks cet PGE mce pae PSE de tsd pvi vme\n"
	"es:0x000f, dh=0x08cff300, dl=0x00007ffe, valid=1\n"
	"\tData segment, base=0x08000000, limit=0xf7ffefff, Read/Write\n"
	"cs:0x0007, dh=0x0840fb00, dl=0x00002fff, valid=1\n"
	"\tCode segment, base=0x08000000, limit=0x00002fff, Execute/Read\n"
	"gdtr:base=0x00000000001244c0, limit=0x847\n"
	"GDT[0x0010]=Data segment, base=0x00000000, limit=0x07ffffff, R/W\n"
	" PDE: 0x0000000000000183    PS G pat d a pcd pwt S W P\n"
	"linear page 0x0000000000100000 maps to physical page 0x000000100000\n"
	" PDE: 0x000000000084a027    ps         A pcd pwt U W P\n"
	" PTE: 0x000000000084b025       g pat d A pcd pwt U R P\n"
	"linear page 0x0000000008001000 maps to physical page 0x00000084b000\n"
	" PDE: 0x0000000000000000    ps         a pcd pwt S R p\n"
	"physical address not available for linear 0x0000000099999000\n";

Test(grader_debugger, each_stop_is_found_with_what_stopped_it)
{
	parse(look);
	cr_assert_eq(d.stops, 3);
	cr_assert_eq(d.stop[0].tick, 0);
	cr_assert_not(d.stop[0].magic);
	cr_assert_eq(d.stop[1].tick, 0); /* the kernel's entry */
	cr_assert(d.stop[1].magic);
	cr_assert_eq(d.stop[2].tick, 24497346 - 23509256);
	cr_assert(d.stop[2].magic);
	cr_assert_not(d.shut_down);
}

Test(grader_debugger, registers_are_read)
{
	const struct stop *s;

	parse(look);
	s = &d.stop[2];
	cr_assert_eq(s->eax, 0xe4718fab);
	cr_assert_eq(s->ebx, 2);
	cr_assert_eq(s->eip, 0x10cc);
	cr_assert_eq(s->cs, 7);
	cr_assert_eq(s->cr0, 0xe0010011);
	cr_assert_eq(s->cr3, 0x850000);
	cr_assert_eq(s->cr4, 0x90);
	cr_assert_eq(s->kernel_limit, 0x07ffffff);
}

Test(grader_debugger, translations_are_read_with_the_entries_behind_them)
{
	const struct stop *s;
	const struct walk *w;

	parse(look);
	s = &d.stop[2];
	cr_assert_eq(s->walks, 3);
	w = stop_walk(s, 0x100123);
	cr_assert(w && w->present);
	cr_assert_eq(w->phys, 0x100000);
	cr_assert_eq(walk_rights(w) & (PTE_USER | PTE_GLOBAL), PTE_GLOBAL);
	w = stop_walk(s, 0x08001000);
	cr_assert(w && w->present);
	cr_assert_eq(w->phys, 0x84b000);
	cr_assert_eq(w->pte, 0x84b025);
	cr_assert_eq(walk_rights(w) & (PTE_USER | PTE_WRITE), PTE_USER);
	w = stop_walk(s, 0x99999000);
	cr_assert(w && !w->present);
	cr_assert_eq(walk_rights(w), 0);
	cr_assert_null(stop_walk(s, 0x5000));
	cr_assert_eq(walk_rights(NULL), 0);
}

Test(grader_debugger, a_right_needs_both_entries)
{
	struct walk w = {.present = true, .pde = 0x027, .pte = 0x003};

	cr_assert_eq(walk_rights(&w) & (PTE_WRITE | PTE_USER), PTE_WRITE);
	w.pde = 0x025;
	w.pte = 0x007;
	cr_assert_eq(walk_rights(&w) & (PTE_WRITE | PTE_USER), PTE_USER);
}

Test(grader_debugger, a_stop_at_the_limit_is_not_magic)
{
	parse("Next at t=0\n(0) Magic breakpoint\nNext at t=10\n"
	      "Next at t=110\nrip: 00000000_00001000\n");
	cr_assert_eq(d.stops, 3);
	cr_assert(d.stop[1].magic);
	cr_assert_not(d.stop[2].magic);
	cr_assert_eq(d.stop[2].eip, 0x1000);
}

Test(grader_debugger, a_machine_that_was_switched_off)
{
	parse("Next at t=0\n"
	      "[UNMAP ] Shutdown port: shutdown requested\n");
	cr_assert(d.shut_down);
	parse("Next at t=0\n[CPU0  ] exception(): 3rd (14) exception with no "
	      "resolution\n");
	cr_assert_not(d.shut_down);
}

Test(grader_debugger, a_breakpoint_is_a_load_of_cr3_and_nobodys_look)
{
	parse("Next at t=0\n(0) Magic breakpoint\nNext at t=10\n"
	      "(0) Breakpoint 2, 0x00000000001060b3 in ?? ()\n"
	      "Next at t=23911778\nNext at t=23911779\n");
	cr_assert_eq(d.stops, 4);
	cr_assert_not(d.stop[1].cr3_load);
	cr_assert(d.stop[2].cr3_load);
	cr_assert_not(d.stop[2].magic);
	cr_assert_not(d.stop[3].cr3_load);
}

Test(grader_debugger, every_stop_is_kept_with_the_walks_that_were_asked)
{
	static char text[400000];
	size_t n = 0;

	for (int i = 0; i < 2000; i++) {
		n += (size_t)sprintf(text + n, "Next at t=%d\n", i);
		for (int j = 0; j < 3; j++)
			n += (size_t)sprintf(text + n,
					     "physical address not available "
					     "for linear 0x%x000\n",
					     j);
	}
	parse(text);
	cr_assert_eq(d.stops, 2000);
	for (int i = 0; i < d.stops; i++)
		cr_assert_eq(d.stop[i].walks, 3);
	cr_assert_eq(d.stop[1999].tick, 1999);
}

Test(grader_debugger, output_that_is_cut_off_or_rubbish)
{
	parse("");
	cr_assert_eq(d.stops, 0);
	parse("rax: 1\nPDE\nNext at t=\nNext at t=x\n PTE: zzz\n");
	cr_assert_eq(d.stops, 0);
	for (size_t size = 1; size < sizeof(look); size += 7) {
		char part[sizeof(look)];

		memcpy(part, look, size);
		part[size] = '\0';
		parse(part);
		cr_assert_leq(d.stops, 3);
	}
}
