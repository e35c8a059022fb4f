package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Values;

/** PUSH, POP and their kin. What pushes more than once restores RSP if a later push faults. */
public final class Stack {
  private Stack() {}

  public static void define(Forms f) {
    f.push("50+r      | PUSH rv | d64", Stack::push);
    f.push("FF /6     | PUSH r/mv | d64", Stack::push);
    f.push("6A ib     | PUSH imm8 | d64", Stack::push);
    f.push("68 iz     | PUSH immz | d64", Stack::push);
    f.pop("58+r       | POP rv | d64", Stack::popRegister);
    f.whole("8F /0    | POP r/mv | d64", Stack::pop);
    f.whole("06       | PUSH ES | i64", Stack::pushSegment);
    f.whole("0E       | PUSH CS | i64", Stack::pushSegment);
    f.whole("16       | PUSH SS | i64", Stack::pushSegment);
    f.whole("1E       | PUSH DS | i64", Stack::pushSegment);
    f.whole("0F A0    | PUSH FS | d64", Stack::pushSegment);
    f.whole("0F A8    | PUSH GS | d64", Stack::pushSegment);
    f.whole("07       | POP ES | i64", Stack::popSegment);
    f.whole("17       | POP SS | i64", Stack::popSegment);
    f.whole("1F       | POP DS | i64", Stack::popSegment);
    f.whole("0F A1    | POP FS | d64", Stack::popSegment);
    f.whole("0F A9    | POP GS | d64", Stack::popSegment);
    f.whole("60       | PUSHA | o16 i64", Stack::pusha);
    f.whole("60       | PUSHAD | o32 i64", Stack::pusha);
    f.whole("61       | POPA | o16 i64", Stack::popa);
    f.whole("61       | POPAD | o32 i64", Stack::popa);
    f.whole("9C       | PUSHF | o16", Stack::pushf);
    f.whole("9C       | PUSHFD | o32 i64", Stack::pushf);
    f.whole("9C       | PUSHFQ | o64 d64", Stack::pushf);
    f.whole("9D       | POPF | o16", Stack::popf);
    f.whole("9D       | POPFD | o32 i64", Stack::popf);
    f.whole("9D       | POPFQ | o64 d64", Stack::popf);
    f.whole("C8 iw ib | ENTER imm16u, imm8u | d64", Stack::enter);
    f.whole("C9       | LEAVE | d64", Stack::leave);
  }

  public static void push(Cpu cpu, Insn insn) {
    cpu.stack.push(insn.bits(), Values.read(cpu, insn, 0));
  }

  public static void popRegister(Cpu cpu, Insn insn) {
    cpu.put(insn.reg(), insn.bits(), cpu.stack.pop(insn.bits()));
  }

  /** RSP is incremented before the address is computed (SDM vol. 2, POP). */
  public static void pop(Cpu cpu, Insn insn) {
    long stack = cpu.r[Gpr.RSP];
    long value = cpu.stack.pop(insn.bits());
    try {
      Values.write(cpu, insn, 0, value);
    } catch (Abandon abandon) {
      cpu.r[Gpr.RSP] = stack;
      throw abandon;
    }
  }

  private static int segment(Insn insn) {
    return insn.form().operands().getFirst().fixed();
  }

  public static void pushSegment(Cpu cpu, Insn insn) {
    cpu.stack.push(insn.bits(), cpu.segments.selector(segment(insn)));
  }

  /** The stack pointer moves as wide as the stack is before it may become another's. */
  public static void popSegment(Cpu cpu, Insn insn) {
    long before = cpu.r[Gpr.RSP];
    long selector = cpu.stack.pop(insn.bits());
    try {
      cpu.segments.load(segment(insn), selector);
    } catch (Abandon abandon) {
      cpu.r[Gpr.RSP] = before;
      throw abandon;
    }
    if (segment(insn) == Segment.SS) {
      cpu.events.movSsShadow(true);
    }
  }

  public static void pusha(Cpu cpu, Insn insn) {
    long stack = cpu.r[Gpr.RSP];
    try {
      for (int i = 0; i < 8; i++) {
        cpu.stack.push(insn.bits(), i == Gpr.RSP ? stack : cpu.r[i]);
      }
    } catch (Abandon abandon) {
      cpu.r[Gpr.RSP] = stack;
      throw abandon;
    }
  }

  /** The stored SP is skipped. */
  public static void popa(Cpu cpu, Insn insn) {
    int bits = insn.bits();
    long[] values = new long[8];
    for (int i = 0; i < 8; i++) {
      values[7 - i] = cpu.stack.peek(bits, i);
    }
    cpu.stack.drop(bits);
    for (int i = 0; i < 8; i++) {
      if (i != Gpr.RSP) {
        cpu.put(i, bits, values[i]);
      }
    }
  }

  public static void pushf(Cpu cpu, Insn insn) {
    cpu.stack.push(insn.bits(), cpu.flagLoad.image(insn.bits()));
  }

  public static void popf(Cpu cpu, Insn insn) {
    cpu.flagLoad.mayLoad(insn.bits());
    long value = cpu.stack.peek(insn.bits(), 0);
    cpu.flagLoad.check(value);
    cpu.stack.drop(insn.bits() >> 3);
    cpu.flagLoad.load(value, insn.bits(), false);
  }

  /** SDM vol. 2, ENTER: the display is copied from the frame that RBP names. */
  public static void enter(Cpu cpu, Insn insn) {
    int bits = insn.bits();
    int level = (int) insn.immediate2() & 31;
    long mask = cpu.segments.stackMask();
    long stack = cpu.r[Gpr.RSP];
    try {
      cpu.stack.push(bits, cpu.r[Gpr.RBP]);
      long frame = cpu.r[Gpr.RSP];
      for (int i = 1; i < level; i++) {
        long from = cpu.r[Gpr.RBP] - (long) i * (bits >> 3) & mask;
        cpu.stack.push(bits, cpu.memory.load(Segment.SS, from, bits));
      }
      if (level > 0) {
        cpu.stack.push(bits, frame);
      }
      cpu.stack.drop(-(int) insn.immediate());
      cpu.stack.probe(bits);
      cpu.put(Gpr.RBP, bits, frame);
    } catch (Abandon abandon) {
      cpu.r[Gpr.RSP] = stack;
      throw abandon;
    }
  }

  public static void leave(Cpu cpu, Insn insn) {
    long mask = cpu.segments.stackMask();
    long frame = cpu.r[Gpr.RBP] & mask;
    long value = cpu.memory.load(Segment.SS, frame, insn.bits());
    cpu.r[Gpr.RSP] = cpu.r[Gpr.RSP] & ~mask | frame;
    cpu.stack.drop(insn.bits() >> 3);
    cpu.put(Gpr.RBP, insn.bits(), value);
  }
}
