package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.asm.Assembler;
import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Table;
import io.github.kvmtck.x86.exec.Handlers;
import io.github.kvmtck.x86.exec.Regions;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Machines that compile at once what has run a few times, and their like that never compile. */
final class CompiledMachines {
  /** Linear 2 MiB and on are mapped to what lies there, as large pages. */
  static final long DIRECTORY = 0x12000;

  private static final int HOT = 100;
  private static final Handlers HANDLERS = new Handlers();

  private CompiledMachines() {}

  static Machine compiling(int bits, String source) {
    return prepared(new Machine(1 << 20, HANDLERS, compiler(HOT)), bits, source);
  }

  static Machine handling(int bits, String source) {
    return prepared(new Machine(1 << 20, HANDLERS, compiler(Integer.MAX_VALUE)), bits, source);
  }

  /** What compiles on the thread that asks. */
  static Regions compiler(int hot) {
    return new Regions(hot, HANDLERS, Runnable::run);
  }

  /** One stop and the other, and what the two machines hold, must be the same. */
  static void same(String what, Machine handled, Machine compiled, Stop expected, Stop actual) {
    assertThat(actual.toString()).as(what).isEqualTo(expected.toString());
    assertThat(compiled.processor.executed()).as(what).isEqualTo(handled.processor.executed());
    assertThat(compiled.cpu.r).as(what).isEqualTo(handled.cpu.r);
    assertThat(compiled.cpu.rip).as(what).isEqualTo(handled.cpu.rip);
    assertThat(compiled.cpu.flags.get()).as(what).isEqualTo(handled.cpu.flags.get());
    assertThat(compiled.cpu.control.cr2()).as(what).isEqualTo(handled.cpu.control.cr2());
    assertThat(compiled.log).as(what).isEqualTo(handled.log);
    assertThat(compiled.ram.mismatch(handled.ram)).as(what).isEqualTo(-1);
  }

  /**
   * A program at {@link Machine#CODE} that has everything to itself. In 16-bit code the handler of
   * every exception halts; elsewhere there is none, and an exception shuts down.
   */
  static Machine prepared(Machine m, int bits, String source) {
    return prepared(m, bits, source, Machine.CODE);
  }

  /** As {@link #prepared(Machine, int, String)}, at another address. */
  static Machine prepared(Machine m, int bits, String source, long at) {
    byte[] code = Assembler.assemble(source, at, bits).bytes();
    MemorySegment.copy(code, 0, m.ram, ValueLayout.JAVA_BYTE, at, code.length);
    for (int i = 0; i <= Segment.GS; i++) {
      m.cpu.segments.set(i, new Segment(0, 0, 0xffff, Segment.DATA));
    }
    if (bits != 16) {
      flat(m, bits);
    }
    m.ram.set(ValueLayout.JAVA_BYTE, 0x600, (byte) 0xf4);
    long[] vectors = new long[64];
    Arrays.fill(vectors, 0x0000_0600_0000_0600L);
    MemorySegment.copy(vectors, 0, m.ram, ValueLayout.JAVA_LONG, 0, bits == 16 ? 64 : 0);
    m.cpu.control.idtr(new Table(0, bits == 16 ? 0x1ff : 0));
    m.cpu.r[4] = 0x8000;
    m.cpu.rip = at;
    return m;
  }

  private static void flat(Machine m, int bits) {
    for (int i = 0; i <= Segment.GS; i++) {
      m.cpu.segments.set(i, new Segment(16, 0, 0xffffffffL, Segment.DATA | Segment.BIG));
    }
    int kind = bits == 64 ? Segment.LONG : Segment.BIG;
    m.cpu.segments.set(Segment.CS, new Segment(8, 0, 0xffffffffL, Segment.CODE | kind));
    long lma = Control.EFER_LME | Control.EFER_LMA;
    m.ram.set(ValueLayout.JAVA_LONG, 0x10000, 0x11007L);
    m.ram.set(ValueLayout.JAVA_LONG, 0x11000, DIRECTORY | 7);
    m.ram.set(ValueLayout.JAVA_LONG, DIRECTORY, 0x87L);
    m.ram.set(ValueLayout.JAVA_LONG, DIRECTORY + 8, 0x200087L);
    m.cpu.control.set(
        bits == 64 ? Control.CR0_PE | Control.CR0_PG : Control.CR0_PE,
        0,
        0x10000,
        Control.CR4_PAE,
        bits == 64 ? lma : 0);
  }
}
