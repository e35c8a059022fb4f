package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.x86.cpu.Gpr;
import java.util.Set;

/** Where a real KVM, whose emulator runs CPL 0 here, differs from the model: one by one. */
enum KvmDeviation implements Deviation {
  MOVBE("KVM's emulator refuses MOVBE where its CPUID does not offer it") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("MOVBE")
          && (j.other().vector() == UD || j.other().isShutdown());
    }
  },
  BIT_COUNT("KVM's emulator knows no TZCNT and LZCNT: it takes them for BSF and BSR") {
    @Override
    public boolean explains(Judgement j) {
      return Set.of("TZCNT", "LZCNT").contains(j.situation().mnemonic());
    }
  },
  ORDER("KVM reads the operand of a MOV to a segment register that does not exist") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().syntax().equals("MOV Sreg, r/m16") && j.model().vector() == UD;
    }
  },
  ADJUST("KVM takes the sign flag of AAD and AAM from 16 bits") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().startsWith("AA") && j.onlyDiffers("rflags");
    }
  },
  FAR_POINTER("KVM reads a far pointer as one operand: it does not wrap at 64 KiB") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().syntax().contains("m16:v")
          && j.model().vector() < 0
          && (j.other().vector() == GP || j.other().vector() == SS);
    }
  },
  ENTER("KVM's ENTER pushes what the stack segment's size says, not the operand size") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().text().matches(".*data(16|32) enter.*");
    }
  },
  REPEATED_FLAGS(
      "KVM keeps the flags from before a repeated comparison that faults, as the SDM says; silicon"
          + " keeps those of the last iteration") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().text().contains("rep")
          && j.model().vector() >= 0
          && j.model().vector() == j.other().vector();
    }
  },
  STACK_POINTER("KVM's emulated real-mode delivery clears the upper half of ESP") {
    @Override
    public boolean explains(Judgement j) {
      return j.model().vector() >= 0
          && j.onlyDiffers("rsp")
          && (j.model().values().get("rsp") & 0xffff) == j.other().values().get("rsp");
    }
  },
  STACK("kvm_pvm, which delivers to a stack at 0, finds another or none at such an ESP") {
    @Override
    public boolean explains(Judgement j) {
      long top = j.situation().registers()[Gpr.RSP] & 0xffff_ffffL;
      return j.situation().setting().bits() == 16
          && j.model().vector() >= 0
          && (j.other().isShutdown() && top < 16 || top > 0xffff);
    }
  },
  ACCESSED("KVM's far transfers set the accessed bit before they compare offset and limit") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("JMP|CALL|RETF|IRETD?")
          && j.model().vector() == GP
          && j.differences().size() == 1
          && j.onlyDiffersInTables();
    }
  },
  IRET("KVM's emulator has no IRET outside real mode (em_iret): kvm_pvm's own checks no segments") {
    @Override
    public boolean explains(Judgement j) {
      return !j.situation().setting().real() && j.situation().mnemonic().startsWith("IRET");
    }
  },
  REX_SELECTOR(
      "KVM's emulator takes REX.R for a part of the segment register (SDM vol. 2, 2.2.1.2)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().syntax().matches("MOV .*Sreg.*")
          && j.situation().setting().bits() == 64
          && (j.other().vector() == UD || j.other().isShutdown());
    }
  },
  FSGSBASE("kvm_pvm executes RDFSBASE and its like without CR4.FSGSBASE") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("(RD|WR)[FG]SBASE")
          && (j.model().vector() == UD || j.model().isShutdown());
    }
  },
  STORE_SELECTOR(
      "KVM stores a selector with zeros up to the operand size REX.W says (SDM: 16 bits)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().syntax().matches("(SLDT|STR|MOV) m16.*")
          && (j.onlyDiffersInMemory()
              || j.model().vector() < 0 && (j.other().vector() == PF || j.other().isShutdown()));
    }
  },
  USER_FLAGS("kvm_pvm, which runs CPL 3 natively, has flags of its own there") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("SYS(RET|EXIT)Q?")
          && (j.withoutUserFlags().agree() || j.model().vector() == GP && j.other().vector() == GP);
    }
  },
  USER_CODE("kvm_pvm takes SYSRET to 32-bit code for one to 64-bit code") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("SYSRET") && j.situation().setting().longMode();
    }
  },
  SYSENTER("AMD's processors have no SYSENTER in long mode (APM vol. 3), Intel's do (SDM vol. 2)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("SYSENTER")
          && j.situation().setting().longMode()
          && (j.other().vector() == UD || j.other().isShutdown());
    }
  },
  DEBUG_ALIAS("KVM does not look at the upper half of what goes to DR6 and DR7 as DR4 and DR5") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().text().matches(".*mov dr[45],.*")
          && j.model().vector() == GP
          && j.other().vector() < 0;
    }
  },
  ALIGNMENT("KVM looks at the address of CMPXCHG16B before its alignment: #SS, not #GP") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("CMPXCHG16B")
          && j.model().vector() == GP
          && j.other().vector() == SS;
    }
  },
  PART_OF_STORE("KVM has stored the part of an operand before the page that faults") {
    @Override
    public boolean explains(Judgement j) {
      return j.model().vector() == PF
          && j.other().vector() == PF
          && (j.situation().operand() & 0xfff) > 0xff0
          && j.withoutAccessed().onlyDiffersInMemory();
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
  TABLE_LOAD("KVM reads five bytes for LGDT and LIDT of 16 bits") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("LGDT|LIDT") && j.withoutAccessed().agree();
    }
  },
  LLDT("KVM's LLDT takes an LDT's descriptor from the LDT too (SDM vol. 2: #GP)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("LLDT")
          && j.model().vector() == GP
          && (j.other().values().getOrDefault("ldt", 0L) & 4) != 0;
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
  WRAP("KVM lets an operand of compatibility mode at 4 GiB wrap around to 0") {
    @Override
    public boolean explains(Judgement j) {
      return Situation.atEnd(j.situation().operand())
          && (j.model().vector() == GP || j.model().vector() == SS)
          && j.other().vector() == PF;
    }
  },
  INT("KVM's emulator has no INT outside real mode (emulate_int): it is kvm_pvm's own") {
    @Override
    public boolean explains(Judgement j) {
      return !j.situation().setting().real() && j.situation().mnemonic().startsWith("INT");
    }
  },
  LTR("KVM's LTR gives error code 0 for a selector of the LDT (SDM vol. 2: the selector)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().equals("LTR")
          && j.model().vector() == GP
          && j.other().vector() == GP
          && j.onlyDiffersInMemory()
          && j.differences().size() <= 2;
    }
  },
  PUSH_SELECTOR("KVM writes four bytes where the manual allows to leave the upper two alone") {
    @Override
    public boolean explains(Judgement j) {
      Set<String> pushes = Set.of("PUSH ES", "PUSH CS", "PUSH SS", "PUSH DS", "PUSH FS", "PUSH GS");
      return pushes.contains(j.situation().syntax()) && j.onlyDiffersInMemory();
    }
  };

  private static final int PF = 14;
  private static final int UD = 6;
  private static final int SS = 12;
  private static final int GP = 13;

  private final String reason;

  KvmDeviation(String reason) {
    this.reason = reason;
  }

  @Override
  public String toString() {
    return reason;
  }
}
