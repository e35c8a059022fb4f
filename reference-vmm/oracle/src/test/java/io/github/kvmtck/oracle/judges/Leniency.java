package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.x86.cpu.Flags;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a judge never does, taken from the model's outcome where the two differ in it. */
enum Leniency {
  /** SDM vol. 3, 18.3.1.1; do_interrupt_protected of seg_helper.c pushes the flags as they are. */
  RESUME("TCG pushes no RF when it delivers a fault") {
    @Override
    Outcome applied(Judgement j) {
      Outcome model = j.model();
      if (model.vector() < 0) {
        return model;
      }
      Set<Integer> flags = pushedFlags(model, 2);
      return model.like(j.situation(), j.other(), at -> flags.contains(at) ? 1 : 0);
    }
  },
  /** What it does for its emulated modes, itself; not KVM's emulator. */
  DELIVERY("kvm_pvm delivers in protected mode to a stack at 0, and clears AC") {
    @Override
    boolean fits(String judge) {
      return judge.equals(KvmJudge.NAME);
    }

    @Override
    Outcome applied(Judgement j) {
      Outcome model = j.model();
      if (model.vector() < 0) {
        return model;
      }
      if ((j.difference("rflags") & Flags.AC) != 0) {
        Map<String, Long> values = new TreeMap<>(model.values());
        values.merge("rflags", (long) Flags.AC, (mine, ac) -> mine & ~ac);
        model = new Outcome("", values, model.memory());
      }
      if (value(model, "ss.base") == 0) {
        return model;
      }
      Outcome told = model;
      return IntStream.rangeClosed(3, 6)
          .mapToObj(count -> told.frameAtZero(j.situation(), 4 * count))
          .min(Comparator.comparing(outcome -> j.with(outcome).differences().size()))
          .orElse(told);
    }
  },
  /** SDM vol. 3, 4.4.2: it is not the processor that reads them when it walks. */
  POINTERS("TCG marks the PDPTEs of PAE paging accessed") {
    @Override
    Outcome applied(Judgement j) {
      Setting setting = j.situation().setting();
      boolean pae = setting.paging() && !setting.longMode() && (setting.get("cr4") & PAE) != 0;
      return pae
          ? j.model().like(j.situation(), j.other(), at -> at == Space.TABLES ? 0x20 : 0)
          : j.model();
    }
  },
  /** A step of the stub ends before it. */
  HALT("TCG has not read the HLT that the others have: its page is not accessed") {
    @Override
    Outcome applied(Judgement j) {
      long next = value(j.model(), "cs.base") + value(j.model(), "rip") & 0xffff_ffffL;
      if (!j.situation().setting().paging() || next >= Space.END) {
        return j.model();
      }
      int entry = Ring.valueOf(j.situation().setting().name()).pageEntry((int) next);
      return j.model().like(j.situation(), j.other(), at -> at == entry ? 0x20 : 0);
    }
  },
  /** The emulator's em_iret has none outside real mode. */
  OWN_IRET(
      "kvm_pvm's own IRET loads reserved flags, all of ESP whatever SS says, and no IOPL, and marks"
          + " neither CS nor SS as accessed") {
    @Override
    boolean fits(String judge) {
      return judge.equals(KvmJudge.NAME);
    }

    @Override
    Outcome applied(Judgement j) {
      if (!j.situation().mnemonic().startsWith("IRET") || j.model().vector() >= 0) {
        return j.model();
      }
      Outcome lenient = j.model().like(j.situation(), j.other(), at -> entry(at) ? 1 : 0);
      Map<String, Long> values = new TreeMap<>(lenient.values());
      long flags = ~Flags.ALL | Flags.IOPL;
      values.computeIfPresent("rflags", (name, mine) -> mine ^ j.difference("rflags") & flags);
      for (String rights : List.of("cs.rights", "ss.rights")) {
        values.computeIfPresent(rights, (name, mine) -> mine ^ j.difference(rights) & 1);
      }
      if ((value(j.model(), "ss.rights") & BIG) == 0) {
        values.computeIfPresent("rsp", (name, mine) -> mine ^ j.difference("rsp") & ~0xffffL);
      }
      return new Outcome("", values, lenient.memory());
    }
  },
  /** SDM vol. 2, IRET; helper_ret_protected of seg_helper.c has neither in its mask. */
  IRET_FLAGS("TCG's IRET loads neither VIF nor VIP") {
    @Override
    Outcome applied(Judgement j) {
      if (!j.situation().mnemonic().startsWith("IRET")) {
        return j.model();
      }
      // A HLT at CPL 3 has pushed them.
      Set<Integer> pushed = pushedFlags(j.model(), 2);
      Outcome lenient =
          j.model().like(j.situation(), j.other(), at -> pushed.contains(at) ? VIRTUAL >> 16 : 0);
      Map<String, Long> values = new TreeMap<>(lenient.values());
      values.computeIfPresent("rflags", (name, mine) -> mine ^ j.difference("rflags") & VIRTUAL);
      return new Outcome("", values, lenient.memory());
    }
  },
  /**
   * SDM vol. 3, 3.4.5.1; helper_ljmp_protected and its like of seg_helper.c do not do what load_seg
   * does, for CS nor for the SS that far returns load.
   */
  ACCESSED("TCG sets no accessed bit where transfers load CS and SS") {
    @Override
    Outcome applied(Judgement j) {
      byte[] before = j.situation().memory();
      boolean returns = j.situation().mnemonic().matches("RETF|IRET[DQ]?");
      Outcome lenient =
          j.model()
              .like(
                  j.situation(),
                  j.other(),
                  at -> entry(at) && (returns || (before[at] & CODE) == CODE) ? 1 : 0);
      Map<String, Long> values = new TreeMap<>(lenient.values());
      for (String rights : returns ? List.of("cs.rights", "ss.rights") : List.of("cs.rights")) {
        if (j.difference(rights) == 1) {
          values.merge(rights, 1L, (mine, one) -> mine ^ one);
        }
      }
      return new Outcome("", values, lenient.memory());
    }
  };

  private static final long PAE = 0x20;
  private static final int CODE = 0x18;
  private static final int BIG = 0x4000;

  /** VIF and VIP. */
  private static final int VIRTUAL = 0x18_0000;

  private final String reason;

  Leniency(String reason) {
    this.reason = reason;
  }

  abstract Outcome applied(Judgement judgement);

  boolean fits(String judge) {
    return judge.equals(TcgJudge.NAME);
  }

  /** The judgement with this left out, where it makes a difference. */
  Judgement of(Judgement j) {
    boolean applies =
        fits(j.judge())
            && !j.situation().setting().real()
            && !j.model().isShutdown()
            && !j.other().isShutdown();
    return applies ? j.with(applied(j)) : j;
  }

  /** With all of them. */
  static Judgement all(Judgement judgement) {
    Judgement left = judgement;
    for (Leniency leniency : values()) {
      left = leniency.of(left);
    }
    return left;
  }

  /** Where a byte of the flags is in any frame that there may be on the stack. */
  private static Set<Integer> pushedFlags(Outcome model, int which) {
    boolean narrow = (value(model, "ss.rights") & BIG) == 0;
    boolean wraps = narrow && (value(model, "efer") & 0x400) == 0;
    long mask = wraps ? 0xffff : -1L;
    return IntStream.of(8, 12, 16, 24)
        .mapToObj(at -> (int) (value(model, "ss.base") + (value(model, "rsp") + at + which & mask)))
        .collect(Collectors.toSet());
  }

  private static long value(Outcome outcome, String name) {
    return outcome.values().getOrDefault(name, 0L);
  }

  /** Whether a byte is the type of a descriptor. */
  static boolean entry(int at) {
    return at >= Space.GDT && at < Space.LDT + 8 * Space.LDT_ENTRIES && at % 8 == 5;
  }

  @Override
  public String toString() {
    return reason;
  }
}
