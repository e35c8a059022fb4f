package io.github.kvmtck.mutants;

import io.github.kvmtck.api.KernelOptions;
import java.util.regex.Pattern;

/**
 * What a mutant does wrong, and the words in which a scenario says so.
 *
 * @param rule that is broken
 * @param name of the mutant
 * @param sentence what the kernel does
 * @param profile that has what is broken
 * @param message a regular expression; failures say {@code expected: …}, {@code observed: …} on two
 *     lines
 */
public record Breach(String rule, String name, String sentence, String profile, String message) {

  /** A breach of the mainline profile, which no message shows yet. */
  public static Breach of(String rule, String name, String sentence) {
    return new Breach(rule, name, sentence, KernelOptions.MAINLINE.profile(), "");
  }

  /** The same in another profile. */
  public Breach in(String other) {
    return new Breach(rule, name, sentence, other, message);
  }

  /** A scenario expected the one, and saw the other: what the two lines begin with. */
  public Breach seenAs(String expected, String observed) {
    return or("expected: (?:" + expected + ").*\\R\\s*observed: (?:" + observed + ")");
  }

  /** KVM_RUN stays away. */
  public Breach seenAsHang() {
    return seenAs("KVM_RUN returns", "KVM_RUN has not returned");
  }

  private Breach or(String other) {
    return new Breach(
        rule, name, sentence, profile, message.isEmpty() ? other : message + "|" + other);
  }

  Pattern pattern() {
    return Pattern.compile(message);
  }
}
