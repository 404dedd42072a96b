#!/bin/bash
# setup.sh build|test|clang|style|qemu: is everything there that is needed?
#
# Tools are probed by what they can do, not by their version. What is missing is
# named, with its Debian package; if we may (root, or sudo without a password,
# and not SETUP=no), it is installed from Debian's archive, and probed again.
set -u
kind=${1:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

has() { command -v "$1" > /dev/null 2>&1; }
compiles() { # FLAGS...; the program on standard input
	gcc -x c - -o "$work/probe" "$@" > /dev/null 2>&1
}
header() { echo "#include <$1>
int main(void) { return 0; }" | compiles "${@:2}"; }

can_compile() { header stdlib.h; }
can_compile_32() { echo 'long long a, b; long long f(void) { return a / b; }
int main(void) { return 0; }' | compiles -m32 -static; }
can_use_binutils() { has nm && has strip && has awk && has tar && has patch; }
can_debug_bochs() {
	# Only a Bochs with its debugger reads a file of debugger commands.
	has bochs && bochs --help 2>&1 | grep -q -- '-rc'
}
has_plugin() { ls /usr/lib/*/bochs/plugins/libbx_"$1".so* > /dev/null 2>&1; }
can_show_bochs() { has_plugin sdl2_gui; }
can_show_text() { has_plugin term_gui; }
has_bios() { [ -e /usr/share/bochs/BIOS-bochs-latest ]; }
has_vgabios() { [ -e /usr/share/bochs/VGABIOS-lgpl-latest ]; }
can_make_grub() { has grub-mkimage && has grub-file; }
has_grub_modules() {
	local dir=/usr/lib/grub/i386-pc
	[ -e $dir/boot.img ] && [ -e $dir/multiboot.mod ] &&
		[ -e $dir/tar.mod ] && [ -e $dir/biosdisk.mod ]
}
can_test() { header criterion/criterion.h -lcriterion; }
can_json() { header cjson/cJSON.h -lcjson; }
can_hash() { echo '#include <sys/types.h>
#include <sha256.h>
int main(void) { return 0; }' | compiles -lmd; }
can_clang() { echo 'int f(void) { return 0; }' |
	clang -x c - -m32 -c -o "$work/probe" > /dev/null 2>&1; }
can_jq() { has jq; }
can_cover() { has gcovr; }
can_qemu() { has qemu-system-i386; }
can_format() { has clang-format; }
can_tidy() { has clang-tidy; }
can_check() { has cppcheck; }

# What is needed: probe, package, what for.
needs_build='
can_compile|gcc libc6-dev|the C compiler
can_compile_32|gcc-multilib|compiling for 32-bit x86 (gcc -m32)
can_use_binutils|binutils mawk tar patch|nm, strip, awk, tar and patch, which the build uses
can_debug_bochs|bochs|the emulator Bochs, with its built-in debugger
can_show_bochs|bochs-sdl|the display of Bochs that also works without a screen (sdl2)
can_show_text|bochs-term|the display of Bochs in a terminal, where there are no windows
has_bios|bochsbios|the BIOS of the emulated machine
has_vgabios|vgabios|the video BIOS of the emulated machine
can_make_grub|grub-common|grub-mkimage and grub-file, which make bootable disks
has_grub_modules|grub-pc-bin|the parts of GRUB for a PC with a BIOS
can_test|libcriterion-dev|Criterion, on which grader and tests are built
can_json|libcjson-dev|cJSON, with which the grader writes its reports
can_hash|libmd-dev|SHA-256, from which the grader derives its nonces
'
needs_test='
can_jq|jq|jq, with which the tests read the grader reports
can_cover|gcovr|gcovr, which tells what lines the tests execute
'
needs_clang='
can_clang|clang|clang, the other compiler that makes kernel and programs
'
needs_style='
can_format|clang-format|clang-format, which lays the source out
can_tidy|clang-tidy|clang-tidy, which reads the source for mistakes
can_check|cppcheck|cppcheck, which does so, too
'
needs_qemu='
can_qemu|qemu-system-x86|the emulator QEMU
'

missing() { # -> lines "package|what for" of what is not there
	local list=needs_$kind probe packages what
	while IFS='|' read -r probe packages what; do
		[ -z "$probe" ] || $probe || echo "$packages|$what"
	done <<< "${!list}"
}
tell() {
	while IFS='|' read -r packages what; do
		echo "Missing: $what. Debian package: $packages."
	done <<< "$1"
}

absent=$(missing)
[ -n "$absent" ] || exit 0
tell "$absent"
packages=$(cut -d'|' -f1 <<< "$absent" | tr '\n' ' ')
as_root=
if [ "$(id -u)" != 0 ]; then as_root=sudo; fi
install="$as_root apt-get install -y --no-install-recommends $packages"

if [ "${SETUP:-}" = no ] || ! has apt-get ||
	{ [ -n "$as_root" ] && ! sudo -n true 2> /dev/null; }; then
	echo "Run this, and then make again:"
	echo "    ${as_root:+$as_root }apt-get update && $install"
	exit 1
fi
echo "Installing from Debian's archive: $packages"
log=$work/log
if ! { $as_root apt-get update && DEBIAN_FRONTEND=noninteractive $install; } \
	> "$log" 2>&1 < /dev/null; then
	tail -20 "$log"
	echo "The installation failed (its last lines are above). Try by hand:"
	echo "    ${as_root:+$as_root }apt-get update && $install"
	exit 1
fi
absent=$(missing)
[ -z "$absent" ] && exit 0
tell "$absent"
echo "The packages above are installed, and still do not do what they should:" \
	"is this Debian 12?"
exit 1
