package io.github.kvmtck.x86.asm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kvmtck.x86.asm.Differences.Kind;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.family.Isa;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of the table, at every size and in every mode, against GNU as and objdump. */
class GnuTest {
  /** The release that the list of differences describes. */
  private static final String VERSION = "2.40";

  /** Where each line is assembled: far from both ends of 16-bit code. */
  private static final long ORIGIN = 0x8000;

  private static final byte[] BETWEEN = {(byte) 0x90, (byte) 0x90, (byte) 0x90};

  @TempDir private Path directory;

  private final Differences differences = Differences.read("binutils-differences.txt");

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 64})
  void everyForm(int codeBits) throws IOException {
    String found = Gnu.version(directory).orElse("none");
    assumeTrue(found.equals(VERSION), "needs binutils " + VERSION + ", found " + found);

    List<String> lines = lines(codeBits);
    Map<String, byte[]> assembled = assemble(lines, codeBits);
    disassemble(assembled, codeBits);
    assertThat(differences.faults(codeBits)).isEmpty();
  }

  @Test
  void theListIsSorted() {
    assertThat(differences.lines()).isSorted();
  }

  private static List<String> lines(int codeBits) {
    Set<String> lines = new LinkedHashSet<>(ByHand.lines(codeBits));
    for (Form form : Isa.all()) {
      lines.addAll(Samples.of(form, codeBits));
    }
    return List.copyOf(lines);
  }

  private Map<String, byte[]> assemble(List<String> lines, int codeBits) throws IOException {
    Map<Integer, String> refused = new HashMap<>();
    Map<Integer, byte[]> theirs = new Gnu(directory).assemble(lines, codeBits, refused);
    Map<String, byte[]> assembled = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      byte[] ours = Assembler.assemble(line, ORIGIN, codeBits).bytes();
      assembled.put(line, ours);
      String complaint = refused.getOrDefault(i, "");
      differences.compare(Kind.REFUSED, codeBits, line, !complaint.isEmpty(), complaint);
      if (complaint.isEmpty()) {
        byte[] padded = Arrays.copyOf(ours, Gnu.SLOT);
        Arrays.fill(padded, ours.length, Gnu.SLOT, Gnu.FILL);
        byte[] slot = theirs.getOrDefault(i, new byte[0]);
        boolean differs = !Arrays.equals(padded, slot);
        String detail = hex(ours) + ", as has " + hex(slot);
        differences.compare(Kind.BYTES, codeBits, line, differs, detail);
      }
    }
    return assembled;
  }

  /** Our bytes, decoded and printed: as objdump prints them, and to be assembled again. */
  private void disassemble(Map<String, byte[]> assembled, int codeBits) throws IOException {
    ByteArrayOutputStream code = new ByteArrayOutputStream();
    Map<Integer, String> printed = new TreeMap<>();
    List<String> notAgain = new ArrayList<>();
    Set<Form> unmet = new LinkedHashSet<>(Isa.all());
    unmet.removeIf(form -> Samples.of(form, codeBits).isEmpty());
    assembled.forEach((line, bytes) -> {
      int at = code.size();
      Insn insn = (Insn) Isa.decoder().decode(bytes, 0, bytes.length, codeBits);
      if (insn.length() < bytes.length) {
        // WAIT and another: objdump makes one of the two.
        return;
      }
      unmet.remove(insn.form());
      String text = Printer.print(insn, at, codeBits);
      printed.put(at, text);
      byte[] again = Assembler.assemble(text, at, codeBits).bytes();
      if (!Arrays.equals(bytes, again)) {
        notAgain.add("%s: %s, %s: %s".formatted(line, hex(bytes), text, hex(again)));
      }
      code.writeBytes(bytes);
      code.writeBytes(BETWEEN);
    });
    assertThat(unmet).as("forms that the assembler never chose").isEmpty();
    assertThat(notAgain).as("printed text that assembles to other bytes").isEmpty();
    Map<Integer, String> theirs = new Gnu(directory).disassemble(code.toByteArray(), codeBits);
    printed.forEach((at, text) -> {
      String dumped = usual(theirs.getOrDefault(at, ""));
      boolean differs = !dumped.equals(usual(text));
      differences.compare(Kind.TEXT, codeBits, text, differs, "objdump has " + dumped);
    });
  }

  /** Without comments, padding and capitals. */
  private static String usual(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replaceAll("\\s*#.*", "")
        .replaceAll(",\\s*", ",")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
