package io.github.kvmtck.cli.kick;

/** What the guest does while its vCPU is asked to leave KVM_RUN. */
enum Guest {
  /** {@code again: inc dword ptr es:[0x2000]; jmp again}. */
  SPINS("spins", "2666ff060020ebf8"),
  /** {@code hlt}, with an in-kernel irqchip. */
  HALTS("halts", "f4");

  private final String words;
  private final String code;

  Guest(String words, String code) {
    this.words = words;
    this.code = code;
  }

  String words() {
    return words;
  }

  /** In hexadecimal. */
  String code() {
    return code;
  }
}
