package io.github.kvmtck.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.events.Note;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A signal to a thread in KVM_RUN does what it does on real KVM. */
@OnRedirect
class SignalsTest {
  private static final String EINTR = "-1 Interrupted system call reason ";

  @TempDir static Path folder;
  private static Client client;

  @BeforeAll
  static void compile() throws Exception {
    client = Client.of(folder, "signals");
  }

  @ParameterizedTest
  @CsvSource({
    "A, 10 handled 1, a handler without SA_RESTART",
    "B, 10 handled 1, a handler with it: KVM_RUN is not made again",
    "C, 10 handled 0 pending by the second, blocked in the thread",
    "D, 10 handled 0 pending, 'blocked in the thread, let through by KVM_SET_SIGNAL_MASK'",
    "E, 10 handled 0 pending, 'the same, pending before KVM_RUN'",
    "F, 10 handled 1 by the second, blocked by KVM_SET_SIGNAL_MASK alone",
    "G, 10 handled 1, sent to the process",
    "I, 99 handled 0, immediate_exit",
  })
  void aSignalEndsKvmRunWhereItMay(String scenario, String end, String what) throws Exception {
    Client.Said said = client.onReference(scenario);

    assertThat(said).as(what).isEqualTo(new Client.Said(0, EINTR + end + "\n"));
    assertThat(client.onKvm(scenario).orElse(said)).as(what).isEqualTo(said);
  }

  @Test
  void aSignalThatIsTakenIsNoted() throws Exception {
    Client.Events events = new Client.Events();

    Client.Said said = client.on(events, served -> {}, "A");

    assertThat(said.status()).isZero();
    assertThat(events.notes)
        .filteredOn(Note.SignalTaken.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            Note.SignalTaken.class,
            taken -> {
              assertThat(taken.signo()).isEqualTo(10);
              assertThat(taken.by().name()).isEqualTo("signals");
            });
  }
}
