package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Table;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Any state that KVM_SET_SREGS lets a client set, any tables: a run ends with a reason, and nothing
 * else ever happens. Most of each state is right, so that what is wrong is met late.
 */
class RandomStateTest {
  private static final int LENGTH = 64;
  private static final int BUDGET = 200;
  private static final long TABLES = Protected.TABLES;

  /** Instructions about segments, tables, events and control registers; operands follow. */
  private static final String[] SYSTEM = {
    "8ed8",
    "8ec0",
    "8ed0",
    "8ee0",
    "07",
    "17",
    "1f",
    "cb",
    "ca0800",
    "cf",
    "48cf",
    "66cf",
    "9a",
    "ea",
    "ff18",
    "ff28",
    "48ff2c24",
    "cd80",
    "cc",
    "ce",
    "f1",
    "0f00d0",
    "0f00d8",
    "0f00e0",
    "0f00e8",
    "0f02c0",
    "0f03c0",
    "0f0115",
    "0f011d",
    "0f01f0",
    "0f0138",
    "0f20c0",
    "0f22c0",
    "0f22d8",
    "0f22e0",
    "0f23c8",
    "0f23f8",
    "0f21f0",
    "0f05",
    "0f07",
    "480f07",
    "0f34",
    "0f35",
    "0f01f8",
    "0f01ca",
    "0f01cb",
    "9d",
    "9c",
    "fb",
    "fa",
    "e410",
    "e610",
    "6c",
    "6e",
    "f36d",
    "f36f",
    "62",
    "c9",
    "c8100003",
    "60",
    "61",
    "f3a5",
    "f3ab",
    "63c1",
    "0fb200",
    "0fb400",
    "c400",
    "0fc708",
    "f4"
  };

  @Test
  void everyRunEndsWithAReason() {
    run(10_000, 1);
  }

  @Test
  @Tag("proof")
  void everyOneOfManyRunsEndsWithAReason() {
    run(1_000_000, System.nanoTime());
  }

  private static void run(int count, long seed) {
    try (Machine m = new Machine(1 << 20)) {
      for (int i = 0; i < count; i++) {
        Random random = new Random(seed + i);
        prepare(m, random);
        try {
          Stop stop = m.run(BUDGET);
          for (int k = 0; k < 20 && stop instanceof Stop.Suspended; k++) {
            m.answers.add(random.nextLong());
            stop = m.finish(stop);
          }
          assertThat(stop).isNotNull();
        } catch (RuntimeException | Error e) {
          fail("seed " + (seed + i), e);
        }
      }
    }
  }

  private static boolean one(Random random, int in) {
    return random.nextInt(in) == 0;
  }

  private static void prepare(Machine m, Random random) {
    m.cpu.reset();
    m.log.clear();
    m.answers.clear();
    m.written.clear();
    m.readOnly.clear();
    m.unreachable.clear();
    m.ram.asSlice(0, 0x20000).fill((byte) 0);
    Protected p = Protected.on(m, random.nextBoolean()).level(random.nextInt(4));
    for (int i = 0; i < 16; i++) {
      m.cpu.r[i] = one(random, 3) ? selector(random) : random.nextLong() >>> random.nextInt(64);
    }
    m.cpu.r[4] = one(random, 8) ? random.nextLong() : 0x8800;
    tables(p, random);
    paging(p, random);
    segments(m, random);
    code(m, random);
    m.cpu.flags.set(random.nextInt() & ~(one(random, 2) ? 0 : 0x2_4100));
    m.cpu.calls.star = random.nextLong();
    m.cpu.calls.lstar = random.nextLong() >> 16;
    m.cpu.calls.sysenterCs = selector(random);
    m.cpu.debug.dr7(one(random, 4) ? random.nextInt() & 0xffff_ffffL : 0x400);
    m.cpu.debug.address(0, Machine.CODE + random.nextInt(LENGTH));
    m.cpu.rip = Machine.CODE;
    m.cpu.refresh();
    m.cpu.flushTranslations();
    if (one(random, 8)) {
      m.cpu.events.inject(random.nextInt(256));
    }
    m.cpu.events.nmiPending(one(random, 8));
  }

  private static int selector(Random random) {
    return random.nextInt(Protected.LAST / 8 + 3) * 8 + random.nextInt(8);
  }

  /** Descriptors, gates and task states with some bits turned; selectors on the stack. */
  private static void tables(Protected p, Random random) {
    for (int i = random.nextInt(6); i > 0; i--) {
      turn(p.m, Protected.GDT + random.nextInt(Protected.LAST / 8) * 8L, random);
    }
    for (int i = random.nextInt(40); i > 0; i--) {
      turn(p.m, Protected.IDT + random.nextInt(64) * 8L, random);
    }
    for (int i = 0; i < 0x70; i += 4) {
      int value = one(random, 3) ? random.nextInt() : i < 0x48 ? 0x8000 : selector(random);
      p.m.ram.set(ValueLayout.JAVA_INT, Protected.OTHER_TSS + i, value);
      p.m.ram.set(ValueLayout.JAVA_INT, Protected.NARROW_TSS + i, value);
    }
    p.m.ram.set(ValueLayout.JAVA_SHORT, Protected.TSS, (short) selector(random));
    for (int i = 0; i < 64; i++) {
      p.m.put64(0x8800 + 8L * i, one(random, 4) ? random.nextLong() : selector(random));
    }
    if (one(random, 10)) {
      p.m.cpu.control.gdtr(
          new Table(random.nextLong() >> random.nextInt(64), random.nextInt(65536)));
      p.m.cpu.control.idtr(
          new Table(random.nextLong() >> random.nextInt(64), random.nextInt(65536)));
    }
  }

  private static void turn(Machine m, long address, Random random) {
    m.put64(address, m.get64(address) ^ 1L << random.nextInt(64));
  }

  /** The mode's own paging, or that of another mode, over pages of each size. */
  private static void paging(Protected p, Random random) {
    Machine m = p.m;
    long cr0 = Control.CR0_PE | (one(random, 2) ? Control.CR0_WP : 0);
    long cr4 = random.nextInt() & 0x31_19bf;
    long efer = one(random, 2) ? Control.EFER_NXE : 0;
    if (p.wide) {
      boolean five = one(random, 4);
      for (int level = 0; level < 4; level++) {
        m.put64(TABLES + level * 0x1000L, TABLES + (level + 1) * 0x1000L | 7);
      }
      fill(m, TABLES + (five ? 4 : 3) * 0x1000L, 8, random);
      long la57 = five ? Control.CR4_LA57 : 0;
      cr4 = cr4 & ~Control.CR4_LA57 | Control.CR4_PAE | la57;
      efer |= Control.EFER_LME | Control.EFER_LMA | Control.EFER_SCE;
      cr0 |= Control.CR0_PG;
    } else if (one(random, 2)) {
      boolean pae = (cr4 & Control.CR4_PAE) != 0;
      m.put64(TABLES, TABLES + 0x1000L | (pae ? 1 : 7));
      m.put64(TABLES + 0x1000, TABLES + 0x2000L | 7);
      fill(m, TABLES + (pae ? 2 : 1) * 0x1000L, pae ? 8 : 4, random);
      cr0 |= Control.CR0_PG;
    } else if (one(random, 6)) {
      cr0 &= ~Control.CR0_PE;
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      turn(m, TABLES + random.nextInt(5) * 0x1000L + random.nextInt(2) * 8L, random);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      (random.nextBoolean() ? m.readOnly : m.unreachable).add(random.nextInt(0x18) * 0x1000L);
    }
    m.cpu.control.set(cr0, 0, TABLES, cr4, efer);
    if (m.cpu.control.paePaging()) {
      var unused = m.cpu.control.load.root(TABLES);
    }
  }

  private static void fill(Machine m, long table, int bytes, Random random) {
    for (int i = 0; i < 512; i++) {
      long entry = i * 0x1000L | 7;
      if (one(random, 60)) {
        entry ^= 1L << random.nextInt(bytes * 8);
      }
      if (bytes == 8) {
        m.put64(table + i * 8L, entry);
      } else {
        m.ram.set(ValueLayout.JAVA_INT, table + i * 4L, (int) entry);
      }
    }
  }

  private static void segments(Machine m, Random random) {
    for (int i = random.nextInt(4); i > 0; i--) {
      int index = random.nextInt(8);
      m.cpu.segments.set(
          index,
          new Segment(
              random.nextInt(65536),
              one(random, 2) ? 0 : random.nextLong() >> random.nextInt(64),
              random.nextInt() & 0xffff_ffffL,
              random.nextInt() & 0x1_f0ff));
    }
  }

  /** Half of it system instructions with operands that mean something, half of it anything. */
  private static void code(Machine m, Random random) {
    byte[] code = new byte[LENGTH];
    random.nextBytes(code);
    int at = 0;
    while (at < LENGTH - 16) {
      if (one(random, 3)) {
        at += 1 + random.nextInt(4);
        continue;
      }
      String hex = SYSTEM[random.nextInt(SYSTEM.length)];
      for (int i = 0; i < hex.length(); i += 2) {
        code[at++] = (byte) Integer.parseInt(hex, i, i + 2, 16);
      }
      if (hex.equals("9a") || hex.equals("ea")) {
        code[at + 2] = 0;
        code[at + 3] = 0;
        code[at + 4] = (byte) selector(random);
        code[at + 5] = 0;
        at += 6;
      }
    }
    MemorySegment.copy(code, 0, m.ram, ValueLayout.JAVA_BYTE, Machine.CODE, LENGTH);
  }
}
