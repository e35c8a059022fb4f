package io.github.kvmtck.oracle.judges;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/** A QEMU of one processor, stopped, whose memory is a file that is mapped here too. */
final class Qemu implements AutoCloseable {
  private static final String PROGRAM = "qemu-system-x86_64";
  private static final int PATIENCE_MS = 30_000;
  private static final int MEMORY = 32 << 20;

  /** What is RAM from address 0 on: above is the hole of ISA. */
  private static final int RAM = 0xa_0000;

  private final Arena arena = Arena.ofShared();
  private final Path file;
  private final MemorySegment memory;
  private final Process process;
  private final Gdb gdb;

  Qemu() {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(PATIENCE_MS);
      file = Files.createTempFile("kvm-tck-qemu", ".ram");
      memory = map(file);
      process = start(server.getLocalPort(), file);
      gdb = accept(server);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private MemorySegment map(Path path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, MEMORY, arena);
    }
  }

  private Gdb accept(ServerSocket server) throws IOException {
    try {
      return new Gdb(server.accept());
    } catch (IOException failed) {
      process.destroyForcibly();
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

  /** At its reset vector; its stub connects to {@code port}. Intel's, as the model is. */
  private static Process start(int port, Path ram) throws IOException {
    return new ProcessBuilder(
            PROGRAM,
            "-M",
            "isapc,memory-backend=ram",
            "-object",
            "memory-backend-file,id=ram,share=on,size=" + MEMORY + ",mem-path=" + ram,
            "-accel",
            "tcg",
            "-cpu",
            "max,vendor=GenuineIntel",
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

  Gdb gdb() {
    return gdb;
  }

  /** Memory from address 0 on. */
  void write(byte[] bytes) {
    int length = Math.min(bytes.length, RAM);
    MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, length);
  }

  /** Memory from address 0 on; beyond RAM, HLT. */
  byte[] read(int length) {
    byte[] bytes = new byte[length];
    int there = Math.min(length, RAM);
    MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, 0, bytes, 0, there);
    Arrays.fill(bytes, there, length, Situation.HLT);
    return bytes;
  }

  @Override
  public void close() {
    try {
      gdb.close();
      process.destroyForcibly();
      arena.close();
      Files.deleteIfExists(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      process.destroyForcibly();
    }
  }
}
