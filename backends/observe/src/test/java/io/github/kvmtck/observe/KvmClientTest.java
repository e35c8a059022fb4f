package io.github.kvmtck.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.events.Note.SignalSent;
import io.github.kvmtck.api.events.Note.SignalTaken;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.Signals;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Threads, children and programs that replace others, each with a vCPU. */
@OnPtrace
@OnKvm
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KvmClientTest {
  @TempDir Path folder;
  private final Seen seen = new Seen();

  @AfterEach
  void leaveNothing() {
    seen.kill();
  }

  @Test
  void aKickIsSentTakenAndEndsKvmRun() throws Exception {
    assertThat(run("threads")).isZero();
    TraceEvent kvmRun =
        seen.returned.stream().filter(event -> event.is(VcpuRun.KVM_RUN)).findFirst().orElseThrow();
    assertThat(kvmRun.toString()).isEqualTo("vcpu0 KVM_RUN → -1 EINTR (exit_reason KVM_EXIT_INTR)");
    assertThat(kvmRun.by().name()).isEqualTo("CPU 0/KVM");
    SignalSent sent = seen.notes(SignalSent.class).getFirst();
    SignalTaken taken = seen.notes(SignalTaken.class).getFirst();
    assertThat(sent.signo()).isEqualTo(Signals.SIGUSR1);
    assertThat(sent.by().orElseThrow().task()).isEqualTo(kvmRun.by().process());
    assertThat(sent.task()).isEqualTo(kvmRun.by().task());
    assertThat(taken.by()).isEqualTo(kvmRun.by());
    assertThat(List.of(kvmRun.entered(), sent.at().place(), kvmRun.returned(), taken.at().place()))
        .isSorted();
  }

  @Test
  void childrenHaveTheDescriptorsOfTheirParentAndProgramsThoseThatStayOpen() throws Exception {
    assertThat(run("family")).isEqualTo(3);
    int first = seen.entered.getFirst().by().process();
    assertThat(calls(event -> event.by().process() != first))
        .containsExactly("vcpu0 KVM_GET_REGS → -1 EIO", "kvm KVM_GET_API_VERSION → 12");
    assertThat(calls(event -> event.by().process() == first))
        .last()
        .isEqualTo("kvm KVM_GET_API_VERSION → 12");
    assertThat(seen.returned.getLast().by().task()).isEqualTo(first);
  }

  @Test
  void everyWayToDuplicateCloseAndUnmapIsSeenAndAWriteFromGuestMemory() throws Exception {
    assertThat(run("files")).isZero();
    List<String> lines = calls(event -> true);
    int from = lines.indexOf("vcpu0 dup → 50");
    assertThat(lines.subList(from, lines.size()))
        .extracting(line -> line.replaceAll("0x7f\\w+", "ADDRESS"))
        .containsExactly(
            "vcpu0 dup → 50",
            "vcpu0 KVM_GET_REGS → 0",
            "vcpu0 close → 0",
            "vm dup → 50",
            "vm KVM_CHECK_EXTENSION KVM_CAP_USER_MEMORY → 1",
            "vm close → 0",
            "fd 6 write 4096 → 4096",
            "munmap address=ADDRESS length=0x8000 → 0",
            "mmap address=ADDRESS length=0x1000 prot=0x1 flags=0x32 offset=0x0 → ADDRESS",
            "munmap address=ADDRESS length=0x3000 → 0",
            "vcpu0 KVM_RUN → 0",
            "kvm close → 0",
            "vm close → 0",
            "vcpu0 close → 0");
  }

  @Test
  void detachingInterruptsNoKvmRun() throws Exception {
    Command here = Command.of(CClient.compiled("spins", folder));
    Path output = folder.resolve("out");
    Observation observation =
        Outcome.start(
            new Command(here.argv(), here.environment(), folder, here.standard()),
            output,
            new Trace(seen));
    Await.until(() -> Files.readString(output).equals("on\n"));
    observation.detach();
    assertThat(ProcFiles.tracer(observation.pid())).isZero();
    Files.createFile(folder.resolve("go"));
    Await.until(() -> Files.readString(output).endsWith("0\n"));
    assertThat(Files.readString(output)).isEqualTo("on\nhalted\n0\n");
  }

  private int run(String client) throws Exception {
    return Outcome.of(Command.of(CClient.compiled(client, folder)), folder, seen).status();
  }

  private List<String> calls(Predicate<TraceEvent> which) {
    return seen.returned.stream().filter(which).map(TraceEvent::toString).toList();
  }
}
