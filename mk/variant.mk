# variant.mk: builds a kernel with somebody's answers to the labs' exercises, and
# the programs that run on it.
#
#	make -f mk/variant.mk kernel LAB=lab3 ANSWERS=student
#
# ANSWERS=reference  the tree as it is
# ANSWERS=student    the lab's files, from labs/LAB/, in the place of the tree's
# ANSWERS=mine       the same, of all labs
# ANSWERS=DIRECTORY  the lab's files from there; without a LAB, all files there
#
# A file replaces the file of the same path: labs/lab3/kernel/arch/x86/paging.c
# that of kernel/arch/x86/paging.c. Files of the kernel and of the servers can be
# replaced, in C and in assembly. Without a LAB the kernel traces nothing.
#
# What all variants share is compiled once; a variant's own objects are the
# replaced files, and main.c, which has the lab's traces (TRACES= overrides
# them). Compilers (CC=clang, OPTIMIZE=-O0) and options that change the code have
# a tree of objects each. With COVERAGE=1 (tests/coverage/coverage.h) everything
# goes to a build directory of its own.

SHELL := /bin/bash
MAKEFLAGS += --no-print-directory
.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:

BUILD := build$(if $(filter 1,$(COVERAGE)),/coverage)
include mk/flags.mk

LAB ?=
ANSWERS ?= reference
comma := ,
space := $(subst ,, )
# "-clang", "-ccache_gcc-O0"; nothing for what is usual.
as_word = $(subst $(space),_,$(strip $(1)))
COMPILER := $(patsubst %,-%,$(filter-out gcc,$(call as_word,$(notdir $(CC)))))$(filter-out \
	-O2,$(call as_word,$(OPTIMIZE)))
OPTIONS := $(COMPILER)$(if $(filter 1,$(DEBUG_VMASSERT)),-vmassert)$(if \
	$(filter 1,$(KERNEL_PAGETABLE)),-kernel-pagetable)$(if \
	$(filter 1,$(WERROR)),-werror)
OBJ := $(BUILD)/target$(OPTIONS)
VARIANT := $(subst /,-,$(ANSWERS:build/%=%))
OUT := $(BUILD)/variant/$(LAB:%=%-)$(VARIANT)$(OPTIONS)$(if \
	$(filter 1,$(BROKEN)),-broken)

FILES :=
TRACES :=
ifneq ($(LAB),)
include labs/$(LAB)/lab.mk
endif

# --- whose files -----------------------------------------------------------------

# Pairs "file=replacement".
pairs = $(foreach f,$(2),$(f)=$(1)/$(f))
files_of = $(shell sed -n 's/^FILES *= *//p' $(1))
below = $(patsubst $(1)/%,%,$(shell find $(1)/kernel $(1)/servers \
	-name '*.[cS]' 2> /dev/null))
ifeq ($(ANSWERS),reference)
REPLACED :=
else ifeq ($(ANSWERS),student)
REPLACED := $(call pairs,labs/$(LAB),$(FILES))
else ifeq ($(ANSWERS),mine)
REPLACED := $(foreach mk,$(wildcard labs/lab*/lab.mk),\
	$(call pairs,$(patsubst %/lab.mk,%,$(mk)),$(call files_of,$(mk))))
else
REPLACED := $(call pairs,$(ANSWERS),$(if $(LAB),$(FILES),$(call below,$(ANSWERS))))
endif
original = $(word 1,$(subst =, ,$(1)))
replacement = $(word 2,$(subst =, ,$(1)))
ORIGINALS := $(foreach r,$(REPLACED),$(call original,$(r)))
OWN_SRC := kernel/main.c $(ORIGINALS)

# The objects of these sources: shared ones, or the variant's own.
objects = $(patsubst %,$(OBJ)/%.o,$(filter-out $(OWN_SRC),$(1))) \
	$(patsubst %,$(OUT)/%.o,$(filter $(OWN_SRC),$(1)))

# --- what it is made of ------------------------------------------------------------

KERNEL_SRC := $(wildcard kernel/*.c kernel/system/*.c kernel/arch/x86/*.c \
	kernel/arch/x86/*.S lib/base/*.c)
# BROKEN=1: a kernel that breaks itself on request (tests/broken/broken.c).
ifeq ($(BROKEN),1)
KERNEL_SRC += tests/broken/broken.c
KERNEL_WRAPS := do_times
endif
# KERNEL_PAGETABLE=1: the design in which the kernel has a page directory of its
# own. Its files take the place of some functions.
ifeq ($(KERNEL_PAGETABLE),1)
OTHER_DESIGN := tests/other_design
KERNEL_SRC += $(OTHER_DESIGN)/kernel.c
KERNEL_WRAPS += trap_kernel_call trap_ipc exception_in_process \
	interrupt_in_process copy_from_caller
SERVER_WRAPS := boot_paging
endif
KERNEL_OBJ := $(call objects,$(KERNEL_SRC))
LIB_OBJ := $(call objects,$(wildcard lib/base/*.c lib/sys/*.c lib/sys/*.S))

# Each directory of servers/ is a server of that name.
SERVERS := $(notdir $(wildcard servers/*))
$(foreach s,$(SERVERS),$(eval $(s)_OBJ := \
	$(call objects,$(wildcard servers/$(s)/*.c servers/$(s)/*.S))))
vm_OBJ += $(OTHER_DESIGN:%=$(OBJ)/%/vm.c.o)

# The kernel and VM are measured, without optimizations: a line is a line. VM's
# end must be linked first, for its text must begin with it.
ifeq ($(COVERAGE),1)
KERNEL_OBJ += $(patsubst %,$(OBJ)/tests/coverage/%.o,kernel.c send.c)
vm_OBJ := $(patsubst %,$(OBJ)/tests/coverage/%.o,entry.S vm.c send.c) $(vm_OBJ)
$(OUT)/kernel.elf: TARGET_LDFLAGS += -Wl,--wrap=arch_power_off
LIBGCOV := -lgcov
# As libgcov is compiled: arguments on the stack.
$(OBJ)/tests/coverage/send.c.o: TARGET_CFLAGS += -mregparm=0
$(foreach dir,kernel servers/vm,$(OBJ)/$(dir)/%.c.o $(OUT)/$(dir)/%.c.o): \
	TARGET_CFLAGS += -O1 -fno-inline --coverage -fprofile-info-section=gcov_info
endif

.PHONY: lab kernel programs where
lab: kernel $(BUILD)/programs/user/init
	@:
where:
	@echo $(OUT)
kernel: $(OUT)/kernel.elf $(SERVERS:%=$(OUT)/%) $(OUT)/symbols

TRACE_LIST := $(subst $(space),$(comma),$(strip $(or $(TRACES),none)))

# What a variant is made of, and with which traces: when that changes, it is
# linked anew.
SERVER_OBJ := $(foreach s,$(SERVERS),$($(s)_OBJ))
MADE_OF := $(TRACE_LIST) $(KERNEL_OBJ) $(SERVER_OBJ) $(LIB_OBJ)
ifneq ($(file <$(OUT)/made-of),$(MADE_OF))
$(shell mkdir -p $(OUT))
$(file >$(OUT)/made-of,$(MADE_OF))
endif

# --- compiling and linking ---------------------------------------------------------

compile = $(CC) $(TARGET_CFLAGS) -MMD -MP -c $(1) -o $(2)

$(OBJ)/%.c.o: %.c mk/flags.mk
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(call compile,$<,$@)
$(OBJ)/%.S.o: %.S mk/flags.mk
	$(call say,AS,$<)
	@mkdir -p $(@D)
	$(Q)$(call compile,$<,$@)
$(OUT)/kernel/main.c.o: kernel/main.c $(OUT)/made-of mk/flags.mk
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(call compile,-DTRACE_DEFAULT='"$(TRACE_LIST)"' $<,$@)

# A replaced file may come with any time of change: a submission's, a backup's. So
# what counts is its checksum, which is written when it differs.
$(foreach r,$(REPLACED),$(shell sum=$(OUT)/$(call original,$(r)).sum; \
	mkdir -p $$(dirname $$sum); \
	new=$$(sha256sum 2> /dev/null < $(call replacement,$(r))); \
	[ "$$new" = "$$(cat $$sum 2> /dev/null)" ] || echo "$$new" > $$sum))

define replaced_rule
$(OUT)/$(call original,$(1)).o: $(call replacement,$(1)) mk/flags.mk \
		$(OUT)/$(call original,$(1)).sum
	$$(call say,CC,$$<)
	@mkdir -p $$(@D)
	$$(Q)$$(call compile,$$<,$$@)
endef
$(foreach r,$(REPLACED),$(eval $(call replaced_rule,$(r))))

# With symbols for backtraces, without what only a source debugger reads.
$(OUT)/kernel.elf: $(KERNEL_OBJ) kernel/arch/x86/kernel.ld $(OUT)/made-of
	$(call say,LINK,$@)
	$(Q)$(CC) $(TARGET_LDFLAGS) $(KERNEL_WRAPS:%=-Wl,--wrap=%) \
		-T kernel/arch/x86/kernel.ld \
		$(KERNEL_OBJ) $(LIBGCOV) -lgcc -o $@.full
	$(Q)strip --strip-debug -o $@ $@.full
	@grub-file --is-x86-multiboot $@ || \
		{ echo "$@: GRUB would not find a multiboot header in it"; false; }
$(OUT)/symbols: $(OUT)/kernel.elf
	@nm $< | awk '{ print $$1, $$3 }' > $@

link_program = $(CC) $(TARGET_LDFLAGS) $(SERVER_WRAPS:%=-Wl,--wrap=%) \
	-T lib/sys/program.ld $(1) $(LIBGCOV) -lgcc -o $(2) && strip --strip-debug $(2)
define server_rule
$(OUT)/$(1): $($(1)_OBJ) $(LIB_OBJ) lib/sys/program.ld $(OUT)/made-of
	$$(call say,LINK,$$@)
	$$(Q)$$(call link_program,$$(filter %.o,$$^),$$@)
endef
$(foreach s,$(SERVERS),$(eval $(call server_rule,$(s))))

# --- programs ------------------------------------------------------------------------

# What a suite's scenarios boot goes to build/programs/SUITE/. Programs of the kit
# can be booted by the scenarios of all suites; user/ is the system's own.
PROGRAM_SRC := $(wildcard labs/*/programs/*.c tests/system/*/programs/*.c \
	grader/kit/*.c user/*.c)
program_name = $(patsubst labs/%,%,$(patsubst tests/system/%,%,$(patsubst \
	grader/%,%,$(subst /programs/,/,$(basename $(1))))))
PROGRAMS := $(addprefix $(BUILD)/programs/,$(foreach p,$(PROGRAM_SRC),\
	$(call program_name,$(p))))
programs: $(PROGRAMS)
	@:
# The programs of all compilers have one place: when the compiler changes, they
# are linked anew.
PROGRAMS_BY := $(BUILD)/programs/.made-by
ifneq ($(filter programs lab,$(MAKECMDGOALS)),)
ifneq ($(file <$(PROGRAMS_BY)),$(CC) $(OPTIMIZE))
$(shell mkdir -p $(BUILD)/programs)
$(file >$(PROGRAMS_BY),$(CC) $(OPTIMIZE))
endif
endif
PROGRAM_OBJ := $(patsubst %,$(OBJ)/%.o,$(PROGRAM_SRC))

# A program is linked with lib/. One that takes a server's place says in a comment
# that it is linked with all of that server but its main():
#
#	/* links: servers/vm */
$(foreach s,$(SERVERS),$(eval WITH_$(s) := \
	$(shell grep -l '^/\* links: servers/$(s) \*/$$' $(PROGRAM_SRC))))
server_parts = $(foreach s,$(SERVERS),$(if $(filter $(1),$(WITH_$(s))),\
	$(filter-out %/main.c.o,$($(s)_OBJ))))
define program_rule
$(BUILD)/programs/$(call program_name,$(1)): $(call server_parts,$(1)) \
		$(OBJ)/$(1).o $(LIB_OBJ) lib/sys/program.ld $(PROGRAMS_BY)
	$$(call say,LINK,$$@)
	@mkdir -p $$(@D)
	$$(Q)$$(call link_program,$$(filter %.o,$$^),$$@)
endef
$(foreach p,$(PROGRAM_SRC),$(eval $(call program_rule,$(p))))

-include $(patsubst %.o,%.d,$(KERNEL_OBJ) $(SERVER_OBJ) $(LIB_OBJ) \
	$(PROGRAM_OBJ))
