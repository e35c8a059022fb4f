package io.github.kvmtck.oracle.judges;

import java.util.Set;

/** Where a real KVM, whose emulator runs CPL 0 here, differs from the model: one by one. */
enum KvmDeviation implements Deviation {
  /** The model keeps translations, as processors may (SDM vol. 3, 5.10.2). */
  TABLES_WRITTEN("KVM's emulator walks for each access: page tables have just been written") {
    @Override
    public boolean explains(Judgement j) {
      byte[] before = j.situation().memory();
      return j.situation().setting().paging()
          && j.model().memory().entrySet().stream()
              .anyMatch(byteAt ->
                  byteAt.getKey() >= Space.TABLES
                      && byteAt.getKey() < Space.TABLES + 0x4000
                      && ((byteAt.getValue() ^ before[byteAt.getKey()]) & ~MARKS & 0xff) != 0);
    }
  },
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
          && (j.situation().operand() & 0xffff) > 0xfff8
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
      return j.situation().mnemonic().matches("(CMPS|SCAS).")
          && j.situation().text().contains("rep")
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
  ACCESSED("KVM's far transfers set the accessed bit before they compare offset and limit") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().mnemonic().matches("JMP|CALL|RETF|IRETD?")
          && j.model().vector() == GP
          && j.differences().size() == 1
          && j.onlyDiffersInTables();
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
  STORE_SELECTOR(
      "KVM stores a selector with zeros up to the operand size REX.W says (SDM: 16 bits)") {
    @Override
    public boolean explains(Judgement j) {
      return j.situation().syntax().matches("(SLDT|STR|MOV) m16.*")
          && (j.onlyDiffersInMemory()
              || j.model().vector() < 0 && (j.other().vector() == PF || j.other().isShutdown()));
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
          && (j.model().values().getOrDefault("cr2", 1L) & 0xfff) == 0
          && j.withoutAccessed().onlyDiffersInMemory();
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
  WRAP("KVM lets an operand of compatibility mode at 4 GiB wrap around to 0") {
    @Override
    public boolean explains(Judgement j) {
      return Situation.atEnd(j.situation().operand())
          && (j.model().vector() == GP || j.model().vector() == SS)
          && j.other().vector() == PF;
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

  /** Accessed and dirty. */
  private static final int MARKS = 0x60;

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
