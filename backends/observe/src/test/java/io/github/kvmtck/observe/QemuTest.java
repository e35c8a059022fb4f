package io.github.kvmtck.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.events.Note.ProcessEnded;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** QEMU from the distribution, unmodified. */
@OnPtrace
@OnKvm
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QemuTest {
  private static final int HUNDREDS = 2;

  @TempDir Path folder;
  private final Seen seen = new Seen();

  @Test
  void everyExitOfItsGuestIsSeen() throws Exception {
    Command command = Command.of(Qemu.command(folder, HUNDREDS).toArray(String[]::new));
    assertThat(Outcome.of(command, folder, seen).status()).isEqualTo(Qemu.STATUS);
    assertThat(seen.returned.stream().map(TraceEvent::toString))
        .filteredOn(line -> line.startsWith("vcpu0 KVM_RUN → 0 KVM_EXIT_IO out port 0x10 size 1"))
        .hasSize(100 * HUNDREDS);
    assertThat(seen.returned)
        .filteredOn(event -> event.is(VcpuRun.KVM_RUN))
        .extracting(event -> event.by().task())
        .doesNotContain(seen.returned.getFirst().by().process());
    assertThat(seen.notes(ProcessEnded.class)).hasSize(1);
  }
}
