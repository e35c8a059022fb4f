package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where QEMU's translator, as version 7.2 has it, differs from the model in what any code may do.
 */
enum TcgDeviation implements Deviation {
  LIMITS("TCG checks no segment limits, and has nothing there") {
    @Override
    public boolean explains(Judgement j) {
      Judgement free = j.as(Situation::withoutLimits);
      boolean limited = j.model().vector() == GP || j.model().vector() == SS;
      // Where nothing is in reach of an access, what TCG finds is anybody's guess.
      long nothingFrom = j.situation().setting().real() ? HOLE - Space.GS : Space.PAGES;
      boolean nothing = !free.model().speaks() || j.situation().operand() >= nothingFrom;
      return j.situation().setting().bits() != 64 && limited && nothing;
    }
  },
  GENERAL_DETECT("TCG does not know DR7.GD") {
    @Override
    public boolean explains(Judgement j) {
      boolean set = (j.situation().setting().dr7() & GD) != 0;
      return set
          && Leniency.all(j.as(s -> s.with(s.setting().withDr7(s.setting().dr7() & ~GD))))
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
          && Leniency.all(j.as(s -> s.with(s.setting().with("cr0", s.setting().get("cr0") & ~0xc))))
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
  RET("TCG takes the immediate of RET for signed") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().startsWith("RET")
          && j.onlyDiffers("rsp")
          && j.model().values().get("rsp") - j.other().values().get("rsp") == 0x1_0000;
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
          && (j.model().isShutdown() || j.model().vector() == GP || j.model().vector() == SS)
          && (Situation.atEnd(j.situation().operand())
              || j.situation().setting().bits() == 16 && (j.situation().operand() & 0xffff) > 0xffc0
              || Situation.atEnd(j.situation().registers()[Gpr.RSP])
              || IntStream.of(Gpr.RBP, Gpr.RSI, Gpr.RDI)
                  .anyMatch(r -> Situation.atEnd(j.situation().registers()[r])));
    }
  },
  ERROR_WRITE("TCG reads before it writes: the page fault says read") {
    @Override
    public boolean explains(Judgement j) {
      return j.model().vector() == PF
          && j.other().vector() == PF
          && j.withoutAccessed().differsAtStack(0, 2);
    }
  },
  COMPARED_STRINGS("TCG's CMPS reads ES:RDI before DS:RSI") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().startsWith("CMPS")
          && j.model().vector() == PF
          && j.other().vector() == PF
          && j.difference("cr2") != 0;
    }
  },
  FLAGS_FIRST("TCG has changed flags where RCL and RCR fault in the store") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("RC[LR]")
          && j.model().vector() == PF
          && j.withoutAccessed()
              .atStack(25, 8)
              .atStack(24, 1)
              .atStack(13, 8)
              .atStack(12, 1)
              .onlyDiffers("rflags")
          && (j.difference("rflags") & ~Flags.ARITHMETIC) == 0;
    }
  },
  RESERVED_PRESENT("TCG's error code of a reserved bit lacks P (SDM vol. 3, 4.7)") {
    @Override
    public boolean explains(Judgement j) {
      return j.model().vector() == PF
          && j.other().vector() == PF
          && j.withoutAccessed().differsAtStack(0, 3)
          && !j.differsAtStack(0, 2);
    }
  },
  NOT_FETCHED("TCG has not read the HLT that the others have: that is where they fault") {
    @Override
    public boolean explains(Judgement j) {
      long next = value(j.other(), "cs.base") + value(j.other(), "rip") & 0xffff_ffffL;
      boolean other =
          Stream.of("cr0", "cr3", "cr4")
              .anyMatch(
                  r -> ((value(j.other(), r) ^ j.situation().setting().get(r)) & PAGING) != 0);
      boolean paging = (value(j.other(), "cr0") & 0x8000_0000L) != 0;
      return paging
          && (other && (j.model().isShutdown() || j.model().vector() == PF)
              || j.model().vector() == PF && value(j.model(), "cr2") == next);
    }
  },
  NEAR_CANONICAL(
      "TCG faults behind a near branch to an address that is not canonical (SDM vol. 2, CALL)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().setting().bits() == 64
          && j.situation().mnemonic().matches("CALL|JMP|RET")
          && (j.model().isShutdown() || j.model().vector() == GP)
          && j.other().vector() == GP;
    }
  },
  SHIFT("SHLD and SHRD of 16 bits by more than 16 are undefined (SDM vol. 2)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("SHLD|SHRD")
          && j.situation().text().endsWith("cl")
          && (j.situation().registers()[Gpr.RCX] & 31) > 16;
    }
  },
  /** gen_lea_modrm of translate.c: rip_offset is not set for them. */
  SHIFT_RELATIVE("TCG counts no immediate where SHLD and SHRD are relative to RIP") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("SHLD|SHRD")
          && j.situation().text().matches(".*\\[rip.*, 0?x?[0-9a-f]+");
    }
  },
  ADCX("TCG 7.2 changes other flags in ADCX and ADOX (SDM vol. 2: CF or OF only)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("AD[CO]X") && j.onlyDiffers("rflags");
    }
  },
  CACHE("TCG's CLFLUSH, CLFLUSHOPT and CLWB look at no address (SDM vol. 2: as a load)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("CLFLUSH|CLFLUSHOPT|CLWB")
          && j.other().vector() < 0
          && (j.model().vector() >= 0 || j.withoutAccessed().agree());
    }
  },
  ARPL("TCG's ARPL writes what it does not change; silicon does not") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("ARPL")
          && j.model().vector() < 0
          && (j.other().vector() == PF || j.withoutAccessed().agree());
    }
  },
  STACK_CANONICAL("TCG knows no #SS for addresses that are not canonical (SDM vol. 1, 3.3.7.1)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().setting().bits() == 64
          && j.model().vector() == SS
          && j.other().vector() == GP
          && j.onlyDiffers("rip");
    }
  },
  TEST("TCG does not know TEST as /1 of F6 and F7 (APM vol. 3)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().form().endsWith("alias") && j.other().vector() == UD;
    }
  },
  DATA_PREFIX("TCG takes the operand size of CRC32 and MOVBE from 66 alone, not from CS") {
    @Override
    public boolean explains(Judgement j) {
      return (j.situation().form().contains("CRC32 ry, r/mv")
          || j.situation().mnemonic().equals("MOVBE"));
    }
  };

  /** What of CR0, CR3 and CR4 says where memory is. */
  private static final long PAGING = 0x8000_0000L | 0xffff_f020L;

  /** Where a PC has no RAM below 1 MiB. */
  private static final int HOLE = 0xa_0000;

  private static final int PF = 14;
  private static final int UD = 6;
  private static final int SS = 12;
  private static final int GP = 13;
  private static final long GD = 0x2000;
  private static final long RESERVED = 0xd000;

  private final String reason;

  TcgDeviation(String reason) {
    this.reason = reason;
  }

  private static long value(Outcome outcome, String register) {
    return outcome.values().getOrDefault(register, 0L);
  }

  @Override
  public String toString() {
    return reason;
  }
}
