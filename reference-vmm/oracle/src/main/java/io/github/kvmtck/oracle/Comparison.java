package io.github.kvmtck.oracle;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.github.kvmtck.x86.Stop;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Events;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Fpu;
import io.github.kvmtck.x86.cpu.FpuPointers;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Insn;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** What the model left behind against what silicon left behind, in words. */
final class Comparison {
  private static final List<String> REGISTERS =
      List.of(
          "RAX", "RCX", "RDX", "RBX", "RSP", "RBP", "RSI", "RDI", "R8", "R9", "R10", "R11", "R12",
          "R13", "R14", "R15");

  private final Model model;
  private final Case c;
  private final Insn insn;
  private final List<String> found = new ArrayList<>();

  private Comparison(Model model, Case c, Insn insn) {
    this.model = model;
    this.c = c;
    this.insn = insn;
  }

  /** The differences after {@code stop}; empty where there are none. */
  static List<String> differences(Model model, Case c, Insn insn, Stop stop) {
    Comparison comparison = new Comparison(model, c, insn);
    comparison.all(stop);
    return comparison.found;
  }

  private void all(Stop stop) {
    Cpu cpu = model.cpu();
    Width width = model.width();
    if (stop != Stop.BUDGET) {
      found.add("the model stopped by " + stop);
    }
    boolean anything = Undefined.result(insn, c) && c.after(Case.VECTOR) == Events.NONE;
    if (anything) {
      return;
    }
    fault(cpu.events);
    for (int i = 0; i < (width == Width.LONG ? 16 : 8); i++) {
      // Returning to a 16-bit stack segment leaves the upper half of ESP undefined.
      boolean half = width == Width.PROTECTED && i == Gpr.RSP;
      long mask = (half ? 0xffff : width.registerMask()) & ~Undefined.register(insn, i);
      compare(REGISTERS.get(i), c.after(8 * i) & mask, cpu.r[i] & mask);
    }
    boolean faulted = c.after(Case.VECTOR) != Events.NONE;
    int undefined = faulted ? 0 : Undefined.flags(insn, c);
    // The handler clears AC.
    int kept = Flags.DF | Flags.NT | Flags.ID | (faulted ? 0 : Flags.AC);
    long flags = (Flags.ARITHMETIC | kept) & ~undefined;
    compare("RFLAGS", c.after(Case.FLAGS) & flags, cpu.flags.get() & flags);
    for (int i = 0; i < 32; i++) {
      vector(i, c.after(Case.XMM + 8 * i), cpu.vectors.xmm[i]);
    }
    if (!Undefined.x87(insn, faulted)) {
      x87(cpu.fpu, faulted);
    }
    compare("MXCSR", c.mxcsrAfter(), cpu.vectors.mxcsr());
    memory("data", Case.DATA, model.data());
    memory("stack", Case.STACK, model.stack());
  }

  private void fault(Events events) {
    long vector = c.after(Case.VECTOR);
    if (!memory(vector) || !memory(events.pendingVector()) || !Undefined.order(insn)) {
      compare("vector", vector, events.pendingVector());
    }
    if (vector == Events.NONE || events.pendingVector() != vector) {
      long slot = c.before(Case.CODE);
      long end = c.after(Case.JUMPED) == 1 ? slot + Places.LANDING : slot + insn.length();
      if (vector == Events.NONE) {
        compare("RIP", end, model.cpu().rip);
      }
      return;
    }
    long cr2 = model.cpu().control.cr2();
    compare("RIP", c.after(Case.RIP), model.cpu().rip);
    if (vector != Vector.PF || !Undefined.order(insn)) {
      compare("error code", c.after(Case.ERROR), Math.max(0, events.pendingCode()));
      compare("CR2", vector == Vector.PF ? c.after(Case.CR2) : cr2, cr2);
    }
  }

  /** Whether the vector is of what one of several operands can raise where another does not. */
  private static boolean memory(long vector) {
    return vector == Vector.PF || vector == Vector.AC;
  }

  private void x87(Fpu fpu, boolean faulted) {
    compare("FCW", c.wordAfter(Case.FX), fpu.controlWord());
    int codes = Undefined.codes(insn, c);
    compare("FSW", c.wordAfter(Case.FSW) & ~codes, fpu.statusWord() & ~codes);
    compare("FTW", c.wordAfter(Case.FTW), fpu.abridgedTagWord());
    for (int i = 0; i < 8; i++) {
      long significand = c.after(Case.ST + 16 * i);
      int exponent = c.wordAfter(Case.ST + 16 * i + 8);
      if (!Approximation.near(
          insn, exponent, significand, fpu.signExponent(i), fpu.significand(i))) {
        compare("ST" + i, significand, fpu.significand(i));
        compare("ST" + i + " exponent", exponent, fpu.signExponent(i));
      }
    }
    // The kernel that delivers a signal forgets them.
    if (!faulted) {
      FpuPointers pointers = fpu.pointers;
      int at = Case.ENVIRONMENT;
      if (!Approximation.of(insn)) {
        compare("tag word", c.wordAfter(at + 8), fpu.tagWord());
      }
      compare("FIP", doubleword(at + 12), pointers.instruction() & 0xffff_ffffL);
      compare("FCS", c.wordAfter(at + 16), pointers.codeSelector());
      compare("FOP", c.wordAfter(at + 18), pointers.opcode());
      compare("FDP", doubleword(at + 20), pointers.data() & 0xffff_ffffL);
      compare("FDS", c.wordAfter(at + 24), pointers.dataSelector());
    }
  }

  private long doubleword(int offset) {
    return c.wordAfter(offset) | (long) c.wordAfter(offset + 2) << 16;
  }

  private void vector(int n, long silicon, long seen) {
    boolean near =
        Undefined.near(insn, (int) silicon, (int) seen)
            && Undefined.near(insn, (int) (silicon >>> 32), (int) (seen >>> 32));
    if (!near) {
      compare("XMM" + n / 2 + "[" + n % 2 + "]", silicon, seen);
    }
  }

  private void memory(String name, int offset, MemorySegment window) {
    long operand = model.operand(c, insn);
    for (int i = 0; i < window.byteSize(); i++) {
      int seen = window.get(JAVA_BYTE, i) & 0xff;
      if (c.byteAfter(offset + i) != seen && !Undefined.memory(insn, c, i - operand)) {
        compare(name + "[" + i + "]", c.byteAfter(offset + i), seen);
      }
    }
  }

  private void compare(String what, long silicon, long seen) {
    if (silicon != seen) {
      found.add("%s: silicon %x, model %x".formatted(what, silicon, seen));
    }
  }
}
