package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.LockedMemory;
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
      case Semantics.Change(var f) -> update(cpu, insn, bits, 0, (c, a, b, n) -> f.apply(c, a, n));
      case Semantics.Update(var f) -> update(cpu, insn, bits, Values.read(cpu, insn, 1), f);
      case Semantics.Insert(var f) -> {
        long b = Values.read(cpu, insn, 1);
        long c = Values.read(cpu, insn, 2);
        long old = Values.readToWrite(cpu, insn, 0);
        Values.write(cpu, insn, 0, f.apply(cpu, old, b, c, bits));
      }
    }
  }

  private static void update(Cpu cpu, Insn insn, int bits, long b, Semantics.Two f) {
    if (!insn.lock()) {
      long old = Values.readToWrite(cpu, insn, 0);
      Values.write(cpu, insn, 0, f.apply(cpu, old, b, bits));
      return;
    }
    LockedMemory memory = cpu.memory.locked;
    long at = insn.address(cpu);
    boolean carry = cpu.flags.cf();
    long old = memory.load(insn.segment(), at, bits);
    while (!memory.exchange(insn.segment(), at, bits, old, f.apply(cpu, old, b, bits))) {
      // ADC and SBB compute with a flag that they change.
      cpu.flags.carry(carry);
      old = memory.load(insn.segment(), at, bits);
    }
  }

  /** Width that the function is told: that of operand 0. */
  static int width(Insn insn) {
    var operands = insn.form().operands();
    return operands.isEmpty() ? insn.bits() : operands.getFirst().bits(insn.bits());
  }
}
