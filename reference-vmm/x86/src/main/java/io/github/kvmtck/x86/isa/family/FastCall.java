package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.CallRegisters;
import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Mode;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;

/** Calls between CPL 3 and CPL 0 that read no descriptors, as Intel's processors have them. */
public final class FastCall {
  /** What SYSRET loads of R11 (SDM vol. 2, SYSRET). */
  private static final long SYSRET_FLAGS = 0x3c_7fd7;

  private static final long LIMIT = 0xffff_ffffL;

  /** Present, accessed code and data of 4 GiB at DPL 0. */
  private static final int CODE = Segment.CODE | 1 << 15;

  private static final int DATA = Segment.DATA | 1 << 15 | Segment.BIG;
  private static final int USER = 3 << 5;

  private FastCall() {}

  public static void define(Forms f) {
    f.jump("0F 05    | SYSCALL | SYSCALL", FastCall::syscall);
    f.jump("0F 07    | SYSRET | o16 o32 SYSCALL", FastCall::sysret);
    f.jump("0F 07    | SYSRETQ | o64 SYSCALL", FastCall::sysret);
    f.jump("0F 34    | SYSENTER | SEP", FastCall::sysenter);
    f.jump("0F 35    | SYSEXIT | o16 o32 SEP", FastCall::sysexit);
    f.jump("0F 35    | SYSEXITQ | o64 SEP", FastCall::sysexit);
    f.whole("0F 01 F8 | SWAPGS | x64 LM", FastCall::swapgs);
  }

  private static void segments(Cpu cpu, long code, int codeRights, long stack, int dpl) {
    int privilege = dpl >> 5;
    int cs = (int) code & 0xfffc | privilege;
    int ss = (int) stack & 0xfffc | privilege;
    cpu.segments.set(Segment.CS, new Segment(cs, 0, LIMIT, CODE | codeRights | dpl));
    cpu.segments.set(Segment.SS, new Segment(ss, 0, LIMIT, DATA | dpl));
    cpu.leaveBlock();
  }

  private static void needLongMode(Cpu cpu) {
    boolean enabled = (cpu.control.efer() & Control.EFER_SCE) != 0;
    if (!enabled || cpu.control.mode() != Mode.LONG_64) {
      throw cpu.fault(Vector.UD);
    }
  }

  public static void syscall(Cpu cpu, Insn insn) {
    needLongMode(cpu);
    CallRegisters calls = cpu.calls;
    cpu.r[Gpr.RCX] = cpu.rip;
    cpu.r[11] = cpu.flags.get();
    cpu.rip = calls.lstar;
    cpu.flags.set(cpu.flags.get() & ~calls.fmask);
    cpu.interrupts.changedTrap();
    long code = calls.star >>> 32;
    segments(cpu, code, Segment.LONG, code + 8, 0);
  }

  public static void sysret(Cpu cpu, Insn insn) {
    needLongMode(cpu);
    Privilege.zero(cpu);
    boolean wide = insn.bits() == 64;
    long target = cpu.get(Gpr.RCX, wide ? 64 : 32);
    if (!cpu.control.canonical(target)) {
      throw cpu.fault(Vector.GP, 0);
    }
    cpu.rip = target;
    cpu.flags.set(cpu.r[11] & SYSRET_FLAGS);
    cpu.interrupts.changedTrap();
    long base = cpu.calls.star >>> 48;
    int rights = wide ? Segment.LONG : Segment.BIG;
    segments(cpu, wide ? base + 16 : base, rights, base + 8, USER);
  }

  private static long needSelector(Cpu cpu) {
    long selector = cpu.calls.sysenterCs & 0xfffc;
    if (cpu.control.mode() == Mode.REAL || selector == 0) {
      throw cpu.fault(Vector.GP, 0);
    }
    return selector;
  }

  public static void sysenter(Cpu cpu, Insn insn) {
    long code = needSelector(cpu);
    boolean longMode = (cpu.control.efer() & Control.EFER_LMA) != 0;
    cpu.flags.put(Flags.VM | Flags.IF, false);
    segments(cpu, code, longMode ? Segment.LONG : Segment.BIG, code + 8, 0);
    long mask = longMode ? -1L : LIMIT;
    cpu.r[Gpr.RSP] = cpu.calls.sysenterEsp & mask;
    cpu.rip = cpu.calls.sysenterEip & mask;
  }

  public static void sysexit(Cpu cpu, Insn insn) {
    long base = needSelector(cpu);
    Privilege.zero(cpu);
    boolean wide = insn.bits() == 64;
    long target = cpu.get(Gpr.RDX, wide ? 64 : 32);
    long stack = cpu.get(Gpr.RCX, wide ? 64 : 32);
    if (wide && !(cpu.control.canonical(target) && cpu.control.canonical(stack))) {
      throw cpu.fault(Vector.GP, 0);
    }
    cpu.rip = target;
    cpu.r[Gpr.RSP] = stack;
    int rights = wide ? Segment.LONG : Segment.BIG;
    long code = base + (wide ? 32 : 16);
    segments(cpu, code, rights, code + 8, USER);
  }

  public static void swapgs(Cpu cpu, Insn insn) {
    Privilege.zero(cpu);
    Segment gs = cpu.segments.get(Segment.GS);
    long base = cpu.calls.kernelGsBase;
    cpu.calls.kernelGsBase = gs.base();
    cpu.segments.set(Segment.GS, new Segment(gs.selector(), base, gs.limit(), gs.attributes()));
  }
}
