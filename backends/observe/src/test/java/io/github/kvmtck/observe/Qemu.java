package io.github.kvmtck.observe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * QEMU with a flat image that writes to a port in a loop, and says how many ticks of its TSC the
 * quickest hundred exits took.
 */
final class Qemu {
  static final int PORT = 0x10;

  /** What isa-debug-exit makes of a write of 0: (value << 1) | 1. */
  static final int STATUS = 1;

  private static final int IMAGE = 0x10000;
  private static final int RESET_VECTOR = 0xfff0;

  private Qemu() {}

  /** A command whose guest makes this many hundred exits; aborts the test where QEMU is missing. */
  static List<String> command(Path folder, int hundreds) throws IOException {
    String program = "qemu-system-x86_64";
    boolean installed =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    Assumptions.assumeTrue(installed, program + " is not installed.");
    Path image = folder.resolve(hundreds + ".bin");
    Files.write(image, image(hundreds));
    return List.of(
        program,
        "-accel",
        "kvm",
        "-M",
        "pc",
        "-m",
        "16",
        "-display",
        "none",
        "-nodefaults",
        "-no-user-config",
        "-bios",
        image.toString(),
        "-device",
        "isa-debug-exit,iobase=0xf4,iosize=1",
        "-debugcon",
        "file:" + ticks(folder));
  }

  /** What the guest of the last command has said. */
  static long quickestHundred(Path folder) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(ticks(folder)))
        .order(ByteOrder.LITTLE_ENDIAN)
        .getInt();
  }

  private static Path ticks(Path folder) {
    return folder.resolve("ticks");
  }

  private static byte[] image(int hundreds) {
    byte[] image = new byte[IMAGE];
    String code =
        """
        66bdffffffff 66be%08x  mov ebp, -1; mov esi, HUNDREDS
        0f31 6689c3            2: rdtsc; mov ebx, eax
        66b964000000           mov ecx, 100
        e610 6649 75fa         1: out PORT, al; dec ecx; jnz 1b
        0f31 6629d8            rdtsc; sub eax, ebx
        6639e8 7303 6689c5     if below ebp: mov ebp, eax
        664e 75de              dec esi; jnz 2b
        6689e8                 mov eax, ebp; and its four bytes, the lowest first
        e6e9 66c1e808 e6e9 66c1e808 e6e9 66c1e808 e6e9
        b000 e6f4 f4           mov al, 0; out 0xf4, al; hlt
        """
            .formatted(Integer.reverseBytes(hundreds));
    put(image, 0, code);
    put(image, RESET_VECTOR, "e90d00"); // jmp 0
    return image;
  }

  private static void put(byte[] image, int at, String code) {
    byte[] bytes = HexFormat.of().parseHex(code.replaceAll("  .*|[ \\n]", ""));
    System.arraycopy(bytes, 0, image, at, bytes.length);
  }
}
