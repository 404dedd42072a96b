# flags.mk: how things are compiled.

Q := $(if $(V),,@)
say = @printf '  %-5s %s\n' "$(1)" "$(2)"

# CC=clang, OPTIMIZE=-O0: other compilers for what runs on the target
# (mk/other-compilers). The grader and the tests are always made by HOST_CC.
CC := gcc
HOST_CC := gcc
OPTIMIZE := -O2
WARN := -Wall -Wextra $(if $(filter 1,$(WERROR)),-Werror)

# The stack is aligned to four bytes; each compiler has its own word for that.
ifeq ($(findstring clang,$(CC)),)
COMPILER_CFLAGS := -mpreferred-stack-boundary=2
else
COMPILER_CFLAGS := -mstack-alignment=4 -Wno-unknown-pragmas
endif

# Kernel, servers, programs: 32 bits, nothing of the host. Functions get their
# first three arguments in EAX, EDX and ECX (-mregparm=3), which is a tenth of
# all instructions less than on the stack; frame pointers are for backtraces. The
# same memory is seen as pages, as entries and as messages: -fno-strict-aliasing.
TARGET_CFLAGS := -m32 -march=i686 -mtune=generic -std=gnu11 $(OPTIMIZE) -g \
	$(WARN) $(COMPILER_CFLAGS) \
	-ffreestanding -fno-strict-aliasing -fno-pic -fno-pie -fno-stack-protector \
	-fno-omit-frame-pointer -fno-asynchronous-unwind-tables \
	-mgeneral-regs-only -mregparm=3 -I. -Iinclude \
	-DDEBUG_VMASSERT=$(if $(filter 1,$(DEBUG_VMASSERT)),1,0)
# -n: no padding in the file, every byte of which GRUB has to copy.
TARGET_LDFLAGS := -m32 -static -nostdlib \
	-Wl,-n,--build-id=none,-z,noexecstack

# The grader and the tests: the host's.
HOST_CFLAGS := -std=gnu11 -O1 -g $(WARN) -I. -Iinclude
SANITIZE ?= -fsanitize=address,undefined
TEST_CFLAGS := -DDEBUG_VMASSERT=1 $(SANITIZE) \
	$(if $(filter 1,$(COVERAGE)),--coverage)
HOST_LIBS := -lcriterion -lcjson -lmd
