package io.github.kvmtck.oracle.judges;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** QEMU's translator, stepped through its gdb stub. */
final class TcgJudge implements AutoCloseable {
  static final String NAME = "TCG";
  private static final String PROGRAM = "qemu-system-x86_64";
  private static final int PATIENCE_MS = 30_000;
  private static final int RAM = 0x7_0000;
  private static final int RIP = 16 * 8;
  private static final int FLAGS = RIP + 8;
  private static final int SELECTORS = FLAGS + 4;

  /** Order of the stub: CS, SS, DS, ES, FS, GS; ours: ES, CS, SS, DS, FS, GS. */
  private static final int[] PLACES = {3, 0, 1, 2, 4, 5};

  /** Order of the stub: RAX, RBX, RCX, RDX, RSI, RDI, RBP, RSP. */
  private static final int[] REGISTERS = {0, 2, 3, 1, 7, 6, 4, 5};

  /** A repeated instruction is stepped once for each iteration. */
  private static final int STEPS = 40;

  private final Process qemu;
  private final Gdb gdb;
  private final ByteBuffer reset;

  TcgJudge() {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(PATIENCE_MS);
      qemu = start(server.getLocalPort());
      gdb = accept(server);
      reset = gdb.registers();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    wipe();
  }

  private Gdb accept(ServerSocket server) throws IOException {
    try {
      return new Gdb(server.accept());
    } catch (IOException failed) {
      qemu.destroyForcibly();
      throw failed;
    }
  }

  /** Why it cannot be asked here; empty where it can. */
  static Optional<String> unavailable() {
    try {
      Process process = new ProcessBuilder(PROGRAM, "-version").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0 ? Optional.empty() : Optional.of(PROGRAM + " does not start");
    } catch (IOException missing) {
      return Optional.of(PROGRAM + " is not installed");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  /** QEMU at its reset vector, halted; its stub connects to {@code port}. */
  private static Process start(int port) throws IOException {
    return new ProcessBuilder(
            PROGRAM,
            "-M",
            "isapc",
            "-accel",
            "tcg",
            "-cpu",
            "max",
            "-m",
            "32",
            "-display",
            "none",
            "-nodefaults",
            "-S",
            "-chardev",
            "socket,id=stub,host=127.0.0.1,nodelay=on,port=" + port,
            "-gdb",
            "chardev:stub")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  String name() {
    return NAME;
  }

  /**
   * Executes the instruction of a situation.
   *
   * @param touched physical addresses to look at beside those of the situation
   */
  Outcome judge(Situation situation, SortedSet<Integer> touched) {
    try {
      for (Patch patch : situation.patches()) {
        gdb.memory(patch.address(), patch.bytes());
      }
      gdb.registers(registers(situation));
      ByteBuffer after = step(situation);
      Map<Integer, Integer> memory = memory(situation, touched);
      return stopsThere(situation, after)
          ? new Outcome("", values(after), memory)
          : Outcome.abstains("what follows is no HLT: the others ran on");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private ByteBuffer registers(Situation situation) {
    ByteBuffer all = ByteBuffer.allocate(reset.capacity()).order(reset.order());
    all.put(0, reset, 0, reset.capacity());
    for (int i = 0; i < 8; i++) {
      all.putLong(8 * REGISTERS[i], situation.registers()[i]);
    }
    all.putLong(RIP, situation.ip());
    all.putInt(FLAGS, (int) situation.flags());
    for (int i = 0; i < 6; i++) {
      all.putInt(SELECTORS + 4 * PLACES[i], situation.selectors()[i]);
    }
    return all;
  }

  private ByteBuffer step(Situation situation) throws IOException {
    ByteBuffer after = reset;
    for (int i = 0; i < STEPS; i++) {
      gdb.step();
      after = gdb.registers();
      boolean there =
          after.getLong(RIP) == situation.ip()
              && after.getInt(SELECTORS) == situation.selectors()[Situation.CS];
      if (!there) {
        return after;
      }
    }
    return after;
  }

  private static boolean stopsThere(Situation situation, ByteBuffer after) {
    int selector = after.getInt(SELECTORS + 4 * PLACES[Situation.CS]);
    int end = selector * 16 + (after.getShort(RIP) & 0xffff);
    int found = Situation.HLT;
    for (Patch patch : situation.patches()) {
      int at = end - patch.address();
      found = at >= 0 && at < patch.bytes().length ? patch.bytes()[at] : found;
    }
    return found == Situation.HLT;
  }

  /** Puts HLT into all memory again, after a write that may have gone anywhere. */
  void wipe() {
    byte[] clean = new byte[RAM];
    Arrays.fill(clean, Situation.HLT);
    try {
      gdb.memory(0, clean);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Map<String, Long> values(ByteBuffer all) {
    Map<String, Long> values = new LinkedHashMap<>();
    for (int i = 0; i < 8; i++) {
      values.put(Situation.REGISTERS.get(i), all.getLong(8 * REGISTERS[i]) & 0xffff_ffffL);
    }
    values.put("rip", all.getLong(RIP) & 0xffff);
    values.put("rflags", Integer.toUnsignedLong(all.getInt(FLAGS)));
    for (int i = 0; i < 6; i++) {
      long selector = Integer.toUnsignedLong(all.getInt(SELECTORS + 4 * PLACES[i]));
      values.put(Situation.SEGMENTS.get(i), selector);
    }
    return values;
  }

  /** What of some memory is not as it was before; HLTs are put back. */
  private Map<Integer, Integer> memory(Situation situation, SortedSet<Integer> touched)
      throws IOException {
    Map<Integer, Integer> before = new TreeMap<>();
    for (Patch patch : situation.patches()) {
      for (int i = 0; i < patch.bytes().length; i++) {
        before.put(patch.address() + i, patch.bytes()[i] & 0xff);
      }
    }
    SortedSet<Integer> all = new TreeSet<>(touched);
    all.addAll(before.keySet());
    Map<Integer, Integer> changed = new TreeMap<>();
    while (!all.isEmpty()) {
      int from = all.first();
      int to = from;
      while (all.contains(to + 1)) {
        to++;
      }
      byte[] now = gdb.memory(from, to - from + 1);
      for (int i = 0; i < now.length; i++) {
        if ((now[i] & 0xff) != before.getOrDefault(from + i, Situation.HLT & 0xff)) {
          changed.put(from + i, now[i] & 0xff);
        }
      }
      Arrays.fill(now, Situation.HLT);
      gdb.memory(from, now);
      all.subSet(from, to + 1).clear();
    }
    return changed;
  }

  @Override
  public void close() {
    try {
      gdb.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      qemu.destroyForcibly();
    }
  }
}
