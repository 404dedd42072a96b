# flags.mk: how things are compiled.

Q := $(if $(V),,@)
say = @printf '  %-5s %s\n' "$(1)" "$(2)"

CC := gcc
WARN := -Wall -Wextra $(if $(filter 1,$(WERROR)),-Werror)

# Kernel, servers, programs: 32 bits, nothing of the host. Functions get their
# first three arguments in EAX, EDX and ECX (-mregparm=3), which is a tenth of
# all instructions less than on the stack; frame pointers are for backtraces.
TARGET_CFLAGS := -m32 -march=i686 -mtune=generic -mpreferred-stack-boundary=2 -std=gnu11 -O2 -g $(WARN) \
	-ffreestanding -fno-pic -fno-pie -fno-stack-protector \
	-fno-omit-frame-pointer -fno-asynchronous-unwind-tables \
	-mgeneral-regs-only -mregparm=3 -I. -Iinclude \
	-DDEBUG_VMASSERT=$(if $(filter 1,$(DEBUG_VMASSERT)),1,0)
# -n: no padding in the file, every byte of which GRUB has to copy.
TARGET_LDFLAGS := -m32 -static -nostdlib -no-pie \
	-Wl,-n,--build-id=none,-z,noexecstack

# The grader and the tests: the host's.
HOST_CFLAGS := -std=gnu11 -O1 -g $(WARN) -I. -Iinclude
SANITIZE ?= -fsanitize=address,undefined
TEST_CFLAGS := -DDEBUG_VMASSERT=1 $(SANITIZE) \
	$(if $(filter 1,$(COVERAGE)),--coverage)
HOST_LIBS := -lcriterion -lcjson -lmd
