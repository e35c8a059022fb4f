package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.x86.cpu.Gpr;

/** Where the model differs from every judge that is asked. */
enum ModelDeviation implements Deviation {
  SYSRET_CANONICAL(
      "AMD's SYSRET goes to an address that is not canonical, Intel's faults (SDM vol. 2)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("SYSRETQ")
          && j.model().vector() == GP
          && !j.situation().canonical(Gpr.RCX);
    }
  },
  FEATURE_LA57("the model's host has 57 bits of address: what is canonical ends there") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("WRMSR") && j.onlyDiffersBy(0xffff_0000_0000_0000L)
          || j.model().vector() < 0
              && (j.other().vector() == GP || j.other().isShutdown())
              && wide(j);
    }
  },
  BOTH_PAGES("both read both pages of an operand before they write: the other page faults") {
    @Override
    public boolean explains(Judgement j) {
      return j.model().vector() == PF
          && j.other().vector() == PF
          && (j.situation().operand() & 0xfff) > 0xff0
          && j.difference("cr2") != 0;
    }
  },
  PART_OF_TABLE("both have stored a part of GDTR or IDTR where the next page faults") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("SGDT|SIDT")
          && j.model().vector() == PF
          && j.other().vector() == PF
          && j.onlyDiffersInMemory();
    }
  },
  DEBUG_ORDER("both refuse a wide value for DR6 or DR7 before they look at DR7.GD") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().syntax().startsWith("MOV DRn")
          && (j.situation().setting().dr7() & 0x2000) != 0
          && j.other().vector() == GP;
    }
  },
  TABLE_WRAP("neither wraps the base of GDTR and IDTR at 64 KiB") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("[SL][GI]DT")
          && (j.situation().operand() & 0xffff) > 0xfff8;
    }
  },
  FIRST_PAGE(
      "both mark the first page of an operand accessed before the second faults (SDM vol. 3,"
          + " 4.8)") {
    @Override
    public boolean explains(Judgement j) {
      return j.model().vector() == PF && j.withoutAccessed().agree();
    }
  },
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
          && (j.model().vector() == UD || j.model().isShutdown());
    }
  },
  NO_STACK_LEFT("neither emulator shuts down where delivery finds SP 1, 3 or 5 (SDM, INT n: #SS)") {
    @Override
    public boolean explains(Judgement j) {
      return j.model().isShutdown() && (j.situation().registers()[Gpr.RSP] & 0xffff) <= 5;
    }
  },
  ENTER("neither asks in ENTER whether the new top can be written (SDM vol. 2, ENTER)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("ENTER")
          && (j.model().vector() == PF || j.model().vector() == SS)
          && j.other().vector() != j.model().vector();
    }
  };

  private static final int PF = 14;
  private static final int UD = 6;
  private static final int SS = 12;
  private static final int GP = 13;

  private final String reason;

  /** Whether an address is loaded that 48 bits do not hold. */
  private static boolean wide(Judgement j) {
    long[] r = j.situation().registers();
    long address =
        switch (j.situation().mnemonic()) {
          case "WRMSR" -> r[Gpr.RDX] << 32 | r[Gpr.RAX] & 0xffff_ffffL;
          case "LGDT" -> j.model().values().getOrDefault("gdt.base", 0L);
          case "LIDT" -> j.model().values().getOrDefault("idt.base", 0L);
          default -> 0;
        };
    return address << 16 >> 16 != address;
  }

  ModelDeviation(String reason) {
    this.reason = reason;
  }

  @Override
  public String toString() {
    return reason;
  }
}
