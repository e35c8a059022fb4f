package io.github.kvmtck.oracle;

import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.isa.Attribute;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Operand;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Chooses displacement and registers so that a memory operand is where it should be. */
final class Aim {
  private static final Set<String> BIT_STRINGS = Set.of("BT", "BTS", "BTR", "BTC");

  private final Case c;
  private final Encoding encoding;
  private final RandomGenerator random;
  private final Places places;
  private final Width width;

  Aim(Case c, Encoding encoding, RandomGenerator random, Places places, Width width) {
    this.c = c;
    this.encoding = encoding;
    this.random = random;
    this.places = places;
    this.width = width;
  }

  static boolean isString(Insn insn) {
    return insn.form().has(Attribute.REP) || insn.form().has(Attribute.REPCC);
  }

  /** Where the memory operand is in its segment. */
  static long address(Case c, Insn insn) {
    long base =
        switch (insn.base()) {
          case Gpr.RIP -> c.before(Case.CODE) + insn.length();
          case Gpr.ZERO -> 0;
          default -> c.before(8 * insn.base());
        };
    long index = insn.index() == Gpr.ZERO ? 0 : c.before(8 * insn.index());
    return base + (index << insn.scale()) + insn.displacement() & insn.addressMask();
  }

  /** The instruction with its displacement; null where its registers cannot reach the target. */
  @Nullable Insn at(Insn insn) {
    boolean jump = insn.form().mnemonic().equals("JMP") || insn.form().mnemonic().equals("CALL");
    boolean bits =
        BIT_STRINGS.contains(insn.form().mnemonic()) && insn.form().immediates().isEmpty();
    if (bits && !bitOffset(insn)) {
      return null;
    }
    if (insn.base() == Gpr.RSP) {
      return jump || X87Operand.large(insn) ? null : aroundStack(insn);
    }
    return jump ? pointer(insn) : reach(insn, target(insn) - width.dataBase(places));
  }

  /** The operand of an indirect jump holds the address of the landing. */
  private @Nullable Insn pointer(Insn insn) {
    boolean rounded = insn.base() == insn.index();
    Insn aimed = rounded ? null : reach(insn, places.dataWindow() + 64 - width.dataBase(places));
    if (aimed != null) {
      c.dataBefore(64, c.before(Case.CODE) + Places.LANDING);
    }
    return aimed;
  }

  private long target(Insn insn) {
    int chance = random.nextInt(100);
    if (chance < 94) {
      long place = places.edge() - 64 + random.nextInt(112);
      if (X87Operand.large(insn)) {
        return places.dataWindow() + (random.nextInt(16) > 0 ? 64 * random.nextInt(3) : 1);
      }
      return vector(insn) && random.nextInt(8) > 0 ? place & -16 : place;
    }
    return switch (chance) {
      case 94 -> places.readOnly() + 64 + random.nextInt(3900);
      case 95 -> places.readOnly() + 4096 - random.nextInt(16);
      case 96 -> places.absent() + random.nextInt(4000);
      case 97 -> outside(insn);
      case 98 -> places.absent() - random.nextInt(16);
      default -> places.edge();
    };
  }

  /** Whether the operand may have to be aligned. */
  private static boolean vector(Insn insn) {
    return insn.form().operands().stream()
        .anyMatch(o -> o.kind().memory() && o.size() == Operand.Size.X);
  }

  /** An address that is not canonical, or beyond the segment. */
  private long outside(Insn insn) {
    return switch (insn.addressBits()) {
      case 64 -> 0x0123_4567_89ab_cdefL ^ random.nextInt();
      case 32 -> width == Width.PROTECTED ? places.data() + 0x1_0200 : places.absent();
      default -> places.absent();
    };
  }

  /** A bit string starts at the operand: the register says how far away the bit is. */
  private boolean bitOffset(Insn insn) {
    if (insn.reg() == insn.base() || insn.reg() == insn.index()) {
      return false;
    }
    c.before(8 * insn.reg(), random.nextInt(512) - 256);
    return true;
  }

  /** Gives a register the value that addresses need; what they do not use stays as it is. */
  private void register(Insn insn, int register, long value) {
    long used = insn.addressMask() & width.registerMask();
    c.before(8 * register, c.before(8 * register) & ~used & width.registerMask() | value & used);
  }

  /** The operand lies near RSP: only small displacements and indexes stay in the window. */
  private @Nullable Insn aroundStack(Insn insn) {
    if (insn.index() != Gpr.ZERO) {
      c.before(8 * insn.index(), random.nextInt(3));
    }
    if (insn.displacement() < -32 || insn.displacement() > 64) {
      return encoding.displacement(random.nextInt(48) - 16);
    }
    return insn;
  }

  private @Nullable Insn reach(Insn insn, long target) {
    int base = insn.base();
    int index = insn.index();
    boolean far = width == Width.LONG && target >>> 31 != 0;
    if (base == Gpr.RIP) {
      return far ? null : encoding.displacement(target - c.before(Case.CODE) - insn.length());
    }
    if (base == Gpr.ZERO && index == Gpr.ZERO) {
      return far && insn.displacement() == (int) insn.displacement()
          ? null
          : encoding.displacement(target);
    }
    if (base == index) {
      return same(insn, target);
    }
    if (base == Gpr.ZERO) {
      return indexOnly(insn, target);
    }
    long scaled = index == Gpr.ZERO ? 0 : c.before(8 * index) << insn.scale();
    register(insn, base, target - insn.displacement() - scaled);
    return insn;
  }

  private @Nullable Insn indexOnly(Insn insn, long target) {
    long distance = target - insn.displacement() & insn.addressMask();
    long value = distance >>> insn.scale();
    Insn moved = insn;
    if (value << insn.scale() != distance) {
      moved = encoding.displacement(insn.displacement() + distance - (value << insn.scale()));
    }
    register(insn, insn.index(), value);
    return moved;
  }

  /** One register is base and index: the target moves to where a multiple of it reaches. */
  private @Nullable Insn same(Insn insn, long target) {
    long times = 1 + (1L << insn.scale());
    long distance = target - insn.displacement() & insn.addressMask();
    register(insn, insn.base(), Long.divideUnsigned(distance, times));
    return insn;
  }
}
