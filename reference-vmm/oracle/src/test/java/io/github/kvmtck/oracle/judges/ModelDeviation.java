package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.x86.cpu.Gpr;

/** Where the model differs from every judge that is asked. */
enum ModelDeviation implements Deviation {
  FEATURE_VME("the model's CPUID reports no VME: it refuses CR4.VME and PVI (SDM vol. 3, 2.5)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().syntax().startsWith("MOV CRn")
          && j.model().vector() == GP
          && j.as(s -> s.withRegisters(value -> value & ~3)).onlyDiffersBy(3);
    }
  },
  VENDOR_SYSCALL(
      "SYSCALL and SYSRET outside 64-bit mode is AMD's (APM vol. 3), on Intel's #UD (SDM vol. 2)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("SYSCALL|SYSRET")
          && j.situation().setting().bits() != 64
          && !j.situation().setting().real()
          && j.model().vector() == UD;
    }
  },
  NO_STACK_LEFT("neither emulator shuts down where delivery finds SP 1, 3 or 5 (SDM, INT n: #SS)") {
    @Override
    public boolean explains(Judgement j) {
      return j.model().equals(Outcome.SHUTDOWN)
          && (j.situation().registers()[Gpr.RSP] & 0xffff) <= 5;
    }
  };

  private static final int UD = 6;
  private static final int SS = 12;
  private static final int GP = 13;

  private final String reason;

  ModelDeviation(String reason) {
    this.reason = reason;
  }

  @Override
  public String toString() {
    return reason;
  }
}
