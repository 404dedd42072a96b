# lab.mk: lab 3, as mk/variant.mk and mk/build-kernel read it.
TITLE = Paging: turning it on; a page fault's way to VM and back
FILES = kernel/arch/x86/paging.c kernel/arch/x86/pagefault.c
TRACES = paging pagefault vmctl
# For the tests of the graders: scenarios that stand for all where all would take
# too long; scenarios that fail, and why, on a kernel that checks itself (their VM
# makes a mistake on purpose); and on one with a page table of its own.
SAMPLE = page_fault_clear cow_map enable_paging
CHECKED_FAILS = clear_unasked
KERNEL_PAGETABLE_FAILS = switch_count
