package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;
import io.github.kvmtck.x86.isa.Values;

/**
 * The meaning of each shape of {@link Semantics}: in what order operands are read, probed and
 * written. Generated handlers do the same, faster.
 */
public final class Interpreter {
  private Interpreter() {}

  public static void run(Cpu cpu, Insn insn) {
    int bits = width(insn);
    switch (insn.form().semantics()) {
      case Semantics.Whole(var f) -> f.run(cpu, insn);
      case Semantics.Jump(var f) -> f.run(cpu, insn);
      case Semantics.Branch(var test, var f) -> {
        if (test.holds(cpu)) {
          f.run(cpu, insn);
        }
      }
      case Semantics.Call(var f) -> f.run(cpu, insn);
      case Semantics.Return(var f) -> f.run(cpu, insn);
      case Semantics.Push(var f) -> f.run(cpu, insn);
      case Semantics.Pop(var f) -> f.run(cpu, insn);
      case Semantics.Truth(var test) -> Values.write(cpu, insn, 0, test.holds(cpu) ? 1 : 0);
      case Semantics.Select(var test) -> {
        long value = Values.read(cpu, insn, 1);
        Values.write(cpu, insn, 0, test.holds(cpu) ? value : Values.read(cpu, insn, 0));
      }
      case Semantics.Set(var f) -> Values.write(cpu, insn, 0, f.apply(cpu, insn));
      case Semantics.Write(var f) ->
          Values.write(cpu, insn, 0, f.apply(cpu, Values.read(cpu, insn, 1), bits));
      case Semantics.Combine(var f) -> {
        long a = Values.read(cpu, insn, 1);
        Values.write(cpu, insn, 0, f.apply(cpu, a, Values.read(cpu, insn, 2), bits));
      }
      case Semantics.Use(var f) -> f.apply(cpu, Values.read(cpu, insn, 0), bits);
      case Semantics.Compare(var f) -> {
        long a = Values.read(cpu, insn, 0);
        f.apply(cpu, a, Values.read(cpu, insn, 1), bits);
      }
      case Semantics.Change(var f) -> {
        long old;
        long value;
        do {
          old = Values.readToWrite(cpu, insn, 0);
          value = f.apply(cpu, old, bits);
        } while (!finish(cpu, insn, bits, old, value));
      }
      case Semantics.Update(var f) -> {
        long b = Values.read(cpu, insn, 1);
        long old;
        long value;
        do {
          old = Values.readToWrite(cpu, insn, 0);
          value = f.apply(cpu, old, b, bits);
        } while (!finish(cpu, insn, bits, old, value));
      }
      case Semantics.Insert(var f) -> {
        long b = Values.read(cpu, insn, 1);
        long c = Values.read(cpu, insn, 2);
        long old = Values.readToWrite(cpu, insn, 0);
        Values.write(cpu, insn, 0, f.apply(cpu, old, b, c, bits));
      }
    }
  }

  private static boolean finish(Cpu cpu, Insn insn, int bits, long old, long value) {
    if (insn.lock()) {
      return cpu.memory.exchange(insn.segment(), insn.address(cpu), bits, old, value);
    }
    Values.write(cpu, insn, 0, value);
    return true;
  }

  /** Width that the function is told: that of operand 0. */
  static int width(Insn insn) {
    var operands = insn.form().operands();
    return operands.isEmpty() ? insn.bits() : operands.getFirst().bits(insn.bits());
  }
}
