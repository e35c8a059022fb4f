package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Table;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any bytes as code, any registers: a run ends with a reason, and nothing else ever happens. */
class RandomCodeTest {
  private static final int LENGTH = 48;
  private static final int BUDGET = 300;

  @Test
  void everyRunEndsWithAReason() {
    run(20_000, 1);
  }

  @Test
  @Tag("proof")
  void everyOneOfManyRunsEndsWithAReason() {
    run(1_000_000, System.nanoTime());
  }

  private static void run(int count, long seed) {
    Random random = new Random(seed);
    byte[] code = new byte[LENGTH];
    try (Machine m = Machine.realMode("")) {
      for (int i = 0; i < count; i++) {
        random.nextBytes(code);
        prepare(m, random, code);
        try {
          Stop stop = m.run(BUDGET);
          for (int k = 0; k < 20 && stop instanceof Stop.Suspended; k++) {
            m.answers.add(random.nextLong());
            stop = m.finish(stop);
          }
          assertThat(stop).isNotNull();
        } catch (RuntimeException | Error e) {
          fail("seed " + seed + ", code " + HexFormat.of().formatHex(code), e);
        }
      }
    }
  }

  private static void prepare(Machine m, Random random, byte[] code) {
    m.cpu.reset();
    m.log.clear();
    m.answers.clear();
    m.ram.fill((byte) 0xf4);
    m.cpu.control.idtr(new Table(0x100, 0x3ff));
    for (int i = 0; i < 16; i++) {
      m.cpu.r[i] = random.nextLong() >>> random.nextInt(64);
    }
    for (int i = 0; i <= Segment.GS; i++) {
      long limit = random.nextBoolean() ? 0xffff : 0xffffffffL;
      m.cpu.segments.set(i, new Segment(0, 0, limit, Segment.DATA));
    }
    switch (random.nextInt(3)) {
      case 0 -> {}
      case 1 -> flat(m, Segment.BIG, Control.CR0_PE, 0);
      default -> {
        m.ram.set(ValueLayout.JAVA_LONG, 0x10000, 0x11007L);
        m.ram.set(ValueLayout.JAVA_LONG, 0x11000, 0x12007L);
        m.ram.set(ValueLayout.JAVA_LONG, 0x12000, 0x87L);
        long lma = Control.EFER_LME | Control.EFER_LMA;
        flat(m, Segment.LONG, Control.CR0_PE | Control.CR0_PG, lma);
      }
    }
    m.cpu.flags.set(random.nextInt() & ~0x20000);
    m.cpu.debug.dr7(random.nextInt(4) == 0 ? random.nextInt() & 0xffff00ffL : 0x400);
    m.cpu.debug.address(0, Machine.CODE + random.nextInt(LENGTH));
    MemorySegment.copy(code, 0, m.ram, ValueLayout.JAVA_BYTE, Machine.CODE, LENGTH);
    m.cpu.rip = Machine.CODE;
  }

  private static void flat(Machine m, int attribute, long cr0, long efer) {
    m.cpu.segments.set(Segment.CS, new Segment(8, 0, 0xffffffffL, Segment.CODE | attribute));
    m.cpu.control.set(cr0, 0, 0x10000, Control.CR4_PAE | Control.CR4_OSFXSR, efer);
  }
}
