package io.github.kvmtck.mutants;

import io.github.kvmtck.api.KernelOptions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a mutant does wrong, and the words in which a scenario says so.
 *
 * @param rule that is broken
 * @param name of the mutant
 * @param sentence what the kernel does
 * @param profile that has what is broken
 * @param seen any of these; none where no message shows it yet
 */
public record Breach(String rule, String name, String sentence, String profile, List<Seen> seen) {

  public Breach {
    seen = List.copyOf(seen);
  }

  /** A breach of the mainline profile, which no message shows yet. */
  public static Breach of(String rule, String name, String sentence) {
    return new Breach(rule, name, sentence, KernelOptions.MAINLINE.profile(), List.of());
  }

  /** The same in another profile. */
  public Breach in(String other) {
    return new Breach(rule, name, sentence, other, seen);
  }

  /** A scenario expected the one, and saw the other: what the two lines begin with. */
  public Breach seenAs(String expected, String observed) {
    List<Seen> also =
        Stream.concat(seen.stream(), Stream.of(new Seen(expected, observed))).toList();
    return new Breach(rule, name, sentence, profile, also);
  }

  /** KVM_RUN stays away. */
  public Breach seenAsHang() {
    return seenAs("KVM_RUN returns", "KVM_RUN has not returned");
  }

  Pattern pattern() {
    return Pattern.compile(seen.stream().map(Seen::pattern).collect(Collectors.joining("|")));
  }
}
