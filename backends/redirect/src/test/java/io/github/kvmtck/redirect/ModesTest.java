package io.github.kvmtck.redirect;

import static io.github.kvmtck.api.uapi.VcpuRun.KVM_RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.ExitReason;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client after kvm-hello-world: a guest in each mode, port writes, memory of both sides. */
@OnRedirect
class ModesTest {
  @TempDir static Path folder;
  private static Client client;

  @BeforeAll
  static void compile() throws Exception {
    client = Client.of(folder, "modes");
  }

  @ParameterizedTest
  @CsvSource({"real,1016", "protected,1019", "paged,1019", "long,101a"})
  void aGuestRunsInEveryMode(String mode, String end) throws Exception {
    Client.Said said = client.onReference(mode);

    assertThat(said)
        .isEqualTo(new Client.Said(42, "Hi\nhalted at 0x%s, wrote 42\n".formatted(end)));
    // kvm_pvm has no 32-bit paging.
    if (!mode.equals("paged")) {
      assertThat(client.onKvm(mode).orElse(said)).isEqualTo(said);
    }
  }

  @Test
  void itsCallsAreEventsWithItsOwnNumbers() throws Exception {
    Client.Events events = new Client.Events();

    Client.Said said = client.on(events, served -> {}, "long");

    assertThat(said.status()).isEqualTo(42);
    List<TraceEvent> runs = events.returned.stream().filter(each -> each.is(KVM_RUN)).toList();
    assertThat(runs).hasSize(4);
    assertThat(runs)
        .allSatisfy(run -> {
          assertThat(run.subject()).isEqualTo("vcpu0");
          assertThat(run.task()).isEqualTo("modes");
        });
    assertThat(runs.getLast().after().orElseThrow().exitReason())
        .isEqualTo(ExitReason.KVM_EXIT_HLT.number());
    assertThat(events.notes.getFirst())
        .isInstanceOfSatisfying(
            Note.ProcessStarted.class,
            start -> assertThat(start.command().getLast()).isEqualTo("long"));
    assertThat(events.notes.getLast())
        .isInstanceOfSatisfying(
            Note.ProcessEnded.class, end -> assertThat(end.status()).isEqualTo(42));
  }
}
