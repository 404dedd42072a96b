# tests.mk: builds the unit tests, build/tests/AREA/NAME from
# tests/unit/AREA/NAME.c.
#
# A test says in a comment what it is linked with:
#
#	/* links: kernel/sched.c servers/vm/{frame,region}.c */
#
# Everything is compiled for the host, with all assertions on and with the
# sanitizers (SANITIZE=: without, in build/tests-plain). Compiler options may
# stand among the files.

SHELL := /bin/bash
MAKEFLAGS += --no-print-directory
.DELETE_ON_ERROR:
.SUFFIXES:

BUILD := build$(if $(filter 1,$(COVERAGE)),/coverage)
include mk/flags.mk
TESTS := $(BUILD)/tests$(if $(SANITIZE),,-plain)
OBJ := $(TESTS)/obj

# Words "AREA/NAME=WORD", one for each word in a test's links.
LINKS := $(shell grep -H '^/\* links:' tests/unit/*/*.c | \
	while IFS=: read -r file _ words; do \
		test=$$(cut -d/ -f3- <<< $${file%.c}); \
		eval "for w in $$file $${words%\*/}; do \
			echo $$test=\$$w; done"; done)
name = $(word 1,$(subst =, ,$(1)))
word_of = $(patsubst $(call name,$(1))=%,%,$(1))
BINARIES := $(addprefix $(TESTS)/,$(sort $(foreach l,$(LINKS),$(call name,$(l)))))

.PHONY: all names
all: $(BINARIES)
	@:
names:
	@printf '%s\n' $(BINARIES)

define link_rule
ifneq ($(filter %.c,$(2)),)
$(TESTS)/$(1): $(OBJ)/$(2:.c=.o)
else
$(TESTS)/$(1): TEST_CFLAGS += $(2)
endif
endef
$(foreach l,$(LINKS),$(eval $(call link_rule,$(call name,$(l)),$(call word_of,$(l)))))

$(OBJ)/%.o: %.c mk/flags.mk
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(HOST_CC) $(HOST_CFLAGS) $(TEST_CFLAGS) -MMD -MP -c $< -o $@
$(BINARIES):
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$(Q)$(HOST_CC) $(TEST_CFLAGS) $^ $(HOST_LIBS) -o $@

-include $(shell find $(OBJ) -name '*.d' 2>/dev/null)
