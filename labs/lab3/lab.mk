# lab.mk: lab 3, as mk/variant.mk and mk/build-lab read it.
TITLE = Paging: turning it on; a page fault's way to VM and back
FILES = kernel/arch/x86/paging.c kernel/arch/x86/pagefault.c
TRACES = paging pagefault vmctl
