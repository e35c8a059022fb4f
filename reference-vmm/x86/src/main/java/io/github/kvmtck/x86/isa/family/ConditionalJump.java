package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;
import java.util.List;

/** Conditional jumps: one function each, because no instruction is executed more often. */
public final class ConditionalJump {
  private static final List<Semantics.Action> BY_CONDITION =
      List.of(
          ConditionalJump::jo,
          ConditionalJump::jno,
          ConditionalJump::jb,
          ConditionalJump::jae,
          ConditionalJump::je,
          ConditionalJump::jne,
          ConditionalJump::jbe,
          ConditionalJump::ja,
          ConditionalJump::js,
          ConditionalJump::jns,
          ConditionalJump::jp,
          ConditionalJump::jnp,
          ConditionalJump::jl,
          ConditionalJump::jge,
          ConditionalJump::jle,
          ConditionalJump::jg);

  private ConditionalJump() {}

  public static void define(Forms f) {
    for (int i = 0; i < 16; i++) {
      String name = "J" + Conditions.NAMES.get(i);
      f.jump("%02X cb    | %s rel8 | f64".formatted(0x70 + i, name), BY_CONDITION.get(i));
      f.jump("0F %02X cz | %s relz | f64".formatted(0x80 + i, name), BY_CONDITION.get(i));
    }
  }

  public static void jo(Cpu cpu, Insn insn) {
    if (cpu.flags.of()) {
      Branch.jmp(cpu, insn);
    }
  }

  public static void jno(Cpu cpu, Insn insn) {
    if (!cpu.flags.of()) {
      Branch.jmp(cpu, insn);
    }
  }

  public static void jb(Cpu cpu, Insn insn) {
    if (cpu.flags.cf()) {
      Branch.jmp(cpu, insn);
    }
  }

  public static void jae(Cpu cpu, Insn insn) {
    if (!cpu.flags.cf()) {
      Branch.jmp(cpu, insn);
    }
  }

  public static void je(Cpu cpu, Insn insn) {
    if (cpu.flags.zf()) {
      Branch.jmp(cpu, insn);
    }
  }

  public static void jne(Cpu cpu, Insn insn) {
    if (!cpu.flags.zf()) {
      Branch.jmp(cpu, insn);
    }
  }

  public static void jbe(Cpu cpu, Insn insn) {
    if (cpu.flags.cf() || cpu.flags.zf()) {
      Branch.jmp(cpu, insn);
    }
  }

  public static void ja(Cpu cpu, Insn insn) {
    if (!cpu.flags.cf() && !cpu.flags.zf()) {
      Branch.jmp(cpu, insn);
    }
  }

  public static void js(Cpu cpu, Insn insn) {
    if (cpu.flags.sf()) {
      Branch.jmp(cpu, insn);
    }
  }

  public static void jns(Cpu cpu, Insn insn) {
    if (!cpu.flags.sf()) {
      Branch.jmp(cpu, insn);
    }
  }

  public static void jp(Cpu cpu, Insn insn) {
    if (cpu.flags.pf()) {
      Branch.jmp(cpu, insn);
    }
  }

  public static void jnp(Cpu cpu, Insn insn) {
    if (!cpu.flags.pf()) {
      Branch.jmp(cpu, insn);
    }
  }

  public static void jl(Cpu cpu, Insn insn) {
    if (cpu.flags.less()) {
      Branch.jmp(cpu, insn);
    }
  }

  public static void jge(Cpu cpu, Insn insn) {
    if (!cpu.flags.less()) {
      Branch.jmp(cpu, insn);
    }
  }

  public static void jle(Cpu cpu, Insn insn) {
    if (cpu.flags.zf() || cpu.flags.less()) {
      Branch.jmp(cpu, insn);
    }
  }

  public static void jg(Cpu cpu, Insn insn) {
    if (!cpu.flags.zf() && !cpu.flags.less()) {
      Branch.jmp(cpu, insn);
    }
  }
}
