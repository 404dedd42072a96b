# variant.mk: builds a kernel with somebody's answers to the labs' exercises, and
# the programs that run on it.
#
#	make -f mk/variant.mk kernel LAB=lab3 ANSWERS=reference
#
# ANSWERS=reference  the tree as it is
# ANSWERS=student    the lab's files from labs/LAB/ in the place of the kernel's
# ANSWERS=mine       the same, of all labs
# ANSWERS=DIRECTORY  the lab's files from there (mutants)
#
# What all variants share is compiled once; a variant's own objects are the
# student's files, and main.c, which has the lab's traces (TRACES= overrides
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

LAB ?= lab3
ANSWERS ?= reference
OPTIONS := $(if $(filter-out gcc,$(CC)),-$(notdir $(CC)))$(if $(filter-out \
	-O2,$(OPTIMIZE)),$(OPTIMIZE))$(if $(filter 1,$(DEBUG_VMASSERT)),-vmassert)$(if \
	$(filter 1,$(KERNEL_PAGETABLE)),-kernel-pagetable)$(if \
	$(filter 1,$(WERROR)),-werror)
OBJ := $(BUILD)/target$(OPTIONS)
VARIANT := $(subst /,-,$(ANSWERS:build/%=%))
OUT := $(BUILD)/variant/$(LAB)-$(VARIANT)$(OPTIONS)$(if \
	$(filter 1,$(BROKEN)),-broken)

FILES :=
TRACES :=
include labs/$(LAB)/lab.mk

# Pairs "file=replacement".
pairs = $(foreach f,$(FILES),$(f)=$(1)/$(notdir $(f)))
ifeq ($(ANSWERS),reference)
REPLACED :=
else ifeq ($(ANSWERS),student)
REPLACED := $(call pairs,labs/$(LAB))
else ifeq ($(ANSWERS),mine)
REPLACED := $(foreach mk,$(wildcard labs/lab*/lab.mk),$(foreach f,\
	$(shell sed -n 's/^FILES *= *//p' $(mk)),$(f)=$(dir $(mk))$(notdir $(f))))
else
REPLACED := $(call pairs,$(ANSWERS))
endif
original = $(word 1,$(subst =, ,$(1)))
replacement = $(word 2,$(subst =, ,$(1)))
ORIGINALS := $(foreach r,$(REPLACED),$(call original,$(r)))

KERNEL_SRC := $(wildcard kernel/*.c kernel/system/*.c kernel/arch/x86/*.c \
	kernel/arch/x86/*.S) lib/string.c lib/format.c
# BROKEN=1: a kernel that breaks itself on request (tests/broken/broken.c).
ifeq ($(BROKEN),1)
KERNEL_SRC += tests/broken/broken.c
KERNEL_LDFLAGS := -Wl,--wrap=do_times
endif
OWN_SRC := kernel/main.c $(ORIGINALS)
KERNEL_OBJ := $(patsubst %,$(OBJ)/%.o,$(filter-out $(OWN_SRC),$(KERNEL_SRC))) \
	$(patsubst %,$(OUT)/%.o,$(filter kernel/%,$(OWN_SRC)))

VM_SRC := $(wildcard servers/vm/*.c)
VM_OBJ := $(patsubst %,$(OBJ)/%.o,$(filter-out $(OWN_SRC),$(VM_SRC))) \
	$(patsubst %,$(OUT)/%.o,$(filter servers/vm/%,$(OWN_SRC)))
PM_OBJ := $(patsubst %,$(OBJ)/%.o,$(wildcard servers/pm/*.c))
LIB_OBJ := $(patsubst %,$(OBJ)/%.o,$(wildcard lib/*.c lib/*.S))

# The kernel and VM are measured, without optimizations: a line is a line. VM's
# end must be linked first, for its text must begin with it.
ifeq ($(COVERAGE),1)
KERNEL_OBJ += $(patsubst %,$(OBJ)/tests/coverage/%.o,kernel.c send.c)
VM_OBJ := $(patsubst %,$(OBJ)/tests/coverage/%.o,entry.S vm.c send.c) $(VM_OBJ)
$(OUT)/kernel.elf: TARGET_LDFLAGS += -Wl,--wrap=arch_power_off
LIBGCOV := -lgcov
# As libgcov is compiled: arguments on the stack.
$(OBJ)/tests/coverage/send.c.o: TARGET_CFLAGS += -mregparm=0
$(foreach dir,kernel servers/vm,$(OBJ)/$(dir)/%.c.o $(OUT)/$(dir)/%.c.o): \
	TARGET_CFLAGS += -O1 -fno-inline --coverage -fprofile-info-section=gcov_info
endif

.PHONY: lab kernel programs where
lab: kernel $(BUILD)/programs/init
	@:
where:
	@echo $(OUT)
kernel: $(OUT)/kernel.elf $(OUT)/vm $(OUT)/pm $(OUT)/symbols

comma := ,
space := $(subst ,, )
TRACE_LIST := $(subst $(space),$(comma),$(strip $(or $(TRACES),none)))

# What a variant is made of, and with which traces: when that changes, it is
# linked anew.
MADE_OF := $(TRACE_LIST) $(KERNEL_OBJ) $(VM_OBJ) $(PM_OBJ) $(LIB_OBJ)
ifneq ($(file <$(OUT)/made-of),$(MADE_OF))
$(shell mkdir -p $(OUT))
$(file >$(OUT)/made-of,$(MADE_OF))
endif

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

define replaced_rule
$(OUT)/$(call original,$(1)).o: $(call replacement,$(1)) mk/flags.mk
	$$(call say,CC,$$<)
	@mkdir -p $$(@D)
	$$(Q)$$(call compile,$$<,$$@)
endef
$(foreach r,$(REPLACED),$(eval $(call replaced_rule,$(r))))

# With symbols for backtraces, without what only a source debugger reads.
$(OUT)/kernel.elf: $(KERNEL_OBJ) kernel/arch/x86/kernel.ld $(OUT)/made-of
	$(call say,LINK,$@)
	$(Q)$(CC) $(TARGET_LDFLAGS) $(KERNEL_LDFLAGS) \
		-T kernel/arch/x86/kernel.ld \
		$(KERNEL_OBJ) $(LIBGCOV) -lgcc -o $@.full
	$(Q)strip --strip-debug -o $@ $@.full
	@grub-file --is-x86-multiboot $@ || \
		{ echo "$@: GRUB would not find a multiboot header in it"; false; }
$(OUT)/symbols: $(OUT)/kernel.elf
	@nm $< | awk '{ print $$1, $$3 }' > $@

link_program = $(CC) $(TARGET_LDFLAGS) -T lib/program.ld $(1) $(LIBGCOV) -lgcc -o $(2) \
	&& strip --strip-debug $(2)
$(OUT)/vm: $(VM_OBJ) $(LIB_OBJ) lib/program.ld $(OUT)/made-of
	$(call say,LINK,$@)
	$(Q)$(call link_program,$(VM_OBJ) $(LIB_OBJ),$@)
$(OUT)/pm: $(PM_OBJ) $(LIB_OBJ) lib/program.ld $(OUT)/made-of
	$(call say,LINK,$@)
	$(Q)$(call link_program,$(PM_OBJ) $(LIB_OBJ),$@)

PROGRAM_SRC := $(wildcard grader/scenarios/programs/*.c user/*.c)
PROGRAMS := $(patsubst %.c,$(BUILD)/programs/%,$(notdir $(PROGRAM_SRC)))
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
# A program whose name begins with vm_ is a VM with a main() of its own, one
# whose name begins with pm_ such a PM.
server_parts = $(if $(filter vm_%,$(1)),$(filter-out %/main.c.o,$(VM_OBJ))) \
	$(if $(filter pm_%,$(1)),$(filter-out %/main.c.o,$(PM_OBJ)))
define program_rule
$(BUILD)/programs/$(1): $(call server_parts,$(1)) $(OBJ)/$(2).o $(LIB_OBJ) lib/program.ld $(PROGRAMS_BY)
	$$(call say,LINK,$$@)
	@mkdir -p $$(@D)
	$$(Q)$$(call link_program,$$(filter %.o,$$^),$$@)
endef
$(foreach p,$(PROGRAM_SRC),$(eval \
	$(call program_rule,$(basename $(notdir $(p))),$(p))))

-include $(patsubst %.o,%.d,$(KERNEL_OBJ) $(VM_OBJ) $(PM_OBJ) $(LIB_OBJ) \
	$(PROGRAM_OBJ))
