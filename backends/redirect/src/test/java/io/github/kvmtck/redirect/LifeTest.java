package io.github.kvmtck.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.reference.ReferenceProvider;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes, threads and files of a client, from their start to their end. */
@OnRedirect
class LifeTest {
  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"life", "events", "stats", "threads"})
  void aClientSeesWhatItSeesOnRealKvm(String name) throws Exception {
    Client client = Client.of(folder, name);

    Client.Said said = client.onReference();

    assertThat(said).isEqualTo(expected(name));
    assertThat(client.onKvm().orElse(said)).isEqualTo(said);
  }

  private static Client.Said expected(String name) {
    return switch (name) {
      case "life" ->
          new Client.Said(
              5,
              """
              links /dev/kvm anon_inode:kvm-vm anon_inode:kvm-vcpu:0
              flags 1 1, dup 0, behind the close 0, the closed one 9
              a vCPU keeps its VM: 0
              ioctl of KVM on a pipe: 25
              child: vCPU 5, /dev/kvm 12, a VM of its own
              child ended with 3, parent: vCPU 0
              after exec: close on exec 9, VM of the program before 5
              its own: 1
              """);
      case "events" ->
          new Client.Said(
              0,
              """
              reason 2 port 0x11, 3 writes told
              twice: 16
              no eventfd: 22
              irr 0x10, count taken: 1
              """);
      case "stats" ->
          new Client.Said(
              0,
              """
              exits more, at the end 0
              the vCPU closed: the same
              """);
      default -> new Client.Said(0, "1000 1000 1000 1000 \n");
    };
  }

  @Test
  void everyProcessIsNoted() throws Exception {
    Client.Events events = new Client.Events();

    Client.Said said = Client.of(folder, "life").on(events, served -> {});

    assertThat(said.status()).isEqualTo(5);
    // The program, its child, and what it becomes.
    assertThat(events.notes).filteredOn(Note.ProcessStarted.class::isInstance).hasSize(3);
    assertThat(events.notes)
        .filteredOn(Note.ProcessEnded.class::isInstance)
        .last()
        .isInstanceOfSatisfying(
            Note.ProcessEnded.class, end -> assertThat(end.status()).isEqualTo(5));
  }

  @Test
  void aClientThatIsKilledLeavesNothing() throws Exception {
    // Its guest never exits.
    Client.Said said = Client.of(folder, "signals").onReference(Redirection::close, "C");

    assertThat(said.status()).isEqualTo(128 + 9);
  }

  @Test
  void whatCannotBeStartedIsOneSentence() {
    try (Kernel kernel = new ReferenceProvider().open(KernelOptions.MAINLINE)) {
      Trace trace = new Trace(new Client.Events());
      assertThatThrownBy(() -> Redirection.serve(Command.of("/no/such/program"), kernel, trace))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("/no/such/program cannot be started: ENOENT");
    }
  }
}
