package io.github.kvmtck.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    assertThat(other.seen()).isEqualTo(BREACH.seen());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "AL is 0\\b; AL is 0",
        "slot \\d+ names pages?; slot N names pages",
        "KVM_RUN (?:fails with EFAULT|returns 0 for); KVM_RUN (fails with EFAULT or returns 0 for)",
        "kvm_run.flags is (?:0x)?[14]\\b; kvm_run.flags is 1 or 4",
        "RIP is 0x100[3-5]; RIP is 0x1003…5",
        "an MMIO (read|write) of .* at 0x2; an MMIO (read or write) of … at 0x2",
        "\\[page [13]; [page 1 or 3",
      })
  void isSaidWithoutTheSignsOfAnExpression(String expression, String words) {
    assertThat(new Seen(expression, "x")).hasToString("expected " + words + "; observed x");
  }

  private static boolean found(String failure) {
    Pattern pattern = BREACH.pattern();
    return pattern.matcher(failure).find();
  }
}
