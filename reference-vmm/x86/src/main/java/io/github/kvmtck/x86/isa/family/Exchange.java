package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.isa.Arithmetic;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Operand;

/** XCHG, XADD, CMPXCHG, CMPXCHG8B. */
public final class Exchange {
  private Exchange() {}

  public static void define(Forms f) {
    f.whole("90       | NOP | nob", Exchange::nop);
    f.whole("F3 90    | PAUSE | nob", Exchange::nop);
    f.whole("0F 1F /0 | NOP r/mv", Exchange::nop);
    f.whole("90+r     | XCHG rv, rAX | nonzero", Exchange::accumulator);
    f.whole("86 /r    | XCHG r/m8, r8 | lock", Exchange::xchg);
    f.whole("87 /r    | XCHG r/mv, rv | lock", Exchange::xchg);
    f.whole("0F C0 /r | XADD r/m8, r8 | lock", Exchange::xadd);
    f.whole("0F C1 /r | XADD r/mv, rv | lock", Exchange::xadd);
    f.whole("0F B0 /r | CMPXCHG r/m8, r8 | lock", Exchange::cmpxchg);
    f.whole("0F B1 /r | CMPXCHG r/mv, rv | lock", Exchange::cmpxchg);
    f.whole("0F C7 /1 | CMPXCHG8B m64 | lock o16 o32 CX8", Exchange::cmpxchg8b);
    f.whole("0F C7 /1 | CMPXCHG16B m128 | lock o64 CX16", Exchange::cmpxchg16b);
  }

  public static void nop(Cpu cpu, Insn insn) {}

  public static void accumulator(Cpu cpu, Insn insn) {
    long value = cpu.r[insn.reg()];
    cpu.put(insn.reg(), insn.bits(), cpu.r[Gpr.RAX]);
    cpu.put(Gpr.RAX, insn.bits(), value);
  }

  private static int width(Insn insn) {
    Operand first = insn.form().operands().getFirst();
    return first.bits(insn.bits());
  }

  /** With memory it locks whether or not it says so (SDM vol. 3, 10.1.2.1). */
  public static void xchg(Cpu cpu, Insn insn) {
    int bits = width(insn);
    long value = cpu.get(insn.reg(), bits);
    if (!insn.memory()) {
      cpu.put(insn.reg(), bits, cpu.get(insn.rm(), bits));
      cpu.put(insn.rm(), bits, value);
      return;
    }
    long at = insn.address(cpu);
    long old;
    do {
      old = cpu.memory.locked.load(insn.segment(), at, bits);
    } while (!cpu.memory.locked.exchange(insn.segment(), at, bits, old, value));
    cpu.put(insn.reg(), bits, old);
  }

  public static void xadd(Cpu cpu, Insn insn) {
    int bits = width(insn);
    long b = cpu.get(insn.reg(), bits);
    if (!insn.memory()) {
      long old = cpu.get(insn.rm(), bits);
      long sum = Arithmetic.Binary.ADD.apply(cpu, old, b, bits);
      cpu.put(insn.reg(), bits, old);
      cpu.put(insn.rm(), bits, sum);
      return;
    }
    long at = insn.address(cpu);
    long old;
    long sum;
    do {
      old = Locked.load(cpu, insn, at, bits);
      sum = Arithmetic.Binary.ADD.apply(cpu, old, b, bits);
    } while (!Locked.store(cpu, insn, at, bits, old, sum));
    cpu.put(insn.reg(), bits, old);
  }

  /** A failed comparison writes the old value back: there is always a write (SDM vol. 2). */
  public static void cmpxchg(Cpu cpu, Insn insn) {
    int bits = width(insn);
    long expected = cpu.get(Gpr.RAX, bits);
    long value = cpu.get(insn.reg(), bits);
    if (!insn.memory()) {
      long old = cpu.get(insn.rm(), bits);
      Arithmetic.Binary.SUB.apply(cpu, expected, old, bits);
      if (old == expected) {
        cpu.put(insn.rm(), bits, value);
      } else {
        cpu.put(Gpr.RAX, bits, old);
      }
      return;
    }
    long at = insn.address(cpu);
    long old;
    do {
      old = Locked.load(cpu, insn, at, bits);
    } while (!Locked.store(cpu, insn, at, bits, old, old == expected ? value : old));
    Arithmetic.Binary.SUB.apply(cpu, expected, old, bits);
    if (old != expected) {
      cpu.put(Gpr.RAX, bits, old);
    }
  }

  public static void cmpxchg16b(Cpu cpu, Insn insn) {
    long at = Xmm.aligned(cpu, insn);
    long[] r = cpu.r;
    long[] value = {r[Gpr.RBX], r[Gpr.RCX]};
    long[] old = cpu.vectors.source;
    boolean equal =
        insn.lock()
            ? cpu.memory.locked.exchange(insn.segment(), at, r[Gpr.RAX], r[Gpr.RDX], value, old)
            : cpu.memory.wide.exchange(insn.segment(), at, r[Gpr.RAX], r[Gpr.RDX], value, old);
    cpu.flags.zero(equal);
    r[Gpr.RAX] = old[0];
    r[Gpr.RDX] = old[1];
  }

  public static void cmpxchg8b(Cpu cpu, Insn insn) {
    long expected = cpu.r[Gpr.RDX] << 32 | cpu.r[Gpr.RAX] & 0xffffffffL;
    long value = cpu.r[Gpr.RCX] << 32 | cpu.r[Gpr.RBX] & 0xffffffffL;
    long at = insn.address(cpu);
    long old;
    do {
      old = Locked.load(cpu, insn, at, 64);
    } while (!Locked.store(cpu, insn, at, 64, old, old == expected ? value : old));
    cpu.flags.zero(old == expected);
    if (old != expected) {
      cpu.put(Gpr.RAX, 32, old);
      cpu.put(Gpr.RDX, 32, old >>> 32);
    }
  }
}
