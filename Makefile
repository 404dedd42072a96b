# Faultline: what can be made. `make` alone lists it.
#
# Everything that is made goes to build/. The kernel of a lab is built by
# mk/variant.mk, which knows of the student's files; everything else is here.

SHELL := /bin/bash
.SHELLFLAGS := -e -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

BUILD := build
include mk/flags.mk

LABS := $(sort $(notdir $(wildcard labs/lab[0-9]*)))
# As many compilers at once as there are processors, unless -j said otherwise.
SUBMAKE = $(MAKE) $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc)) \
	-f mk/variant.mk
ANSWERS := $(if $(filter 1,$(SOLUTION)),reference,$(if $(filter 1,$(MINE)),mine,student))

.PHONY: help $(LABS) reference grade run debug qemu test test-long unit mutants system-mutants \
	coverage bench profile refresh soak skeletons check-skeletons check-style \
	format clean programs grader

help: ## this list
	@echo "Faultline. Set-up and building happen by themselves. Targets:"
	@sed -n 's/^\([a-z%-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 28
	@for lab in $(LABS); do \
		sed -n "s/^TITLE *= */  make $$lab\t/p" labs/$$lab/lab.mk | expand -t 28; done
	@echo "Options: SOLUTION=1 (the reference's answers), MINE=1 (your answers to"
	@echo "every lab), TRACES='a b' (what the log shows), SCENARIO=name and AT=tick"
	@echo "(debug), SEED=number and CALLS=number (soak), DEBUG_VMASSERT=1 (check all"
	@echo "structures at each step), CC=clang or OPTIMIZE=-O0 (compile otherwise),"
	@echo "V=1 (show commands), SETUP=no (install nothing)."

# --- set-up -----------------------------------------------------------------

READY := $(BUILD)/setup/build $(if $(findstring clang,$(CC)),$(BUILD)/setup/clang)
$(BUILD)/setup/%: mk/setup.sh
	@mk/setup.sh $*
	@mk/display
	@mkdir -p $(@D) && touch $@

# --- labs --------------------------------------------------------------------

$(LABS): %: $(READY)
	+@mk/build-kernel $* $(ANSWERS) $(SUBMAKE)
reference: $(READY) ## the complete kernel, of no lab
	+@mk/build-kernel - reference $(SUBMAKE)

grade: $(READY) ## boot and grade what was built last
	+@$(MAKE) grader programs
	@$(BUILD)/grader/grader $(GRADE_FLAGS)

grader: $(BUILD)/grader/grader
	@:

# --- running -----------------------------------------------------------------

run: $(READY) ## boot it; its log appears here
	+@mk/run run
debug: $(READY) ## boot it in Bochs's debugger: SCENARIO=name, AT=tick
	+@SCENARIO=$(SCENARIO) SEED=$(SEED) AT=$(AT) mk/run debug
qemu: $(READY) $(BUILD)/setup/qemu ## boot it in QEMU
	+@mk/run qemu

# --- the grader and the scenarios' programs ------------------------------------

GRADER_SRC := $(wildcard grader/*.c labs/*/scenarios/*.c tests/system/*/*.c)
GRADER_OBJ := $(GRADER_SRC:%.c=$(BUILD)/host/%.o)
# A scenario that is deleted must leave the grader, too.
ifneq ($(file <$(BUILD)/grader/made-of),$(GRADER_OBJ))
$(shell mkdir -p $(BUILD)/grader)
$(file >$(BUILD)/grader/made-of,$(GRADER_OBJ))
endif
$(BUILD)/grader/grader: $(GRADER_OBJ) $(BUILD)/grader/made-of
	$(call say,LINK,$@)
	$(Q)$(HOST_CC) $(GRADER_OBJ) $(HOST_LIBS) -o $@
$(BUILD)/host/%.o: %.c | $(READY)
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(HOST_CC) $(HOST_CFLAGS) -MMD -MP -c $< -o $@

programs: $(READY)
	+@$(SUBMAKE) programs

# --- tests ---------------------------------------------------------------------

unit: $(READY) ## the unit tests alone
	+@mk/test unit
TESTABLE := $(READY) $(BUILD)/setup/test $(BUILD)/setup/style
test: $(TESTABLE) ## the project's own tests
	+@WERROR=1 mk/test all
test-long: $(TESTABLE) $(BUILD)/setup/clang ## and those that take hours
	+@WERROR=1 mk/test long
mutants: $(READY) $(BUILD)/setup/test ## every wrong answer must get its score
	+@$(MAKE) grader programs
	+@mk/mutants $(MUTANTS)
system-mutants: $(READY) $(BUILD)/setup/test ## every mistake in kernel and VM must be caught
	@mk/mutate $(MUTANTS)
coverage: $(READY) $(BUILD)/setup/test ## lines of kernel and VM that tests execute
	+@mk/coverage

bench: $(READY) ## what things cost: instructions, loads of CR3
	+@$(MAKE) grader programs
	@mk/bench
profile: $(READY) ## where one of these costs goes, by function: OF=null_kcall
	@mk/profile $(OF)

refresh: $(READY) $(BUILD)/setup/test ## all recorded runs anew: costs, excerpts
	+@mk/refresh
soak: $(READY) ## 10 million random calls: SEED=first, CALLS=number
	+@mk/soak $(or $(CALLS),10000000) $(or $(SEED),1)

skeletons: ## the labs' files anew from the reference
	@labs/skeleton --all
check-skeletons: ## are they in step with the reference?
	@labs/skeleton --check
check-style: $(BUILD)/setup/style ## clang-format, clang-tidy, cppcheck
	@mk/check-style
format: $(BUILD)/setup/style ## clang-format for all files
	@git ls-files '*.c' '*.h' | xargs clang-format -i

clean: ## away with build/
	@rm -rf $(BUILD)

-include $(GRADER_OBJ:.o=.d)
