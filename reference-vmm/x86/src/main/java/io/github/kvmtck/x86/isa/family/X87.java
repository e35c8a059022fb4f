package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Fpu;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.fp.Context;
import io.github.kvmtck.x86.fp.Format;
import io.github.kvmtck.x86.fp.Unpacked;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Operand;

/**
 * What x87 instructions have in common: how they begin, where operands come from, and what becomes
 * of a result (SDM vol. 1, 8.1 and 8.5). Nothing has changed when one is left by a fault.
 */
final class X87 {
  /** Significand of QNaN floating-point indefinite; sign and exponent are ones. */
  static final long INDEFINITE = 0xc000_0000_0000_0000L;

  private X87() {}

  /** Control instructions that look at no exception: #NM where CR0 asks for it. */
  static void available(Cpu cpu) {
    if ((cpu.control.cr0() & (Control.CR0_EM | Control.CR0_TS)) != 0) {
      throw cpu.fault(Vector.NM);
    }
  }

  /**
   * Every other instruction raises #MF for an exception that waits. KVM lets no guest run without
   * CR0.NE, whatever it reads there (KVM_VM_CR0_ALWAYS_ON), so there is no FERR#.
   */
  static void waiting(Cpu cpu) {
    available(cpu);
    if (cpu.fpu.exceptionWaits()) {
      throw cpu.fault(Vector.MF);
    }
  }

  /** Begins an instruction on registers. */
  static Fpu registers(Cpu cpu, Insn insn) {
    waiting(cpu);
    return begin(cpu, insn);
  }

  /** Begins an instruction whose operand has been read: it is the last one from now on. */
  static Fpu begin(Cpu cpu, Insn insn) {
    note(cpu, insn);
    cpu.fpu.start();
    return cpu.fpu;
  }

  /** Points at this instruction and its operand. */
  static void note(Cpu cpu, Insn insn) {
    cpu.fpu.pointers.opcode((insn.form().opcode() & 7) << 8 | insn.modrm());
    long at = cpu.rip - insn.length() & (cpu.segments.codeBits() == 64 ? -1L : 0xffff_ffffL);
    cpu.fpu.pointers.instruction(cpu.segments.selector(Segment.CS), at);
    if (insn.memory()) {
      long data = insn.address(cpu);
      cpu.fpu.pointers.data(cpu.segments.selector(insn.segment()), data);
    }
  }

  /** Reads the memory operand of up to 64 bits. */
  static long load(Cpu cpu, Insn insn) {
    Operand operand = insn.form().operands().getLast();
    return cpu.memory.load(insn.segment(), insn.address(cpu), operand.bits(0));
  }

  /** Takes a memory operand apart: SINGLE, DOUBLE, or an integer. */
  static void unpack(Insn insn, long bits, Unpacked into) {
    Operand operand = insn.form().operands().getLast();
    if (operand.text().endsWith("int")) {
      int unused = 64 - operand.bits(0);
      into.unpack(bits << unused >> unused);
    } else {
      into.unpack(operand.bits(0) == 32 ? Format.SINGLE : Format.DOUBLE, bits);
    }
  }

  /**
   * A register that is read is empty (SDM vol. 1, 8.5.1.1).
   *
   * @return whether the response is a value
   */
  static boolean underflow(Fpu fpu) {
    fpu.conditions(Fpu.C1, 0);
    fpu.raise(Context.IE | Fpu.SF);
    return (fpu.controlWord() & Context.IE) != 0;
  }

  /** As {@link #underflow}, with QNaN floating-point indefinite as the value of ST(0). */
  static void underflowed(Fpu fpu) {
    if (underflow(fpu)) {
      indefinite(fpu, 0);
    }
  }

  /** A register that is pushed on is not empty. */
  static boolean overflow(Fpu fpu) {
    fpu.conditions(Fpu.C1, Fpu.C1);
    fpu.raise(Context.IE | Fpu.SF);
    return (fpu.controlWord() & Context.IE) != 0;
  }

  /**
   * Whether there is room for a push; where the response to an overflow is a value, it is there.
   */
  static boolean room(Fpu fpu) {
    fpu.conditions(Fpu.C1, 0);
    if (fpu.empty(7)) {
      return true;
    }
    if (overflow(fpu)) {
      fpu.push();
      indefinite(fpu, 0);
    }
    return false;
  }

  /**
   * Tells the status word what the arithmetic found.
   *
   * @return whether there is a result: no exception from before the computation is unmasked
   */
  static boolean finish(Fpu fpu) {
    Context context = fpu.arithmetic.context;
    boolean computed = (context.unmasked() & (Context.IE | Context.DE | Context.ZE)) == 0;
    fpu.conditions(Fpu.C1, computed && context.grew() ? Fpu.C1 : 0);
    fpu.raise(context.flags());
    return computed;
  }

  /** As {@link #finish}; the result goes to ST(0). */
  static boolean result(Fpu fpu) {
    boolean computed = finish(fpu);
    if (computed) {
      fpu.put(0, fpu.result);
    }
    return computed;
  }

  /**
   * Ends a store: memory first, which may fault. A result that an unmasked exception goes with is
   * not stored, unless it is only inexact (SDM vol. 1, 8.5.4 to 8.5.6).
   */
  static void store(Cpu cpu, Insn insn, long value, boolean pop) {
    Fpu fpu = cpu.fpu;
    Context context = fpu.arithmetic.context;
    boolean stores = (context.unmasked() & ~Context.PE) == 0;
    write(cpu, insn, value, stores);
    note(cpu, insn);
    if (stores) {
      finish(fpu);
      if (pop) {
        fpu.pop();
      }
    } else {
      fpu.conditions(Fpu.C1, 0);
      fpu.raise(context.flags() & ~Context.PE);
    }
  }

  /** As {@link #store}, of an empty register. */
  static void storeUnderflow(Cpu cpu, Insn insn, long indefinite, boolean pop) {
    write(cpu, insn, indefinite, (cpu.fpu.controlWord() & Context.IE) != 0);
    note(cpu, insn);
    if (underflow(cpu.fpu) && pop) {
      cpu.fpu.pop();
    }
  }

  private static void write(Cpu cpu, Insn insn, long value, boolean stores) {
    int bits = insn.form().operands().getFirst().bits(0);
    if (stores) {
      cpu.memory.store(insn.segment(), insn.address(cpu), bits, value);
    } else {
      cpu.memory.probe(insn.segment(), insn.address(cpu), bits / 8);
    }
  }

  /** Stores ten bytes; where {@code stores} is not set, faults as that would. */
  static void writeExtended(
      Cpu cpu, Insn insn, int signExponent, long significand, boolean stores) {
    long at = insn.address(cpu);
    cpu.memory.alignment.require(insn.segment(), at, 8);
    cpu.memory.probe(insn.segment(), at, 10);
    if (stores) {
      cpu.memory.store(insn.segment(), at, 64, significand);
      cpu.memory.store(insn.segment(), at + 8, 16, signExponent);
    }
  }

  /** Puts QNaN floating-point indefinite into ST(i). */
  static void indefinite(Fpu fpu, int st) {
    fpu.put(st, 0xffff, INDEFINITE);
  }
}
