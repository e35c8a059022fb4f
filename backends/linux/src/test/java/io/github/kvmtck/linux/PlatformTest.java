package io.github.kvmtck.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlatformTest {
  @Test
  void anotherSystemOrProcessorIsOneSentence() {
    assertThat(Platform.unavailable("Mac OS X", "aarch64", PlatformTest.class))
        .hasValueSatisfying(sentence ->
            assertThat(sentence)
                .contains("Linux on an x86-64 processor", "Mac OS X on aarch64", "reference"));
    assertThat(Platform.unavailable("Linux", "aarch64", PlatformTest.class)).isPresent();
  }

  @Test
  void missingNativeAccessNamesTheFlag() {
    // A module that the command line did not enable.
    Class<?> elsewhere = java.sql.Driver.class;
    assertThat(Platform.unavailable("Linux", "amd64", elsewhere))
        .hasValueSatisfying(
            sentence -> assertThat(sentence).contains("--enable-native-access=java.sql"));
  }

  @Test
  void theNamesOfTheProcessorAreTheSame() {
    for (String architecture : List.of("amd64", "x86_64")) {
      assertThat(Platform.unavailable("Linux", architecture, PlatformTest.class)).isEmpty();
    }
  }
}
