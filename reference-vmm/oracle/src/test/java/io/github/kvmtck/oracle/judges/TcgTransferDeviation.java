package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;

/**
 * Where QEMU's translator, as version 7.2 has it, differs from the model in transfers and delivery.
 */
enum TcgTransferDeviation implements Deviation {
  TASK_64(
      "TCG asks whether a TSS or task gate is present before what it is not in long mode (SDM:"
          + " #GP)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("JMP|CALL")
          && j.situation().setting().longMode()
          && j.model().vector() == GP
          && j.other().vector() == NP;
    }
  },
  TARGET_64("TCG compares the offset with the limit of a 64-bit code segment (SDM vol. 3, 5.3.1)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("JMP|CALL")
          && j.situation().setting().longMode()
          && (j.model().values().getOrDefault("cs.rights", 0L) & 0x2000) != 0
          && j.model().vector() < 0
          && j.other().vector() == GP;
    }
  },
  GATE_TARGET(
      "TCG faults behind an interrupt gate whose offset is beyond the limit (SDM: #GP(0))") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("INT|INT3|INTO")
          && j.model().vector() == GP
          && j.other().vector() == PF;
    }
  },
  TARGET(
      "TCG compares the offset with the limit neither in far returns nor in interrupts and CALL"
          + " r64") {
    @Override
    public boolean explains(Judgement j) {
      return j.model().vector() == GP
          && j.situation().mnemonic().matches("RETF|IRET[DQ]?|INT|INT3|INTO|CALL|JMP")
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
  TASK_GATE("TCG raises #TS for a task gate's local selector (SDM vol. 2, JMP: #GP)") {
    @Override
    public boolean explains(Judgement j) {
      return j.model().vector() == GP && j.other().vector() == TS && j.onlyDiffers("rip");
    }
  },
  TARGET_CODE(
      "TCG has pushed, and names the selector, where an offset is beyond the limit (SDM: #GP(0))") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("JMP|CALL")
          && j.model().vector() == GP
          && j.other().vector() == GP
          && j.onlyDiffersInMemory();
    }
  },
  IST("TCG loads a null SS for an interrupt stack without a change of CPL (SDM vol. 2, INT n)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().setting().longMode()
          && (j.other().values().getOrDefault("ss", -1L) & ~3) == 0
          && j.model().values().getOrDefault("cs", -1L).equals(j.other().values().get("cs"))
          && j.atStack(32, 0xff)
              .atStack(40, 0xff)
              .onlyDiffers("ss", "ss.base", "ss.limit", "ss.rights");
    }
  },
  /** get_sp_mask of seg_helper.c; in data segments L is reserved (SDM vol. 3, 3.4.5). */
  LONG_STACK("TCG loads all of RSP where far returns load a stack segment that has L") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("RETF|IRET[DQ]?")
          && (j.other().values().getOrDefault("ss.rights", 0L) & 0x6000) == 0x2000
          && j.onlyDiffers("rsp")
          && j.onlyDiffersBy(~0xffffL);
    }
  },
  /** helper_ljmp_protected: EXCP0D_GPF where helper_lcall_protected has EXCP0B_NOSEG. */
  GATE_CODE_ABSENT("TCG's JMP raises #GP where a call gate's code is not present (SDM: #NP)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("JMP")
          && j.model().vector() == NP
          && j.other().vector() == GP
          && j.onlyDiffers("rip");
    }
  },
  /** EXCP0B_NOSEG of helper_ret_protected. */
  STACK_ABSENT("TCG raises #NP where far returns load an SS that is not present (SDM: #SS)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("RETF|IRET[DQ]?")
          && j.model().vector() == SS
          && j.other().vector() == NP
          && j.onlyDiffers("rip");
    }
  },
  /** do_interrupt64; APM vol. 3, INT asks for both in the other order, as call gates of TCG do. */
  HANDLER_ABSENT("TCG asks whether a handler is present before it asks whether it is 64-bit code") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("INT|INT3|INTO")
          && j.situation().setting().longMode()
          && j.model().vector() == GP
          && j.other().vector() == NP
          && j.onlyDiffers("rip");
    }
  },
  /** "NULL ss is allowed in long mode if cpl != 3", helper_ret_protected says. */
  NULL_RETURN(
      "TCG's far returns load a null SS whatever its RPL, and beside code that is not 64-bit (SDM"
          + " vol. 2, IRET)") {
    @Override
    public boolean explains(Judgement j) {
      boolean popped =
          j.situation().mnemonic().equals("IRETQ") && (j.situation().stack(32) & 0xfffc) == 0
              || (j.other().values().getOrDefault("ss", -1L) & 0xfffc) == 0;
      return j.situation().mnemonic().matches("RETF|IRET[DQ]?")
          && j.situation().setting().longMode()
          && j.model().vector() == GP
          && popped;
    }
  },
  NULL_STACK("TCG loads a null SS whose RPL is not CPL (SDM vol. 2, MOV: #GP)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().setting().bits() == 64
          && j.situation().mnemonic().matches("MOV|LSS")
          && j.model().vector() == GP
          && (j.other().values().getOrDefault("ss", -1L) & ~3) == 0;
    }
  },
  VIRTUAL_TARGET("TCG's IRETD goes to virtual-8086 mode beyond 64 KiB (SDM vol. 2, IRET: #GP)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("IRETD")
          && j.model().vector() == GP
          && j.other().values().getOrDefault("ds", -1L) == 0
          && j.model().values().get("ds") != 0;
    }
  },
  SMALL_GATE("TCG takes all bits of the offset of a 16-bit gate (SDM vol. 3, 5.8.3)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("JMP|CALL|INT|INT3|INTO")
          && j.model().vector() < 0
          && j.onlyDiffers("rip")
          && j.onlyDiffersBy(UPPER_HALF);
    }
  },
  DELIVERY_CANONICAL("TCG delivers to a stack that is not canonical") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().setting().bits() == 64
          && j.model().isShutdown()
          && !j.situation().canonical(Gpr.RSP);
    }
  },
  IRET_VIRTUAL("TCG's IRETD goes to virtual-8086 mode from long mode too (SDM vol. 2, IRET)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("IRET|IRETD")
          && j.situation().setting().longMode()
          && j.other().vector() == GP
          && (j.situation().stack(8) & Flags.VM) != 0;
    }
  },
  VECTOR_CODE(
      "TCG's error code has the vector times 16 where the gate is at fault (SDM vol. 3, 6.13)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().setting().longMode()
          && j.situation().mnemonic().matches("INT|INT3|INTO")
          && j.model().vector() == j.other().vector()
          && j.onlyDiffersInMemory()
          && j.differences().size() <= 2;
    }
  };

  private static final int NP = 11;
  private static final int SS = 12;
  private static final int PF = 14;
  private static final int TS = 10;
  private static final int GP = 13;
  private static final long BUSY_SMALL_TASK = 0x83;
  private static final long UPPER_HALF = 0xffff_0000L;

  private final String reason;

  TcgTransferDeviation(String reason) {
    this.reason = reason;
  }

  @Override
  public String toString() {
    return reason;
  }
}
