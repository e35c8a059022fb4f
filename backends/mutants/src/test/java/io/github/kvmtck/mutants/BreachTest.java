package io.github.kvmtck.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BreachTest {
  private static final Breach BREACH =
      Breach.of("COMP-02", "signals-first", "Signals come first.")
          .seenAs("AL is 0xAB", "AL is 0\\b")
          .seenAsHang();

  @Test
  void isSeenInTheTwoLinesOfAFailure() {
    assertThat(found("COMP-02: a rule\n  expected: AL is 0xAB\n  observed: AL is 0\n  state: x"))
        .isTrue();
    assertThat(
            found("\n  expected: KVM_RUN returns\n  observed: KVM_RUN has not returned after 2 s"))
        .isTrue();
  }

  @Test
  void isNotSeenWhereSomethingElseWasExpectedOrObserved() {
    assertThat(found("\n  expected: AL is 0xCD\n  observed: AL is 0")).isFalse();
    assertThat(found("\n  expected: AL is 0xAB\n  observed: AL is 0x12")).isFalse();
  }

  @Test
  void isNotSeenInTheSentenceOfARule() {
    assertThat(found("AL is 0xAB, and AL is 0\n  expected: x\n  observed: y")).isFalse();
  }

  @Test
  void keepsAllElseInAnotherProfile() {
    Breach other = BREACH.in("proposed");
    assertThat(other.profile()).isEqualTo("proposed");
    assertThat(other.message()).isEqualTo(BREACH.message());
  }

  private static boolean found(String failure) {
    Pattern pattern = BREACH.pattern();
    return pattern.matcher(failure).find();
  }
}
