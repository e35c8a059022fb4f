package io.github.kvmtck.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guest memory of every kind that a client may have: it is the client's, whatever it takes. */
@OnRedirect
class MemoryTest {
  private static final int NOT_HERE = 77;

  @TempDir static Path folder;
  private static Client client;

  @BeforeAll
  static void compile() throws Exception {
    client = Client.of(folder, "memory");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "private",
        "shared",
        "file",
        "private-file",
        "sysv",
        "huge",
        "huge-shared",
        "none",
        "pieces",
        "sealed",
        "traced"
      })
  void aGuestAndItsClientSeeTheSame(String kind) throws Exception {
    Client.Said said = client.onReference(kind);

    Assumptions.assumeTrue(said.status() != NOT_HERE, "Linux has none here: " + kind);
    assertThat(said)
        .isEqualTo(new Client.Said(0, "1 7, 102 9, accessed and dirty 0xe3, 103, stopped\n"));
    assertThat(client.onKvm(kind).orElse(said)).isEqualTo(said);
  }
}
