package io.github.kvmtck.x86.isa;

import io.github.kvmtck.x86.cpu.Feature;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a table line: {@code opcode column | instruction | attributes}, in the manuals' notation
 * (SDM vol. 2, 3.1.1) with the size letters of appendix A for families: {@code 88 /r | MOV r/m8,
 * r8}.
 */
final class Notation {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  private static final Pattern BYTE = Pattern.compile("[0-9A-F]{2}");
  private static final Pattern BAR = Pattern.compile("\\s*\\|\\s*");

  private final String line;
  private final List<Immediate> immediates = new ArrayList<>();
  private boolean vex;
  private int prefix;
  private int map;
  private int opcode = -1;
  private boolean plusRegister;
  private Form.Modrm modrm = Form.Modrm.NONE;
  private final Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
  private final Set<Feature> features = EnumSet.noneOf(Feature.class);

  private Notation(String line) {
    this.line = line;
  }

  static Form parse(String line, Semantics semantics) {
    return new Notation(line).form(semantics);
  }

  private Form form(Semantics semantics) {
    String[] columns = BAR.split(line.strip(), -1);
    if (columns.length < 2) {
      throw wrong("needs an opcode column and an instruction");
    }
    encoding(columns[0]);
    String[] instruction = SPACE.split(columns[1], 2);
    List<Operand> operands =
        instruction.length == 1
            ? List.of()
            : COMMA
                .splitAsStream(instruction[1])
                .map(text -> OperandNotation.parse(text, plusRegister))
                .toList();
    attributes(columns.length > 2 ? columns[2] : "");
    return new Form(
        line.strip(),
        vex,
        prefix,
        map,
        opcode,
        plusRegister,
        modrm,
        List.copyOf(immediates),
        instruction[0],
        operands,
        Set.copyOf(attributes),
        Set.copyOf(features),
        semantics);
  }

  private void encoding(String column) {
    List<String> tokens = new ArrayList<>(List.of(SPACE.split(column)));
    String first = tokens.getFirst();
    if (first.startsWith("VEX.")) {
      vex(tokens.removeFirst());
    } else if (tokens.size() > 1
        && (first.equals("66") || first.equals("F2") || first.equals("F3"))
        && BYTE.matcher(tokens.get(1)).matches()) {
      prefix = HexFormat.fromHexDigits(first);
      tokens.removeFirst();
    }
    if (tokens.getFirst().equals("0F") && tokens.size() > 1) {
      tokens.removeFirst();
      map = 1;
      if (tokens.getFirst().equals("38") || tokens.getFirst().equals("3A")) {
        map = tokens.removeFirst().equals("38") ? 2 : 3;
      }
    }
    tokens.forEach(this::token);
    if (opcode < 0) {
      throw wrong("has no opcode");
    }
  }

  /** {@code VEX.66.0F38}: a pp field, then the map. */
  private void vex(String token) {
    vex = true;
    for (String part : token.substring(4).split("\\.", -1)) {
      switch (part) {
        case "66", "F2", "F3" -> prefix = HexFormat.fromHexDigits(part);
        case "0F" -> map = 1;
        case "0F38" -> map = 2;
        case "0F3A" -> map = 3;
        default -> throw wrong("has an unknown field of VEX: " + part);
      }
    }
  }

  private void token(String token) {
    if (BYTE.matcher(token).matches()) {
      int value = HexFormat.fromHexDigits(token);
      if (opcode < 0) {
        opcode = value;
      } else {
        modrm = new Form.Modrm(Form.Modrm.Kind.FIXED, value);
      }
    } else if (token.endsWith("+r") && BYTE.matcher(token.substring(0, 2)).matches()) {
      opcode = HexFormat.fromHexDigits(token.substring(0, 2));
      plusRegister = true;
    } else if (token.equals("/r")) {
      modrm = new Form.Modrm(Form.Modrm.Kind.REGISTER, 0);
    } else if (token.length() == 2 && token.charAt(0) == '/') {
      modrm = new Form.Modrm(Form.Modrm.Kind.DIGIT, token.charAt(1) - '0');
    } else {
      immediates.add(Immediate.valueOf(token.toUpperCase(Locale.ROOT)));
    }
  }

  /** Lower-case words are attributes, words in capitals are features that the form needs. */
  private void attributes(String column) {
    for (String word : SPACE.split(column.strip(), -1)) {
      if (word.isEmpty()) {
        continue;
      }
      String capitals = word.toUpperCase(Locale.ROOT);
      if (word.equals(capitals)) {
        features.add(Feature.valueOf(word));
      } else {
        attributes.add(Attribute.valueOf(capitals));
      }
    }
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("table line \"" + line + "\" " + what);
  }
}
