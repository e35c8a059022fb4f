package io.github.kvmtck.oracle.judges;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a judge takes a situation for. The model is asked about that instead. */
enum Supposition {
  LIMITS("TCG checks no segment limits") {
    @Override
    boolean fits(Judgement j) {
      return j.judge().equals(TcgJudge.NAME) && j.situation().setting().bits() != 64;
    }

    @Override
    Situation applied(Judgement j) {
      return j.situation().withoutLimits();
    }

    @Override
    Outcome told(Judgement j) {
      Outcome told = j.model();
      for (String segment : Situation.SEGMENTS) {
        told = with(j.with(told), segment + ".limit", -1L);
      }
      return told;
    }
  },
  /** helper_ret_protected, helper_ljmp_protected and their like in QEMU's seg_helper.c. */
  LONG_AND_BIG("TCG takes code with both L and D for 64-bit code (SDM vol. 3, 5.2.1: #GP)") {
    @Override
    boolean fits(Judgement j) {
      return j.judge().equals(TcgJudge.NAME)
          && j.situation().setting().longMode()
          && j.situation().mnemonic().matches("JMP|CALL|RETF|IRET[DQ]?|INT|INT3|INTO");
    }

    @Override
    Situation applied(Judgement j) {
      return j.situation()
          .withEntries((before, entry) ->
              Entry.type(entry) >= CODE && (entry & BOTH) == BOTH ? entry & ~BIG : entry);
    }

    @Override
    Outcome told(Judgement j) {
      return with(j, "cs.rights", 0x4000);
    }
  },
  /** cpu_x86_load_seg_cache of helper_ltr and em_ltr of KVM's emulate.c. */
  SMALL_TASK(
      "both load a 16-bit TSS in long mode, where its type is reserved (SDM vol. 3, table 3-2)") {
    @Override
    boolean fits(Judgement j) {
      return j.situation().mnemonic().equals("LTR") && j.situation().setting().longMode();
    }

    @Override
    Situation applied(Judgement j) {
      return j.situation()
          .withEntries((before, entry) -> (Entry.type(entry) & ~2) == 1 ? entry | WIDE : entry);
    }

    @Override
    Outcome told(Judgement j) {
      Outcome types = j.model().like(j.situation(), j.other(), at -> Leniency.entry(at) ? 8 : 0);
      return with(j.with(types), "tr.rights", 8);
    }
  },
  /** gen_lea_modrm and gen_op_ld_v of translate.c read as many bytes with REX.W as without. */
  FAR_POINTER_64("TCG loads m16:32 where LFS, LGS and LSS have REX.W, as AMD does (APM vol. 3)") {
    @Override
    boolean fits(Judgement j) {
      return j.judge().equals(TcgJudge.NAME)
          && j.situation().mnemonic().matches("L[FGS]S")
          && j.situation().text().contains("tbyte");
    }

    @Override
    Situation applied(Judgement j) {
      return j.situation().narrow();
    }

    @Override
    Outcome told(Judgement j) {
      return j.model();
    }
  },
  /** helper_ltr of seg_helper.c leaves S out, __load_segment_descriptor of emulate.c all of it. */
  UPPER_TYPE(
      "KVM's LTR looks at no type in the upper half of a TSS, TCG's at a part (SDM vol. 2)") {
    @Override
    boolean fits(Judgement j) {
      return j.situation().mnemonic().equals("LTR") && j.situation().setting().longMode();
    }

    @Override
    Situation applied(Judgement j) {
      long ignored = j.judge().equals(TcgJudge.NAME) ? SEGMENT : TYPE;
      return j.situation()
          .withEntries(
              (before, entry) -> (Entry.type(before) & ~10) == 1 ? entry & ~ignored : entry);
    }

    @Override
    Outcome told(Judgement j) {
      return j.model();
    }
  },
  /** __load_segment_descriptor asks for X86EMUL_MODE_PROT64, as APM vol. 3 has LLDT and LTR. */
  LOWER_HALF(
      "KVM takes LDTs and TSSs of compatibility mode for 8 bytes, as AMD does (APM vol. 3); Intel's"
          + " are of 16 bytes (SDM vol. 3, 3.5.2)") {
    @Override
    boolean fits(Judgement j) {
      return j.judge().equals(KvmJudge.NAME)
          && j.situation().mnemonic().matches("LLDT|LTR")
          && j.situation().setting().name().equals(Ring.COMPATIBILITY.name());
    }

    @Override
    Situation applied(Judgement j) {
      Situation halves =
          j.situation()
              .withEntries((before, entry) ->
                  Entry.type(before) == LDT || (Entry.type(before) & ~10) == 1 ? 0 : entry);
      long limit = halves.setting().get("gdt.limit");
      return halves.with(halves.setting().with("gdt.limit", limit + 8));
    }

    @Override
    Outcome told(Judgement j) {
      return with(j, "gdt.limit", -1L);
    }
  };

  private static final int CODE = 0x18;
  private static final int LDT = 2;
  private static final long BIG = 1L << 54;
  private static final long BOTH = 3L << 53;
  private static final long WIDE = 1L << 43;
  private static final long SEGMENT = 1L << 44;
  private static final long TYPE = 0x1fL << 40;

  private final String reason;

  Supposition(String reason) {
    this.reason = reason;
  }

  abstract boolean fits(Judgement judgement);

  abstract Situation applied(Judgement judgement);

  /** What the model says, where what was supposed is told by itself as the judge tells it. */
  abstract Outcome told(Judgement judgement);

  private static Outcome with(Judgement j, String register, long bits) {
    if (j.model().isShutdown() || j.other().isShutdown()) {
      return j.model();
    }
    Map<String, Long> values = new TreeMap<>(j.model().values());
    values.computeIfPresent(register, (name, value) -> value ^ j.difference(register) & bits);
    return new Outcome("", values, j.model().memory());
  }

  /** The judgement under some of them, where the model has something to say. */
  static Judgement of(Judgement judgement, List<Supposition> some) {
    Judgement supposed = judgement;
    for (Supposition each : some) {
      supposed = supposed.supposing(each.applied(supposed));
    }
    if (!supposed.model().speaks()) {
      return judgement;
    }
    for (Supposition each : some) {
      supposed = supposed.with(each.told(supposed));
    }
    return supposed;
  }

  /** Those that there can be: each by itself, then all. */
  static List<List<Supposition>> of(Judgement judgement) {
    List<Supposition> all = Stream.of(values()).filter(each -> each.fits(judgement)).toList();
    return Stream.concat(all.stream().map(List::of), Stream.of(all)).toList();
  }

  @Override
  public String toString() {
    return reason;
  }
}
