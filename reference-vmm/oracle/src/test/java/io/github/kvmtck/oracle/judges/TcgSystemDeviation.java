package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.x86.cpu.Flags;

/** Where QEMU's translator, as version 7.2 has it, differs from the model in system registers. */
enum TcgSystemDeviation implements Deviation {
  MSR("TCG refuses neither an MSR that it does not know nor reserved bits of EFER") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().endsWith("MSR")
          && (j.model().vector() == GP || j.model().isShutdown())
          && j.other().vector() < 0;
    }
  },
  TABLE_BASE("TCG takes 24 bits of base where LGDT and LIDT of 64-bit mode have a prefix 66") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("LGDT|LIDT")
          && j.situation().setting().bits() == 64
          && j.onlyDiffers("gdt.base", "idt.base");
    }
  },
  BANKS("TCG has banks of machine-check registers") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("RDMSR") && j.onlyDiffers("rax", "rdx");
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
  WRITE_THROUGH("TCG loads CR0.NW without CD, and PG without PE (SDM vol. 3, 2.5: #GP)") {
    @Override
    public boolean explains(Judgement j) {
      return (j.model().vector() == GP || j.model().isShutdown())
          && ((j.other().values().getOrDefault("cr0", 0L) & 0x6000_0000) == 0x2000_0000
              || (j.other().values().getOrDefault("cr0", 0L) & 0x8000_0001L) == 0x8000_0000L);
    }
  },
  INVPCID("TCG 7.2 has no INVPCID (TCG_7_0_EBX_FEATURES of cpu.c)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("INVPCID") && j.other().vector() == UD;
    }
  },
  RESERVED_BITS("TCG keeps reserved bits of CR0, which are ignored (SDM vol. 3, 2.5)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().syntax().startsWith("MOV CRn") && j.onlyDiffers("cr0");
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
  /** helper_lldt and helper_ltr of seg_helper.c. */
  SYSTEM_BASE("TCG's LLDT and LTR load a base that is not canonical (SDM vol. 2: #GP)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("LLDT|LTR")
          && j.situation().setting().longMode()
          && (j.model().vector() == GP || j.model().isShutdown())
          && !j.situation()
              .canonicalBase(
                  j.other()
                      .values()
                      .getOrDefault(j.situation().mnemonic().equals("LTR") ? "tr" : "ldt", 0L));
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
  POINTERS("TCG reads no PDPTEs where CR0, CR3 and CR4 are loaded (SDM vol. 3, 4.4.1)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().syntax().startsWith("MOV CRn")
          && j.model().vector() == GP
          && (j.other().values().getOrDefault("cr4", 0L) & 0x20) != 0;
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
          && j.atStack(26, 0x1a).onlyDiffers("rflags")
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
  LAR("TCG's LAR gives the limit's upper bits, which the SDM leaves undefined") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("LAR")
          && Situation.REGISTERS.stream()
              .anyMatch(r -> j.onlyDiffers(r) && (j.difference(r) & ~0xf_0000) == 0);
    }
  },
  INT1("TCG treats INT1 as a breakpoint of its own") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("INT1") && j.other().vector() == UD;
    }
  },
  SMSW("TCG stores zeros in the upper half of SMSW r32, which the SDM leaves undefined") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("SMSW");
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
  private static final int GP = 13;

  private final String reason;

  TcgSystemDeviation(String reason) {
    this.reason = reason;
  }

  @Override
  public String toString() {
    return reason;
  }
}
