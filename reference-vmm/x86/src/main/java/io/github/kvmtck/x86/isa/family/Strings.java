package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.isa.Arithmetic;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;

/** String instructions on memory. */
public final class Strings {
  private Strings() {}

  public static void define(Forms f) {
    four(f, 0xa4, "MOVS", "rep", Strings::movs);
    four(f, 0xa6, "CMPS", "repcc", Strings::cmps);
    four(f, 0xaa, "STOS", "rep", Strings::stos);
    four(f, 0xac, "LODS", "rep", Strings::lods);
    four(f, 0xae, "SCAS", "repcc", Strings::scas);
  }

  private static void four(Forms f, int op, String name, String rep, Semantics.Action s) {
    f.whole("%02X | %sB | %s s8".formatted(op, name, rep), s);
    f.whole("%02X | %sW | %s o16".formatted(op + 1, name, rep), s);
    f.whole("%02X | %sD | %s o32".formatted(op + 1, name, rep), s);
    f.whole("%02X | %sQ | %s o64".formatted(op + 1, name, rep), s);
  }

  public static void movs(Cpu cpu, Insn insn) {
    Repeat.plain(cpu, insn, Strings::moveOne);
  }

  public static void cmps(Cpu cpu, Insn insn) {
    Repeat.whileEqual(cpu, insn, Strings::compareOne);
  }

  public static void stos(Cpu cpu, Insn insn) {
    Repeat.plain(cpu, insn, Strings::storeOne);
  }

  public static void lods(Cpu cpu, Insn insn) {
    Repeat.plain(cpu, insn, Strings::loadOne);
  }

  public static void scas(Cpu cpu, Insn insn) {
    Repeat.whileEqual(cpu, insn, Strings::scanOne);
  }

  private static long source(Cpu cpu, Insn insn) {
    return cpu.memory.load(insn.segment(), cpu.r[Gpr.RSI] & insn.addressMask(), insn.bits());
  }

  private static long destination(Cpu cpu, Insn insn) {
    return cpu.memory.load(Segment.ES, cpu.r[Gpr.RDI] & insn.addressMask(), insn.bits());
  }

  private static void store(Cpu cpu, Insn insn, long value) {
    cpu.memory.store(Segment.ES, cpu.r[Gpr.RDI] & insn.addressMask(), insn.bits(), value);
  }

  private static void moveOne(Cpu cpu, Insn insn) {
    store(cpu, insn, source(cpu, insn));
    Repeat.step(cpu, insn, Gpr.RSI, 1);
    Repeat.step(cpu, insn, Gpr.RDI, 1);
  }

  private static void compareOne(Cpu cpu, Insn insn) {
    long a = source(cpu, insn);
    Arithmetic.Binary.SUB.apply(cpu, a, destination(cpu, insn), insn.bits());
    Repeat.step(cpu, insn, Gpr.RSI, 1);
    Repeat.step(cpu, insn, Gpr.RDI, 1);
  }

  private static void storeOne(Cpu cpu, Insn insn) {
    store(cpu, insn, cpu.r[Gpr.RAX]);
    Repeat.step(cpu, insn, Gpr.RDI, 1);
  }

  private static void loadOne(Cpu cpu, Insn insn) {
    cpu.put(Gpr.RAX, insn.bits(), source(cpu, insn));
    Repeat.step(cpu, insn, Gpr.RSI, 1);
  }

  private static void scanOne(Cpu cpu, Insn insn) {
    long a = cpu.get(Gpr.RAX, insn.bits());
    Arithmetic.Binary.SUB.apply(cpu, a, destination(cpu, insn), insn.bits());
    Repeat.step(cpu, insn, Gpr.RDI, 1);
  }
}
