package io.github.kvmtck.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2|Only root may trace here (kernel.yama.ptrace_scope is 2): run as root or set it to 1.",
        "3|Nobody may trace here (kernel.yama.ptrace_scope is 3) until the machine starts again"
            + " with another value.",
        "1|This sandbox does not permit ptrace(2): allow it, in a container with"
            + " --cap-add=SYS_PTRACE."
      })
  void aMissingPermissionIsASentence(String scope, String sentence) {
    assertThat(Refusal.sentence(scope)).isEqualTo(sentence);
  }
}
