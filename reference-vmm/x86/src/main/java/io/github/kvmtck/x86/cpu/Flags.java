package io.github.kvmtck.x86.cpu;

/**
 * RFLAGS. The six arithmetic flags are kept as a result and a vector of carries out of each bit,
 * and computed only when asked for: most results are never looked at.
 *
 * <p>Bits of the carry word: {@code CARRY} is CF, CF xor {@code OVER} is OF, bit 3 is AF, bits 8-15
 * are xored into the low result byte for PF, bit 0 inverts SF. The last two exist because POPF and
 * SAHF can set combinations that no result has.
 */
public final class Flags {
  public static final int CF = 1;
  public static final int PF = 1 << 2;
  public static final int AF = 1 << 4;
  public static final int ZF = 1 << 6;
  public static final int SF = 1 << 7;
  public static final int TF = 1 << 8;
  public static final int IF = 1 << 9;
  public static final int DF = 1 << 10;
  public static final int OF = 1 << 11;
  public static final int IOPL = 3 << 12;
  public static final int NT = 1 << 14;
  public static final int RF = 1 << 16;
  public static final int VM = 1 << 17;
  public static final int AC = 1 << 18;
  public static final int VIF = 1 << 19;
  public static final int VIP = 1 << 20;
  public static final int ID = 1 << 21;

  /** The flags that arithmetic sets. */
  public static final int ARITHMETIC = CF | PF | AF | ZF | SF | OF;

  /** Every flag that exists; bit 1 always reads one. */
  public static final int ALL =
      ARITHMETIC | TF | IF | DF | IOPL | NT | RF | VM | AC | VIF | VIP | ID;

  private static final int CARRY = 1 << 31;
  private static final int OVER = 1 << 30;

  private long result = 1;
  private int carries;
  private int system;

  /** RFLAGS with bit 1 set. */
  public long get() {
    return system | arithmetic() | 2;
  }

  /** Loads every flag; bits that do not exist are ignored. */
  public void set(long value) {
    system = (int) value & ALL & ~ARITHMETIC;
    setArithmetic((int) value);
  }

  /** The flags other than {@link #ARITHMETIC}. */
  public int system() {
    return system;
  }

  /** Whether a flag outside {@link #ARITHMETIC} is set. */
  public boolean has(int flag) {
    return (system & flag) != 0;
  }

  /** Sets or clears flags outside {@link #ARITHMETIC}. */
  public void put(int flag, boolean on) {
    system = on ? system | flag : system & ~flag;
  }

  public boolean cf() {
    return carries < 0;
  }

  public int carry() {
    return carries >>> 31;
  }

  public boolean zf() {
    return result == 0;
  }

  public boolean sf() {
    return ((result >>> 63) ^ (carries & 1)) != 0;
  }

  public boolean of() {
    return carries + OVER < 0;
  }

  public boolean pf() {
    return (Integer.bitCount((int) result & 0xff ^ carries >>> 8 & 0xff) & 1) == 0;
  }

  public boolean af() {
    return (carries & 8) != 0;
  }

  /** Less, signed: SF differs from OF. */
  public boolean less() {
    return sf() != of();
  }

  /** The six arithmetic flags at their places. */
  public int arithmetic() {
    return carry()
        | (pf() ? PF : 0)
        | (af() ? AF : 0)
        | (zf() ? ZF : 0)
        | (sf() ? SF : 0)
        | (of() ? OF : 0);
  }

  /** Loads the six arithmetic flags from their places in {@code f}. */
  public void setArithmetic(int f) {
    boolean zero = (f & ZF) != 0;
    boolean carry = (f & CF) != 0;
    boolean overflow = (f & OF) != 0;
    result = zero ? 0 : 1;
    int low = zero ? 0 : 1;
    boolean parityOfLow = (Integer.bitCount(low) & 1) == 0;
    carries =
        (carry ? CARRY : 0)
            | (carry != overflow ? OVER : 0)
            | ((f & AF) != 0 ? 8 : 0)
            | ((f & SF) != 0 ? 1 : 0)
            | (((f & PF) != 0) != parityOfLow ? 1 << 8 : 0);
  }

  /**
   * After an addition or subtraction.
   *
   * @param value the result; bits above {@code bits} are ignored
   * @param carryOut the carry or borrow out of each bit of it
   */
  public void arithmetic(long value, long carryOut, int bits) {
    result = value << 64 - bits >> 64 - bits;
    carries = (int) (carryOut & 8) | (int) (carryOut << 64 - bits >>> 32) & (CARRY | OVER);
  }

  /** As {@link #arithmetic(long, long, int)}, but CF stays: INC and DEC. */
  public void arithmeticButCarry(long value, long carryOut, int bits) {
    int carry = carries & CARRY;
    arithmetic(value, carryOut, bits);
    int overflow = (carries >>> 1 ^ carries) & OVER;
    carries = carries & 8 | carry | overflow ^ carry >>> 1;
  }

  /** After a logical operation: CF, OF and AF are clear. */
  public void logic(long value, int bits) {
    result = value << 64 - bits >> 64 - bits;
    carries = 0;
  }

  /** SF, ZF, PF from the result; CF, OF and AF as given. */
  public void result(long value, int bits, boolean carry, boolean overflow, boolean adjust) {
    result = value << 64 - bits >> 64 - bits;
    carries = (carry ? CARRY : 0) | (carry != overflow ? OVER : 0) | (adjust ? 8 : 0);
  }

  /**
   * As {@link #result(long, int, boolean, boolean, boolean)} with AF clear, but of bits: compiled
   * code need not branch on what nobody may ask for.
   *
   * @param carry 0 or 1
   * @param overflow 0 or 1
   */
  public void result(long value, int bits, int carry, int overflow) {
    result = value << 64 - bits >> 64 - bits;
    carries = carry << 31 | (carry ^ overflow) << 30;
  }

  /** CF and OF only, each 0 or 1: rotates. */
  public void carryAndOverflow(int carry, int overflow) {
    carries = carries & ~(CARRY | OVER) | carry << 31 | (carry ^ overflow) << 30;
  }

  /** CF only. */
  public void carry(boolean carry) {
    carryAndOverflow(carry ? 1 : 0, (carries >>> 31 ^ carries >>> 30) & 1);
  }

  /** ZF only. */
  public void zero(boolean zero) {
    setArithmetic(zero ? arithmetic() | ZF : arithmetic() & ~ZF);
  }

  /** Condition codes 0 to 15 as Jcc, SETcc and CMOVcc encode them. */
  public boolean test(int condition) {
    boolean holds =
        switch (condition >> 1) {
          case 0 -> of();
          case 1 -> cf();
          case 2 -> zf();
          case 3 -> cf() || zf();
          case 4 -> sf();
          case 5 -> pf();
          case 6 -> less();
          default -> zf() || less();
        };
    return holds != ((condition & 1) != 0);
  }
}
