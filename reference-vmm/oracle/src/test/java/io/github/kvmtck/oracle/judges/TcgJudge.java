package io.github.kvmtck.oracle.judges;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * QEMU's translator, stepped through its gdb stub until it stands before a HLT. {@link Boot} brings
 * it into the setting, the stub sets general registers only: what it writes to others is not what
 * it reads (gdb_write_reg_cs64 of target/i386/gdbstub.c takes half as many bytes).
 */
final class TcgJudge implements AutoCloseable {
  static final String NAME = "TCG";

  /** What it abstains with where the others have executed more than one instruction. */
  static final String RAN_ON = "what follows is no HLT: the others ran on";

  /** The stub's number of CR0. */
  private static final int CR0 = 27;

  private static final long OFF = 0x10;
  private static final int RIP = 16 * 8;
  private static final int FLAGS = RIP + 8;
  private static final int SELECTORS = FLAGS + 4;
  private static final int REGISTERS = SELECTORS + 4 * 6;

  /** Order of the stub: CS, SS, DS, ES, FS, GS; ours: ES, CS, SS, DS, FS, GS. */
  private static final int[] PLACES = {3, 0, 1, 2, 4, 5};

  /** Order of the stub: RAX, RBX, RCX, RDX, RSI, RDI, RBP, RSP. */
  private static final int[] ORDER = {0, 2, 3, 1, 7, 6, 4, 5};

  /** A repeated instruction is stepped once for each iteration. */
  private static final int STEPS = 40;

  private static final int LONGEST = 15;

  private final Qemu qemu = new Qemu();
  private final Gdb gdb = qemu.gdb();
  private final Map<String, Boot> boots = new HashMap<>();
  private final Set<Integer> executed = new TreeSet<>();
  private int landing;

  String name() {
    return NAME;
  }

  Outcome judge(Situation situation) {
    try {
      byte[] before = situation.memory();
      forget();
      boot(situation.setting());
      qemu.write(before);
      Patch code = situation.patches().getLast();
      gdb.memory(code.address(), code.bytes());
      gdb.registers(registers(situation));
      return run(situation, before);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Code that ran is translated again when memory there changes, but only by what changes through
   * QEMU.
   */
  private void forget() throws IOException {
    byte[] nothing = new byte[LONGEST];
    Arrays.fill(nothing, Situation.HLT);
    for (int at : executed) {
      gdb.memory(at, nothing);
    }
    executed.clear();
  }

  private void boot(Setting setting) throws IOException {
    String key = setting.name();
    Boot boot = boots.get(key);
    if (boot == null) {
      boot = new Boot(setting);
      boots.put(key, boot);
    }
    byte[] memory = setting.image().clone();
    boot.put(memory, setting);
    qemu.write(memory);
    if (landing != boot.landing()) {
      gdb.breakpoint(landing, false);
      landing = boot.landing();
      gdb.breakpoint(landing, true);
    }
    gdb.register(CR0, OFF);
    ByteBuffer entry = ByteBuffer.allocate(REGISTERS).order(ByteOrder.LITTLE_ENDIAN);
    entry.putInt(FLAGS, 2);
    entry.putLong(8 * 7, Boot.STACK);
    for (int i = 0; i < 6; i++) {
      entry.putInt(SELECTORS + 4 * i, Boot.SEGMENT);
    }
    gdb.registers(entry);
    gdb.goOn();
  }

  private static ByteBuffer registers(Situation situation) {
    boolean real = situation.setting().real();
    ByteBuffer all =
        ByteBuffer.allocate(real ? REGISTERS : SELECTORS).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 16; i++) {
      all.putLong(8 * (i < 8 ? ORDER[i] : i), situation.registers()[i]);
    }
    all.putLong(RIP, situation.ip());
    all.putInt(FLAGS, (int) situation.flags());
    for (int i = 0; i < 6 && real; i++) {
      all.putInt(SELECTORS + 4 * PLACES[i], situation.setting().segment(i).selector());
    }
    return all;
  }

  private Outcome run(Situation situation, byte[] before) throws IOException {
    Patch code = situation.patches().getLast();
    for (int i = 0; i < STEPS; i++) {
      gdb.step();
      Dump now = new Dump(gdb.monitor("info registers"));
      if (now.get("cs.base") == 0xffff_0000L) {
        return Outcome.SHUTDOWN;
      }
      byte[] after = qemu.read(before.length);
      long next = now.get("cs.base") + now.get("rip") & 0xffff_ffffL;
      boolean inside = next < after.length - LONGEST;
      boolean halt = inside ? after[(int) next] == Situation.HLT : situation.setting().real();
      if (halt && now.get("cpl") == 0) {
        return Outcome.of(now.values(), Outcome.changed(before, after));
      }
      // A HLT faults at CPL 3; what is nowhere faults too.
      boolean again = next == code.address();
      if (inside && !halt && !again) {
        return Outcome.abstains(RAN_ON);
      }
      if (inside) {
        executed.add((int) next);
      }
    }
    return Outcome.abstains("it runs on");
  }

  @Override
  public void close() {
    qemu.close();
  }
}
