package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.x86.cpu.Gpr;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Why a judge says something else than the model: one by one, with the reason. */
enum Deviation {
  TCG_LIMITS("TCG checks no segment limits") {
    @Override
    boolean explains(Judgement j) {
      return j.judge().equals(TcgJudge.NAME)
          && (j.model().vector() == GP || j.model().vector() == SS)
          && j.other().vector() != j.model().vector();
    }
  },
  TCG_TEST("TCG does not know TEST as /1 of F6 and F7 (APM vol. 3)") {
    @Override
    boolean explains(Judgement j) {
      return j.judge().equals(TcgJudge.NAME)
          && j.situation().form().endsWith("alias")
          && j.other().vector() == UD;
    }
  },
  TCG_INT1("TCG treats INT1 as a breakpoint of its own") {
    @Override
    boolean explains(Judgement j) {
      return j.judge().equals(TcgJudge.NAME) && j.situation().mnemonic().equals("INT1");
    }
  },
  TCG_SYSRET("TCG asks for protected mode before EFER.SCE, the APM after it") {
    @Override
    boolean explains(Judgement j) {
      return j.judge().equals(TcgJudge.NAME)
          && j.situation().mnemonic().startsWith("SYSRET")
          && j.model().vector() == UD
          && j.other().vector() == GP;
    }
  },
  TCG_SMSW("TCG stores zeros in the upper half of SMSW r32, which the SDM leaves undefined") {
    @Override
    boolean explains(Judgement j) {
      return j.judge().equals(TcgJudge.NAME) && j.situation().mnemonic().equals("SMSW");
    }
  },
  TCG_DATA_PREFIX("TCG takes the operand size of CRC32 and MOVBE from 66 alone, not from CS") {
    @Override
    boolean explains(Judgement j) {
      return j.judge().equals(TcgJudge.NAME)
          && (j.situation().form().contains("CRC32 ry, r/mv")
              || j.situation().mnemonic().equals("MOVBE"));
    }
  },
  KVM_MOVBE("KVM's emulator refuses MOVBE where its CPUID does not offer it") {
    @Override
    boolean explains(Judgement j) {
      return j.judge().equals(KVM)
          && j.situation().mnemonic().equals("MOVBE")
          && j.other().vector() == UD;
    }
  },
  KVM_BIT_COUNT("KVM's emulator knows no TZCNT and LZCNT: it takes them for BSF and BSR") {
    @Override
    boolean explains(Judgement j) {
      return j.judge().equals(KVM) && Set.of("TZCNT", "LZCNT").contains(j.situation().mnemonic());
    }
  },
  KVM_ORDER("KVM reads the operand of a MOV to a segment register that does not exist") {
    @Override
    boolean explains(Judgement j) {
      return j.judge().equals(KVM)
          && j.situation().syntax().equals("MOV Sreg, r/m16")
          && j.model().vector() == UD;
    }
  },
  NO_STACK_LEFT("neither emulator shuts down where delivery finds SP 1, 3 or 5 (SDM, INT n: #SS)") {
    @Override
    boolean explains(Judgement j) {
      return j.model().abstains().equals("KVM_EXIT_SHUTDOWN")
          && (j.situation().registers()[Gpr.RSP] & 0xffff) <= 5;
    }
  },
  KVM_ADJUST("KVM takes the sign flag of AAD and AAM from 16 bits") {
    @Override
    boolean explains(Judgement j) {
      return j.judge().equals(KVM)
          && j.situation().mnemonic().startsWith("AA")
          && j.onlyDiffers("rflags");
    }
  },
  KVM_FAR_POINTER("KVM reads a far pointer as one operand: it does not wrap at 64 KiB") {
    @Override
    boolean explains(Judgement j) {
      return j.judge().equals(KVM)
          && j.situation().syntax().contains("m16:v")
          && j.model().vector() < 0
          && (j.other().vector() == GP || j.other().vector() == SS);
    }
  },
  KVM_ENTER("KVM's ENTER pushes what the stack segment's size says, not the operand size") {
    @Override
    boolean explains(Judgement j) {
      return j.judge().equals(KVM) && j.situation().text().startsWith("data32 enter");
    }
  },
  KVM_REPEATED_FLAGS(
      "KVM keeps the flags from before a repeated comparison that faults, as the SDM says; silicon"
          + " keeps those of the last iteration") {
    @Override
    boolean explains(Judgement j) {
      return j.judge().equals(KVM)
          && j.situation().text().contains("rep")
          && j.model().vector() >= 0
          && j.model().vector() == j.other().vector();
    }
  },
  KVM_STACK_POINTER("KVM's emulated real-mode delivery clears the upper half of ESP") {
    @Override
    boolean explains(Judgement j) {
      return j.judge().equals(KVM)
          && j.model().vector() >= 0
          && j.onlyDiffers("rsp")
          && (j.model().values().get("rsp") & 0xffff) == j.other().values().get("rsp");
    }
  },
  KVM_PUSH_SELECTOR("KVM writes four bytes where the manual allows to leave the upper two alone") {
    @Override
    boolean explains(Judgement j) {
      Set<String> pushes = Set.of("PUSH ES", "PUSH CS", "PUSH SS", "PUSH DS", "PUSH FS", "PUSH GS");
      return j.judge().equals(KVM)
          && pushes.contains(j.situation().syntax())
          && j.onlyDiffersInMemory();
    }
  };

  static final String KVM = "KVM";
  private static final int GP = 13;
  private static final int SS = 12;
  private static final int UD = 6;

  private final String reason;

  Deviation(String reason) {
    this.reason = reason;
  }

  /** Whether this is why they differ. */
  abstract boolean explains(Judgement judgement);

  static Optional<Deviation> of(Judgement judgement) {
    return Stream.of(values()).filter(d -> d.explains(judgement)).findFirst();
  }

  @Override
  public String toString() {
    return reason;
  }
}
