package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;

/**
 * Where QEMU's translator, as version 7.2 has it, differs from the model in what the system does.
 */
enum TcgSystemDeviation implements Deviation {
  MSR("TCG refuses neither an MSR that it does not know nor reserved bits of EFER") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().endsWith("MSR")
          && j.model().vector() == GP
          && j.other().vector() < 0;
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
  LTR("TCG's LTR loads a null selector (SDM vol. 2: #GP)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("LTR")
          && j.model().vector() == GP
          && (j.other().values().get("tr") & ~3) == 0;
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
  TABLE("TCG loads a base that is not canonical into GDTR and IDTR (SDM vol. 2, LGDT: #GP)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("LGDT|LIDT")
          && j.situation().setting().bits() == 64
          && j.model().vector() == GP
          && j.other().vector() < 0;
    }
  },
  LAR_64(
      "TCG's LAR and LSL take types of long mode for those of 32 bits (SDM vol. 2, table 3-53)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("LAR|LSL")
          && j.situation().setting().longMode()
          && (j.difference("rflags") & Flags.ZF) != 0
          && (j.other().values().get("rflags") & Flags.ZF) != 0;
    }
  },
  NULL_STACK("TCG loads a null SS whose RPL is not CPL (SDM vol. 2, MOV: #GP)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().setting().bits() == 64
          && j.model().vector() == GP
          && (j.other().values().getOrDefault("ss", -1L) & ~3) == 0;
    }
  },
  IRET_FLAGS("TCG's IRET loads neither VIF nor VIP (SDM vol. 2, IRET)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().startsWith("IRET")
          && j.onlyDiffers("rflags")
          && j.onlyDiffersBy(0x18_0000);
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
  POINTERS("TCG reads no PDPTEs where CR0, CR3 and CR4 are loaded (SDM vol. 3, 4.4.1)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().syntax().startsWith("MOV CRn")
          && j.model().vector() == GP
          && (j.other().values().getOrDefault("cr4", 0L) & 0x20) != 0;
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
      long stack = j.situation().registers()[Gpr.RSP];
      return j.situation().setting().bits() == 64
          && j.model() == Outcome.SHUTDOWN
          && stack << 16 >> 16 != stack;
    }
  },
  IRET_VIRTUAL("TCG's IRETD goes to virtual-8086 mode from long mode too (SDM vol. 2, IRET)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("IRET|IRETD")
          && j.situation().setting().longMode()
          && (j.other().values().getOrDefault("ds.rights", 0L) & 0xff) == 0xf3
          && j.other().values().get("ds.base") == j.other().values().get("ds") << 4;
    }
  },
  SYSCALL_FLAGS("TCG's SYSCALL clears the arithmetic flags whatever FMASK says") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("SYSCALL")
          && j.onlyDiffers("rflags")
          && j.onlyDiffersBy(Flags.ARITHMETIC);
    }
  },
  SYSENTER_CODE("TCG's SYSENTER sets D of a 64-bit code segment (SDM vol. 2, SYSENTER: 0)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("SYSENTER")
          && j.onlyDiffers("cs.rights")
          && j.onlyDiffersBy(0x4000);
    }
  },
  SYSRET_FLAGS("TCG's SYSRET loads VM, and neither VIF nor VIP (SDM vol. 2, SYSRET)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().startsWith("SYSRET")
          && j.differsAtStack(26, 0x1a)
          && (j.difference("rflags") & ~0x18_0000L) == 0;
    }
  },
  PAE("TCG lets CR4.PAE be cleared in long mode (SDM vol. 3, 4.1.2: #GP)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().setting().longMode()
          && j.model().vector() == GP
          && (j.other().values().getOrDefault("cr4", 0x20L) & 0x20) == 0;
    }
  },
  LONG_AND_BIG("TCG takes code with both L and D (SDM vol. 3, 5.2.1: #GP)") {
    @Override
    public boolean explains(Judgement j) {
      return j.model().vector() == GP
          && (j.other().values().getOrDefault("cs.rights", 0L) & 0x6000) == 0x6000;
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
  },
  LAR("TCG's LAR gives the limit's upper bits, which the SDM leaves undefined") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("LAR")
          && Situation.REGISTERS.stream()
              .anyMatch(r -> j.onlyDiffers(r) && (j.difference(r) & ~0xf_0000) == 0);
    }
  },
  SYSRET("TCG asks for protected mode before EFER.SCE, the APM after it") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().startsWith("SYSRET")
          && j.model().vector() == UD
          && j.other().vector() == GP;
    }
  };

  private static final int UD = 6;
  private static final int TS = 10;
  private static final int SS = 12;
  private static final int GP = 13;
  private static final long BUSY_SMALL_TASK = 0x83;
  private static final long UPPER_HALF = 0xffff_0000L;

  private final String reason;

  TcgSystemDeviation(String reason) {
    this.reason = reason;
  }

  @Override
  public String toString() {
    return reason;
  }
}
