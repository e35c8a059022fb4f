package io.github.kvmtck.x86.cpu;

import io.github.kvmtck.x86.fp.Arithmetic;
import io.github.kvmtck.x86.fp.Context;
import io.github.kvmtck.x86.fp.Format;
import io.github.kvmtck.x86.fp.NanRule;
import io.github.kvmtck.x86.fp.Rounding;
import io.github.kvmtck.x86.fp.Unpacked;
import java.util.Arrays;

/**
 * State of the x87: the data registers, whose low 64 bits are the MMX registers, and the control,
 * status and tag words (SDM vol. 1, 8.1). ST(i) is register TOP + i.
 */
public final class Fpu {
  /** Stack fault; C1 tells overflow from underflow. */
  public static final int SF = 0x40;

  /** Exception summary: an exception waits that is not masked. */
  public static final int ES = 0x80;

  public static final int C0 = 0x100;
  public static final int C1 = 0x200;
  public static final int C2 = 0x400;
  public static final int C3 = 0x4000;

  /** Busy: a copy of {@link #ES}. */
  public static final int BUSY = 0x8000;

  private static final int TOP = 0x3800;
  private static final int TOP_SHIFT = 11;
  private static final int INITIAL_CONTROL = 0x37f;
  private static final int RESERVED_CONTROL = 0xe080;
  private static final int ALWAYS_ON_CONTROL = 0x40;

  public final Arithmetic arithmetic = new Arithmetic(NanRule.LARGER);

  /** The instruction and the operand that software is told of where it handles an exception. */
  public final FpuPointers pointers = new FpuPointers();

  /** Operands and result of the instruction that executes: no state. */
  public final Unpacked first = new Unpacked();

  public final Unpacked second = new Unpacked();
  public final Unpacked result = new Unpacked();

  private final long[] significands = new long[8];
  private final int[] signExponents = new int[8];
  private int used;
  private int control;
  private int status;

  // --- the words ---

  public int controlWord() {
    return control;
  }

  /** Loads the control word: exceptions that it unmasks wait from now on. */
  public void controlWord(int value) {
    control = value & ~RESERVED_CONTROL & 0xffff | ALWAYS_ON_CONTROL;
    summarize();
  }

  public int statusWord() {
    return status;
  }

  /** Loads the status word; ES and B are what flags and masks make them. */
  public void statusWord(int value) {
    status = value & 0xffff;
    summarize();
  }

  private void summarize() {
    boolean waits = (status & ~control & Context.ALL) != 0;
    status = waits ? status | ES | BUSY : status & ~(ES | BUSY);
  }

  /** Whether an exception waits for the next instruction that looks (SDM vol. 1, 8.6). */
  public boolean exceptionWaits() {
    return (status & ES) != 0;
  }

  /** Notes exceptions; unmasked ones wait from now on. */
  public void raise(int which) {
    status |= which;
    summarize();
  }

  /** Sets the condition codes among {@code mask} to those of {@code codes}. */
  public void conditions(int mask, int codes) {
    status = status & ~mask | codes;
  }

  /** The tag word, two bits a register: valid, zero, special, empty (SDM vol. 1, 8.1.7). */
  public int tagWord() {
    int word = 0;
    for (int i = 0; i < 8; i++) {
      word |= tag(i) << 2 * i;
    }
    return word;
  }

  private int tag(int i) {
    int exponent = signExponents[i] & 0x7fff;
    if ((used & 1 << i) == 0) {
      return 3;
    }
    if (exponent == 0 && significands[i] == 0) {
      return 1;
    }
    return exponent == 0 || exponent == 0x7fff || significands[i] >= 0 ? 2 : 0;
  }

  /** Loads a full tag word, which only says what is empty: the rest is in the registers. */
  public void tagWord(int value) {
    used = 0;
    for (int i = 0; i < 8; i++) {
      used |= (value >>> 2 * i & 3) == 3 ? 0 : 1 << i;
    }
  }

  /** The tag word as FXSAVE has it: a bit for each register that is not empty. */
  public int abridgedTagWord() {
    return used;
  }

  public void abridgedTagWord(int value) {
    used = value & 0xff;
  }

  // --- the registers ---

  /** Register that is ST(0). */
  public int top() {
    return (status & TOP) >>> TOP_SHIFT;
  }

  public void top(int register) {
    status = status & ~TOP | register << TOP_SHIFT & TOP;
  }

  private int register(int st) {
    return top() + st & 7;
  }

  /** Whether ST(i) is empty. */
  public boolean empty(int st) {
    return (used & 1 << register(st)) == 0;
  }

  public void free(int st) {
    used &= ~(1 << register(st));
  }

  /** Significand of ST(i). */
  public long significand(int st) {
    return significands[register(st)];
  }

  /** Sign and exponent of ST(i). */
  public int signExponent(int st) {
    return signExponents[register(st)];
  }

  /** Puts a number into ST(i). */
  public void put(int st, int signExponent, long significand) {
    int i = register(st);
    significands[i] = significand;
    signExponents[i] = signExponent & 0xffff;
    used |= 1 << i;
  }

  /** Puts a number into ST(i). */
  public void put(int st, Unpacked number) {
    put(st, number.signExponent(), number.extendedSignificand());
  }

  /** Takes ST(i) apart. */
  public void unpack(int st, Unpacked into) {
    into.unpack(signExponent(st), significand(st));
  }

  /** Makes room: ST(7) becomes ST(0). */
  public void push() {
    top(top() - 1);
  }

  /** Frees ST(0); ST(1) becomes ST(0). */
  public void pop() {
    free(0);
    top(top() + 1);
  }

  /** An MMX register. */
  public long mm(int register) {
    return significands[register];
  }

  /** Writes an MMX register: sign and exponent become ones (SDM vol. 1, 9.6.2). */
  public void mm(int register, long value) {
    significands[register] = value;
    signExponents[register] = 0xffff;
  }

  /** What an MMX instruction does to the stack: ST(0) is register 0, and none is empty. */
  public void enterMmx() {
    top(0);
    used = 0xff;
  }

  // --- results ---

  /** Sets up {@link #arithmetic} by the control word. */
  public void start() {
    arithmetic.context.start(rounding(), control & Context.ALL);
  }

  public Rounding rounding() {
    return Rounding.of(control >>> 10);
  }

  /** What results are rounded to: precision control. */
  public Format format() {
    return switch (control >>> 8 & 3) {
      case 0 -> Format.EXTENDED_SINGLE;
      case 2 -> Format.EXTENDED_DOUBLE;
      default -> Format.EXTENDED;
    };
  }

  // --- all of it ---

  /** FNINIT (SDM vol. 1, 8.1.5). */
  public void init() {
    control = INITIAL_CONTROL;
    status = 0;
    used = 0;
    pointers.clear();
  }

  /** The initial state of XRSTOR: what FNINIT does, and zeroes in the registers. */
  public void clear() {
    init();
    Arrays.fill(significands, 0);
    Arrays.fill(signExponents, 0);
  }

  /** SDM vol. 3, table 11-1: what RESET leaves, and INIT does not touch. */
  void reset() {
    clear();
    control = ALWAYS_ON_CONTROL;
    used = 0xff;
  }
}
