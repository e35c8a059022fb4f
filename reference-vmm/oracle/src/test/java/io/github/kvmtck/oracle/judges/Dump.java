package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.x86.cpu.Flags;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code info registers} of QEMU's monitor prints (x86_cpu_dump_state). */
final class Dump {
  private static final int BUSY = 2;

  /** Type to P and AVL to G; between them are bits of the limit. */
  private static final int RIGHTS = 0xf0ff;

  private static final Pattern REGISTER =
      Pattern.compile(
          "\\b([RE](?:[A-D]X|SI|DI|BP|SP|IP|FL)|R[0-9]+|CR[0-4]|DR[0-7]|EFER|CPL) ?=([0-9a-f]+)");
  private static final Pattern SEGMENT =
      Pattern.compile(
          "^(ES|CS|SS|DS|FS|GS|LDT|TR) *=([0-9a-f]+) ([0-9a-f]+) ([0-9a-f]+) ([0-9a-f]+)",
          Pattern.MULTILINE);
  private static final Pattern TABLE =
      Pattern.compile("^([GI]DT)= +([0-9a-f]+) ([0-9a-f]+)", Pattern.MULTILINE);

  private final Map<String, Long> values = new LinkedHashMap<>();

  Dump(String text) {
    Matcher register = REGISTER.matcher(text);
    while (register.find()) {
      values.put(name(register.group(1)), number(register.group(2)));
    }
    Matcher segment = SEGMENT.matcher(text);
    while (segment.find()) {
      String name = segment.group(1).toLowerCase(Locale.ROOT);
      values.put(name, number(segment.group(2)));
      values.put(name + ".base", number(segment.group(3)));
      values.put(name + ".limit", number(segment.group(4)));
      values.put(name + ".rights", number(segment.group(5)) >> 8 & RIGHTS);
    }
    // LTR sets the busy bit in memory behind what it has cached (helper_ltr of seg_helper.c).
    values.computeIfPresent("tr.rights", (tr, rights) -> rights | BUSY);
    // The others have executed a HLT, which clears RF.
    values.computeIfPresent("rflags", (name, flags) -> flags & ~Flags.RF);
    Matcher table = TABLE.matcher(text);
    while (table.find()) {
      String name = table.group(1).toLowerCase(Locale.ROOT);
      values.put(name + ".base", number(table.group(2)));
      values.put(name + ".limit", number(table.group(3)));
    }
  }

  private static long number(String hex) {
    return Long.parseUnsignedLong(hex, 16);
  }

  private static String name(String printed) {
    String name = printed.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "efl", "rfl" -> "rflags";
      default -> name.startsWith("e") && name.length() == 3 ? "r" + name.substring(1) : name;
    };
  }

  Map<String, Long> values() {
    return values;
  }

  long get(String name) {
    Long value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name + " in " + values.keySet());
    }
    return value;
  }
}
