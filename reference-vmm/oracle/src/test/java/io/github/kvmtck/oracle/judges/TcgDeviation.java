package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;

/**
 * Where QEMU's translator, as version 7.2 has it, differs from the model: one by one, with the
 * reason.
 */
enum TcgDeviation implements Deviation {
  LIMITS("TCG checks no segment limits") {
    @Override
    public boolean explains(Judgement j) {
      Judgement free = j.as(Situation::withoutLimits);
      boolean limited = j.model().vector() == GP || j.model().vector() == SS;
      // Where nothing is in reach of an access, what TCG finds is anybody's guess.
      return limited && !free.model().speaks() || Leniency.all(free).onlyDiffers(".limit");
    }
  },
  GENERAL_DETECT("TCG does not know DR7.GD") {
    @Override
    public boolean explains(Judgement j) {
      boolean set = (j.situation().setting().dr7() & GD) != 0;
      return set
          && j.as(s -> s.with(s.setting().withDr7(s.setting().dr7() & ~GD)))
              .onlyDiffersBy(GD | RESERVED);
    }
  },
  DEBUG("TCG keeps bit 12 of DR6 and 12, 14 and 15 of DR7, which are 0 (SDM vol. 3, 18.2)") {
    @Override
    public boolean explains(Judgement j) {
      return (j.onlyDiffers("dr6") || j.onlyDiffers("dr7")) && j.onlyDiffersBy(RESERVED);
    }
  },
  EMMS("TCG's EMMS looks at neither CR0.EM nor CR0.TS") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("EMMS")
          && j.as(s -> s.with(s.setting().with("cr0", s.setting().get("cr0") & ~0xc)))
              .onlyDiffers("cr0");
    }
  },
  VEX_REGISTER("TCG looks at the highest bit of VEX.vvvv outside 64-bit mode too") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().setting().bits() != 64
          && j.situation().form().startsWith("VEX")
          && (j.situation().code()[j.situation().vex() + 2] & 0x40) == 0;
    }
  },
  MSR("TCG refuses neither an MSR that it does not know nor reserved bits of EFER") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().endsWith("MSR")
          && j.model().vector() == GP
          && j.other().vector() < 0;
    }
  },
  TARGET("TCG compares the offset with the limit neither in far returns nor in interrupts") {
    @Override
    public boolean explains(Judgement j) {
      return j.model().vector() == GP
          && j.situation().mnemonic().matches("RETF|IRETD?|INT|INT3|INTO")
          && j.other().values().get("rip") > j.other().values().get("cs.limit");
    }
  },
  SMALL_TASK("TCG keeps upper halves where a 16-bit task is loaded, KVM clears them") {
    @Override
    public boolean explains(Judgement j) {
      return (j.model().values().getOrDefault("tr.rights", 0L) & 0x9f) == BUSY_SMALL_TASK
          && j.onlyDiffersBy(UPPER_HALF);
    }
  },
  STACK_HALF("TCG keeps the upper half of ESP where it switches to a 16-bit stack") {
    @Override
    public boolean explains(Judgement j) {
      return j.model().vector() >= 0 && j.onlyDiffers("rsp") && j.onlyDiffersBy(UPPER_HALF);
    }
  },
  LTR("TCG's LTR loads a null selector (SDM vol. 2: #GP)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("LTR")
          && j.model().vector() == GP
          && (j.other().values().get("tr") & ~3) == 0;
    }
  },
  RET("TCG takes the immediate of RET for signed") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().startsWith("RET")
          && j.onlyDiffers("rsp")
          && j.model().values().get("rsp") - j.other().values().get("rsp") == 0x1_0000;
    }
  },
  TASK_GATE("TCG raises #TS for a task gate's local selector (SDM vol. 2, JMP: #GP)") {
    @Override
    public boolean explains(Judgement j) {
      return j.model().vector() == GP && j.other().vector() == TS && j.onlyDiffers("rip");
    }
  },
  TARGET_CODE("TCG names the selector where an offset is beyond the limit (SDM: #GP(0))") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("JMP|CALL")
          && j.model().vector() == GP
          && j.other().vector() == GP
          && j.onlyDiffersInMemory()
          && j.differences().size() <= 2;
    }
  },
  WRITE_THROUGH("TCG loads CR0.NW without CD (SDM vol. 3, 2.5: #GP)") {
    @Override
    public boolean explains(Judgement j) {
      return j.model().vector() == GP
          && (j.other().values().getOrDefault("cr0", 0L) & 0x6000_0000) == 0x2000_0000;
    }
  },
  VEX_16("TCG knows VEX in 32- and 64-bit code only") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().setting().bits() == 16
          && j.situation().form().startsWith("VEX")
          && j.other().vector() == UD;
    }
  },
  CARRY("TCG 7.2 takes CF of BLSI, BLSR and BLSMSK from elsewhere") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().startsWith("BLS")
          && j.onlyDiffers("rflags")
          && j.onlyDiffersBy(Flags.CF);
    }
  },
  WRAP("TCG lets an operand at 4 GiB wrap around to 0") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().setting().bits() != 64
          && !j.situation().setting().real()
          && (j.model() == Outcome.SHUTDOWN || j.model().vector() == GP || j.model().vector() == SS)
          && (Situation.atEnd(j.situation().operand())
              || Situation.atEnd(j.situation().registers()[Gpr.RSP]));
    }
  },
  LAR("TCG's LAR gives the limit's upper bits, which the SDM leaves undefined") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("LAR")
          && Situation.REGISTERS.stream()
              .anyMatch(r -> j.onlyDiffers(r) && (j.difference(r) & ~0xf_0000) == 0);
    }
  },
  TEST("TCG does not know TEST as /1 of F6 and F7 (APM vol. 3)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().form().endsWith("alias") && j.other().vector() == UD;
    }
  },
  INT1("TCG treats INT1 as a breakpoint of its own") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("INT1");
    }
  },
  SYSRET("TCG asks for protected mode before EFER.SCE, the APM after it") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().startsWith("SYSRET")
          && j.model().vector() == UD
          && j.other().vector() == GP;
    }
  },
  SMSW("TCG stores zeros in the upper half of SMSW r32, which the SDM leaves undefined") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("SMSW");
    }
  },
  DATA_PREFIX("TCG takes the operand size of CRC32 and MOVBE from 66 alone, not from CS") {
    @Override
    public boolean explains(Judgement j) {
      return (j.situation().form().contains("CRC32 ry, r/mv")
          || j.situation().mnemonic().equals("MOVBE"));
    }
  };

  private static final int UD = 6;
  private static final int TS = 10;
  private static final int SS = 12;
  private static final int GP = 13;
  private static final long GD = 0x2000;
  private static final long RESERVED = 0xd000;
  private static final long BUSY_SMALL_TASK = 0x83;
  private static final long UPPER_HALF = 0xffff_0000L;

  private final String reason;

  TcgDeviation(String reason) {
    this.reason = reason;
  }

  @Override
  public String toString() {
    return reason;
  }
}
