package io.github.kvmtck.oracle.compiled;

import java.util.List;

/** How gcc is asked to compile a program, and the mode of the processor that runs it. */
enum Build {
  LONG_PLAIN(64, "-O0"),
  LONG(64, "-O2"),
  LONG_SSE4(64, "-O3 -march=x86-64-v2"),
  LONG_BMI(64, "-O2 -march=x86-64-v3 -mno-avx -mno-avx2 -mno-fma -mno-f16c"),
  LONG_X87(64, "-O2 -mfpmath=387"),
  PROTECTED_X87(32, "-O2 -m32 -march=i686"),
  PROTECTED_SSE(32, "-O2 -m32 -msse2 -mfpmath=sse"),
  REAL(16, "-O1 -m16 -march=i486");

  private static final String COMPILE =
      "-std=c11 -ffreestanding -fno-pic -fno-stack-protector -fcf-protection=none"
          + " -fno-asynchronous-unwind-tables -ffp-contract=off";
  private static final String LINK =
      "-no-pie -nostdlib -static -Wl,--build-id=none -Wl,-z,noexecstack"
          + " -Wl,--no-warn-rwx-segments";

  private final int bits;
  private final String options;

  Build(int bits, String options) {
    this.bits = bits;
    this.options = options;
  }

  /** 64, 32 or 16: long mode, protected mode without paging, real mode. */
  int bits() {
    return bits;
  }

  /** Options that compile for the guest. */
  List<String> guest() {
    return words(options + " " + COMPILE + (bits == 16 ? " -DREAL_MODE" : ""));
  }

  /** No Linux process runs in real mode: the same program in 32-bit code says what is right. */
  List<String> natively() {
    return words(options.replace("-m16", "-m32") + " " + COMPILE);
  }

  /** Options that link for the guest; real mode has 64 KiB. */
  List<String> guestLink() {
    String place = bits == 16 ? "-Wl,-N -Wl,-Ttext=0x1000" : "-Wl,-Ttext=0x400000";
    return words(machine() + " " + LINK + " " + place);
  }

  List<String> nativeLink() {
    return words(machine() + " " + LINK);
  }

  private String machine() {
    return bits == 64 ? "-m64" : "-m32";
  }

  private static List<String> words(String text) {
    return List.of(text.split(" "));
  }
}
