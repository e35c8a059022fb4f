package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;

/**
 * Where kvm_pvm differs from the model by itself: what it does beside KVM's emulator, which
 * delivers no events and knows no IRET outside real mode, and at CPL 3, which it runs natively.
 */
enum PvmDeviation implements Deviation {
  STACK("kvm_pvm, which delivers to a stack at 0, finds another or none at such an ESP") {
    @Override
    public boolean explains(Judgement j) {
      long top = j.situation().registers()[Gpr.RSP] & 0xffff_ffffL;
      return j.situation().setting().bits() == 16
          && j.model().vector() >= 0
          && (j.other().isShutdown() && top < 16 || top > 0xffff);
    }
  },
  IRET_FETCH("kvm_pvm's own IRET, and then a page fault: its frame is where its ESP is") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("IRETQ")
          && j.model().vector() == PF
          && j.other().vector() == PF
          && j.difference("cr2") == 0;
    }
  },
  SYNTHETIC("kvm_pvm takes INT 1Ah for CPUID and INT 1Bh for a hypercall") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().text().matches(".*int 0x1[ab]") && j.other().vector() < 0;
    }
  },
  IRET_WIDTH("kvm_pvm's own IRET takes 64 bits only in long mode: others are #GP(0)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("IRETD?")
          && j.situation().setting().longMode()
          && j.other().vector() == GP;
    }
  },
  IRET_LOCAL("kvm_pvm's own IRET takes no selector of the LDT: #GP(selector)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("IRETQ")
          && ((j.situation().stack(8) | j.situation().stack(32)) & 4) != 0
          && j.other().vector() == GP;
    }
  },
  IRET(
      "kvm_pvm's own IRET (KVM's em_iret has none outside real mode) refuses less than the SDM"
          + " says, and names other selectors") {
    @Override
    public boolean explains(Judgement j) {
      return !j.situation().setting().real()
          && j.situation().mnemonic().startsWith("IRET")
          && (j.model().vector() == GP || j.model().vector() == NP || j.model().vector() == SS);
    }
  },
  FSGSBASE("kvm_pvm executes RDFSBASE and its like without CR4.FSGSBASE") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("(RD|WR)[FG]SBASE")
          && (j.model().vector() == UD || j.model().isShutdown());
    }
  },
  USER_FLAGS("kvm_pvm, which runs CPL 3 natively, has flags of its own there") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("SYS(RET|EXIT)Q?") && j.withoutUserFlags().agree();
    }
  },
  USER_CODE("kvm_pvm takes SYSRET to 32-bit code for one to 64-bit code") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("SYSRET")
          && j.situation().setting().bits() == 64
          && (j.other().vector() == GP && !j.situation().canonical(Gpr.RCX)
              || Leniency.all(j.supposing(j.situation().wide())).withoutUserFlags().agree());
    }
  },
  USER_ALIGNMENT(
      "kvm_pvm runs CPL 3 with the host's CR0.AM: RFLAGS.AC makes the HLT's handler #AC") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("SYS(RET|EXIT)Q?")
          && (j.situation().registers()[11] & Flags.AC) != 0
          && j.other().vector() == AC;
    }
  },
  PAGING("kvm_pvm pages in long mode only: it refuses CR0.PG with #GP") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().syntax().startsWith("MOV CRn")
          && !j.situation().setting().longMode()
          && j.other().vector() == GP;
    }
  },
  NOP("kvm_pvm takes a NOP with a 16-bit address for one with a displacement of 32 bits") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("NOP")
          && j.onlyDiffers("rip")
          && j.other().values().get("rip") - j.model().values().get("rip") <= 4;
    }
  },
  INT("KVM's emulator has no INT outside real mode (emulate_int): it is kvm_pvm's own") {
    @Override
    public boolean explains(Judgement j) {
      return !j.situation().setting().real()
          && j.situation().mnemonic().startsWith("INT")
          && (j.model().vector() == GP || j.model().vector() == NP);
    }
  };

  private static final int NP = 11;
  private static final int PF = 14;
  private static final int AC = 17;
  private static final int UD = 6;
  private static final int SS = 12;
  private static final int GP = 13;

  private final String reason;

  PvmDeviation(String reason) {
    this.reason = reason;
  }

  @Override
  public String toString() {
    return reason;
  }
}
