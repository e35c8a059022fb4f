package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segments;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;
import io.github.kvmtck.x86.isa.Values;

/** Jumps, calls, returns, loops. A target above the code limit is #GP at the branch. */
public final class Branch {
  private Branch() {}

  public static void define(Forms f) {
    f.jump("E0 cb  | LOOPNE rel8 | f64", Branch::loopne);
    f.jump("E1 cb  | LOOPE rel8 | f64", Branch::loope);
    f.jump("E2 cb  | LOOP rel8 | f64", Branch::loop);
    f.jump("E3 cb  | JCXZ rel8 | a16 i64", Branch::jcxz);
    f.jump("E3 cb  | JECXZ rel8 | a32 f64", Branch::jcxz);
    f.jump("E3 cb  | JRCXZ rel8 | a64 f64", Branch::jcxz);
    f.branch("EB cb | JMP rel8 | f64", Semantics.Test.ALWAYS, Branch::jmp);
    f.branch("E9 cz | JMP relz | f64", Semantics.Test.ALWAYS, Branch::jmp);
    f.jump("FF /4  | JMP r/mv | f64", Branch::jmpIndirect);
    f.jump("EA cp  | JMP ptr16:z | i64", Branch::jmpFar);
    f.jump("FF /5  | JMP m16:v", Branch::jmpFarIndirect);
    f.call("E8 cz  | CALL relz | f64", Branch::call);
    f.jump("FF /2  | CALL r/mv | f64", Branch::callIndirect);
    f.jump("9A cp  | CALL ptr16:z | i64", Branch::callFar);
    f.jump("FF /3  | CALL m16:v", Branch::callFarIndirect);
    f.ret("C3      | RET | f64", Branch::ret);
    f.ret("C2 iw   | RET imm16u | f64", Branch::ret);
    f.jump("CB     | RETF", Branch::retf);
    f.jump("CA iw  | RETF imm16u", Branch::retf);
  }

  private static void go(Cpu cpu, Insn insn, long target) {
    cpu.rip = check(cpu, insn, target, cpu.segments.codeLimit());
  }

  private static long check(Cpu cpu, Insn insn, long target, long limit) {
    long wrapped = Segments.wrap(target, insn.bits());
    boolean beyond = limit == Long.MAX_VALUE ? !cpu.control.canonical(wrapped) : wrapped > limit;
    if (beyond) {
      throw cpu.fault(Vector.GP, 0);
    }
    return wrapped;
  }

  public static void jmp(Cpu cpu, Insn insn) {
    go(cpu, insn, cpu.rip + insn.immediate());
  }

  public static void jmpIndirect(Cpu cpu, Insn insn) {
    go(cpu, insn, Values.read(cpu, insn, 0));
  }

  public static void call(Cpu cpu, Insn insn) {
    callTo(cpu, insn, cpu.rip + insn.immediate());
  }

  public static void callIndirect(Cpu cpu, Insn insn) {
    callTo(cpu, insn, Values.read(cpu, insn, 0));
  }

  private static void callTo(Cpu cpu, Insn insn, long target) {
    long wrapped = check(cpu, insn, target, cpu.segments.codeLimit());
    cpu.stack.push(insn.bits(), cpu.rip);
    cpu.rip = wrapped;
  }

  public static void ret(Cpu cpu, Insn insn) {
    long target = cpu.stack.peek(insn.bits(), 0);
    go(cpu, insn, target);
    cpu.stack.drop((insn.bits() >> 3) + (int) insn.immediate());
  }

  public static void jmpFar(Cpu cpu, Insn insn) {
    cpu.far.jump((int) insn.immediate2() & 0xffff, Segments.wrap(insn.immediate(), insn.bits()));
  }

  public static void jmpFarIndirect(Cpu cpu, Insn insn) {
    long at = insn.address(cpu);
    long offset = cpu.memory.load(insn.segment(), at, insn.bits());
    cpu.far.jump(FarPointer.selector(cpu, insn, at), offset);
  }

  public static void callFar(Cpu cpu, Insn insn) {
    long offset = Segments.wrap(insn.immediate(), insn.bits());
    cpu.far.call((int) insn.immediate2() & 0xffff, offset, insn.bits());
  }

  public static void callFarIndirect(Cpu cpu, Insn insn) {
    long at = insn.address(cpu);
    long offset = cpu.memory.load(insn.segment(), at, insn.bits());
    cpu.far.call(FarPointer.selector(cpu, insn, at), offset, insn.bits());
  }

  public static void retf(Cpu cpu, Insn insn) {
    cpu.returns.ret(insn.bits(), (int) insn.immediate());
  }

  private static long count(Cpu cpu, Insn insn) {
    return cpu.r[Gpr.RCX] & insn.addressMask();
  }

  private static void loopIf(Cpu cpu, Insn insn, boolean condition) {
    long left = count(cpu, insn) - 1 & insn.addressMask();
    if (left != 0 && condition) {
      go(cpu, insn, cpu.rip + insn.immediate());
    }
    cpu.put(Gpr.RCX, insn.addressBits(), left);
  }

  public static void loop(Cpu cpu, Insn insn) {
    loopIf(cpu, insn, true);
  }

  public static void loope(Cpu cpu, Insn insn) {
    loopIf(cpu, insn, cpu.flags.zf());
  }

  public static void loopne(Cpu cpu, Insn insn) {
    loopIf(cpu, insn, !cpu.flags.zf());
  }

  public static void jcxz(Cpu cpu, Insn insn) {
    if (count(cpu, insn) == 0) {
      go(cpu, insn, cpu.rip + insn.immediate());
    }
  }
}
