package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.msr.MsrRegister;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** MTRRs and PAT (arch/x86/kvm/mtrr.c; SDM vol. 3, 13.11 and 13.12): kept, and never obeyed. */
final class CacheMsrs {
  private static final int FIRST_VARIABLE = 0x200;
  private static final int VARIABLE = 8;
  private static final int[] FIXED = {
    0x250, 0x258, 0x259, 0x268, 0x269, 0x26a, 0x26b, 0x26c, 0x26d, 0x26e, 0x26f
  };
  private static final int PAT = 0x277;
  private static final int DEFAULT_TYPE = 0x2ff;
  private static final long DEFAULT_TYPE_BITS = 0xcff;
  private static final long PAT_AT_RESET = 0x0007_0406_0007_0406L;

  /** WB, WT, WP, WC and UC, by number. */
  private static final int MTRR_TYPES = 0x73;

  /** The same with UC-. */
  private static final int PAT_TYPES = 0xf3;

  /** How they are made, by index. */
  static final Map<Integer, Function<Vcpu, MsrRegister>> MODEL = model();

  private CacheMsrs() {}

  private static Map<Integer, Function<Vcpu, MsrRegister>> model() {
    Map<Integer, Function<Vcpu, MsrRegister>> model = new HashMap<>();
    model.put(0xfe, vcpu -> MsrRegister.constant(0x500 | VARIABLE)); // IA32_MTRRCAP
    for (int index : FIXED) {
      model.put(index, vcpu -> new Kept(0, (value, _) -> types(value, MTRR_TYPES)));
    }
    for (int i = 0; i < VARIABLE; i++) {
      model.put(FIRST_VARIABLE + 2 * i, vcpu -> new Kept(0, (value, _) -> isBase(vcpu, value)));
      model.put(
          FIRST_VARIABLE + 2 * i + 1,
          vcpu -> new Kept(0, (value, _) -> (value & (reserved(vcpu) | 0x7ff)) == 0));
    }
    model.put(
        DEFAULT_TYPE,
        vcpu ->
            new Kept(
                0,
                (value, _) ->
                    (value & ~DEFAULT_TYPE_BITS) == 0 && isType((int) value & 0xff, MTRR_TYPES)));
    model.put(PAT, vcpu -> new Kept(PAT_AT_RESET, (value, _) -> types(value, PAT_TYPES)));
    return model;
  }

  private static long reserved(Vcpu vcpu) {
    return vcpu.settings().reservedAddressBits();
  }

  private static boolean isBase(Vcpu vcpu, long value) {
    return isType((int) value & 0xff, MTRR_TYPES) && (value & (reserved(vcpu) | 0xf00)) == 0;
  }

  private static boolean isType(int type, int known) {
    return type < Byte.SIZE && (known & 1 << type) != 0;
  }

  /** Whether each of the eight bytes is a type. */
  private static boolean types(long value, int known) {
    for (int i = 0; i < Long.SIZE; i += Byte.SIZE) {
      if (!isType((int) (value >>> i) & 0xff, known)) {
        return false;
      }
    }
    return true;
  }
}
