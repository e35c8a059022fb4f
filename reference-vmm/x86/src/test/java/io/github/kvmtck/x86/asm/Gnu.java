package io.github.kvmtck.x86.asm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GNU binutils: one run of {@code as} or {@code objdump} for any number of instructions. */
final class Gnu {
  /** Room for each line. */
  static final int SLOT = 16;

  /** What a slot is filled up with: NOP. */
  static final byte FILL = (byte) 0x90;

  private static final Pattern VERSION = Pattern.compile("GNU assembler .*?([0-9]+\\.[0-9]+)");
  private static final Pattern ERROR = Pattern.compile(":([0-9]+): Error: (.*)");
  private static final Pattern LINE = Pattern.compile(" *([0-9a-f]+):\t(?:[0-9a-f]{2} )+ *\t?(.*)");

  private final Path directory;

  Gnu(Path directory) {
    this.directory = directory;
  }

  /** Version of the installed binutils; empty if as, objcopy or objdump is missing. */
  static Optional<String> version(Path directory) {
    try {
      Gnu gnu = new Gnu(directory);
      gnu.run("objdump", "--version");
      gnu.run("objcopy", "--version");
      Matcher m = VERSION.matcher(gnu.run("as", "--version"));
      return m.find() ? Optional.of(m.group(1)) : Optional.empty();
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  /**
   * Assembles each line at 16 times its index.
   *
   * @param errors receives by index what as says to lines that it refuses
   * @return by index, 16 bytes each, filled up with NOPs
   */
  Map<Integer, byte[]> assemble(List<String> lines, int codeBits, Map<Integer, String> errors)
      throws IOException {
    Path object = directory.resolve("out.o");
    String complaints = as(lines, codeBits, errors, object);
    Matcher m = ERROR.matcher(complaints);
    while (m.find()) {
      errors.put(Integer.parseInt(m.group(1)) - 1, m.group(2));
    }
    String left = as(lines, codeBits, errors, object);
    if (ERROR.matcher(left).find()) {
      throw new IOException(left);
    }
    Path binary = directory.resolve("out.bin");
    run("objcopy", "-O", "binary", "-j", ".text", object.toString(), binary.toString());
    byte[] all = Files.readAllBytes(binary);
    Map<Integer, byte[]> result = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!errors.containsKey(i)) {
        result.put(i, Arrays.copyOfRange(all, i * SLOT, i * SLOT + SLOT));
      }
    }
    return result;
  }

  private String as(List<String> lines, int codeBits, Map<Integer, String> without, Path object)
      throws IOException {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String head = i == 0 ? ".intel_syntax noprefix; .code" + codeBits + "; " : "";
      String line = without.containsKey(i) ? "" : lines.get(i).replace("$", ".");
      source.append(head).append(".org ").append(i * SLOT).append(", 0x90; ");
      source.append(line).append('\n');
    }
    source.append(".org ").append(lines.size() * SLOT).append(", 0x90\n");
    Path file = directory.resolve("in.s");
    Files.writeString(file, source);
    String width = codeBits == 64 ? "--64" : "--32";
    return run("as", width, "-o", object.toString(), file.toString());
  }

  /** Disassembles a block of code at address 0; texts by address. */
  Map<Integer, String> disassemble(byte[] code, int codeBits) throws IOException {
    Path file = directory.resolve("code.bin");
    Files.write(file, code);
    String machine = codeBits == 64 ? "i386:x86-64" : codeBits == 32 ? "i386" : "i8086";
    String out =
        run("objdump", "-D", "-w", "-b", "binary", "-m", machine, "-M", "intel", file.toString());
    Map<Integer, String> texts = new TreeMap<>();
    out.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(m -> texts.put(Integer.parseInt(m.group(1), 16), m.group(2)));
    return texts;
  }

  private String run(String... command) throws IOException {
    Path output = directory.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(command[0] + " did not end in 60 s");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException(stop);
    }
    return Files.readString(output);
  }
}
