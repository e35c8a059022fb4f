package io.github.kvmtck.x86.asm.encode;

import io.github.kvmtck.x86.isa.Attribute;
import io.github.kvmtck.x86.isa.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The forms by mnemonic, under every name that assemblers know for it. */
public final class Mnemonics {
  /** Names of one condition; the table uses one of them. */
  private static final List<List<String>> CONDITIONS =
      List.of(
          List.of("b", "c", "nae"),
          List.of("ae", "nb", "nc"),
          List.of("e", "z"),
          List.of("ne", "nz"),
          List.of("be", "na"),
          List.of("a", "nbe"),
          List.of("p", "pe"),
          List.of("np", "po"),
          List.of("l", "nge"),
          List.of("ge", "nl"),
          List.of("le", "ng"),
          List.of("g", "nle"));

  private static final List<List<String>> SYNONYMS =
      List.of(
          List.of("shl", "sal"),
          List.of("ret", "retn"),
          List.of("retf", "lret"),
          List.of("loope", "loopz"),
          List.of("loopne", "loopnz"),
          List.of("fwait", "wait"),
          List.of("xlatb", "xlat"),
          List.of("int1", "icebp"),
          List.of("ud2", "ud2a"));

  /** Names that mean the mode's own operand size, with the names of the sizes. */
  private static final Map<String, List<String>> SIZED =
      Map.of(
          "iret", List.of("iret", "iretd", "iretq"),
          "popa", List.of("popa", "popad"),
          "popf", List.of("popf", "popfd", "popfq"),
          "pusha", List.of("pusha", "pushad"),
          "pushf", List.of("pushf", "pushfd", "pushfq"));

  private final Map<String, List<Form>> byName = new LinkedHashMap<>();

  public Mnemonics(List<Form> forms) {
    for (Form form : forms) {
      if (!form.has(Attribute.ALIAS)) {
        byName.computeIfAbsent(name(form), n -> new ArrayList<>()).add(form);
      }
    }
    SYNONYMS.forEach(this::join);
    for (String family : List.of("j", "set", "cmov")) {
      CONDITIONS.forEach(names -> join(names.stream().map(c -> family + c).toList()));
    }
    SIZED.forEach(this::size);
    Shorthand.names().forEach((name, meaning) -> join(List.of(name, meaning)));
  }

  private static String name(Form form) {
    return form.mnemonic().toLowerCase(Locale.ROOT);
  }

  /** Every name finds what any of them has in the table. */
  private void join(List<String> names) {
    names.stream()
        .map(byName::get)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .ifPresent(forms -> names.forEach(name -> byName.putIfAbsent(name, forms)));
  }

  /** The bare name finds every size, of which the shortest wins; the name with W only 16 bits. */
  private void size(String bare, List<String> names) {
    List<Form> all = new ArrayList<>();
    names.forEach(name -> all.addAll(byName.getOrDefault(name, List.of())));
    if (!all.isEmpty()) {
      byName.put(bare + "w", all.stream().filter(f -> f.has(Attribute.O16)).toList());
      byName.put(bare, all);
    }
  }

  /** The forms of that name in table order; empty if there is none. */
  public List<Form> forms(String mnemonic) {
    return byName.getOrDefault(mnemonic.toLowerCase(Locale.ROOT), List.of());
  }

  /** How a form is written in code of that width: the name by which it is found again. */
  public String written(Form form, int codeBits) {
    String name = name(form);
    boolean small = form.has(Attribute.O16) && codeBits != 16;
    return small && SIZED.containsKey(name) ? name + "w" : name;
  }

  /** A name that was perhaps meant. */
  Optional<String> near(String mnemonic) {
    String wrong = mnemonic.toLowerCase(Locale.ROOT);
    int allowed = wrong.length() < 4 ? 1 : 2;
    return byName.keySet().stream()
        .filter(name -> distance(wrong, name) <= allowed)
        .min(java.util.Comparator.comparingInt(name -> distance(wrong, name)));
  }

  /** Insertions, deletions, replacements and swaps of neighbours between two words. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    Arrays.setAll(d[0], j -> j);
    for (int i = 1; i <= a.length(); i++) {
      d[i][0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        d[i][j] =
            Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
