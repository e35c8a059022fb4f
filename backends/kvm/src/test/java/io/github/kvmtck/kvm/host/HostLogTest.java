package io.github.kvmtck.kvm.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.KernelLog.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostLogTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "WARNING: CPU: 1 PID: 4242 at arch/x86/kvm/x86.c:11340 kvm_arch_vcpu_ioctl_run+0x3d1/0x4e0",
        "WARNING: possible circular locking dependency detected",
        "BUG: kernel NULL pointer dereference, address: 0000000000000000",
        "BUG: KASAN: slab-use-after-free in complete_emulated_mmio+0x2c3/0x4a0 [kvm]",
        "kernel BUG at arch/x86/kvm/mmu/mmu.c:1001!",
        "Oops: 0000 [#1] PREEMPT SMP NOPTI",
        "watchdog: BUG: soft lockup - CPU#0 stuck for 26s! [java:1234]",
        "rcu: INFO: rcu_preempt self-detected stall on CPU",
        "INFO: task java:1234 blocked for more than 120 seconds.",
        "UBSAN: shift-out-of-bounds in arch/x86/kvm/lapic.c:100:1"
      })
  void aDefectOfTheKernelIsAnAlarm(String text) {
    assertThat(Kmsg.line("4,343,1300828,-;" + text + "\n SUBSYSTEM=kvm\n"))
        .isEqualTo(new Line(text, true));
    assertThat(Syslog.line("<4>[    1.300828] " + text)).isEqualTo(new Line(text, true));
    // A process that writes to /dev/kmsg is not the kernel: facility 1.
    assertThat(Kmsg.line("12,343,1300828,-;" + text + "\n").alarm()).isFalse();
    assertThat(Syslog.line("<12>" + text).alarm()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kvm_pvm: supports paging only in long mode",
        "kvm: vcpu 0: requested 128 ns lapic timer period limited to 200000 ns",
        "kvm [4242]: vcpu0, guest rIP: 0x1000 unhandled rdmsr: 0x12345678",
        "process 'kvm-tck' started with executable stack"
      })
  void aMessageIsNone(String text) {
    assertThat(Kmsg.line("6,343,1300828,-;" + text + "\n")).isEqualTo(new Line(text, false));
  }

  @Test
  void whereTheLastLineIsGoneOnlyWhatIsYoungerIsNew() {
    List<String> ring =
        List.of(
            "<4>[   10.000001] WARNING: CPU: 1 PID: 7 at arch/x86/kvm/x86.c:1 f+0x1/0x2",
            "<6>[   12.500000] kvm: half a line, and its other half",
            "<6>[   13.000000] kvm: hello");
    assertThat(Syslog.newer(ring, "<6>[   12.500000] kvm: half a line"))
        .containsExactly(new Line("kvm: hello", false));
    assertThat(Syslog.newer(ring, ring.get(1))).containsExactly(new Line("kvm: hello", false));
    assertThat(Syslog.newer(ring, "")).hasSize(3).anyMatch(Line::alarm);
    assertThat(Syslog.newer(ring, "<6>[    9.000000] gone")).hasSize(3).anyMatch(Line::alarm);
  }

  @Test
  void withoutTimeStampsALogThatWentRoundRaisesNoAlarm() {
    List<String> ring = List.of("<4>WARNING: CPU: 1 PID: 7 at arch/x86/kvm/x86.c:1 f+0x1/0x2");
    assertThat(Syslog.newer(ring, "<6>gone")).hasSize(1).noneMatch(Line::alarm);
  }

  @Test
  void aMarkGivesWhatCameAfterIt() {
    List<Line> logged = new ArrayList<>();
    try (HostLog log = new HostLog(new Scripted(logged))) {
      logged.add(new Line("before", false));
      long mark = log.mark();
      assertThat(log.since(mark)).isEmpty();
      logged.add(new Line("first", false));
      long between = log.mark();
      logged.add(new Line("second", true));
      assertThat(log.since(mark)).extracting(Line::text).containsExactly("first", "second");
      assertThat(log.since(between)).extracting(Line::text).containsExactly("second");
    }
  }

  @Test
  void theOldestAreLostWhereThereAreTooMany() {
    List<Line> logged = new ArrayList<>();
    try (HostLog log = new HostLog(new Scripted(logged))) {
      long mark = log.mark();
      for (int i = 0; i < 10_001; i++) {
        logged.add(new Line("line " + i, false));
      }
      assertThat(log.since(mark))
          .hasSize(10_000)
          .last()
          .extracting(Line::text)
          .isEqualTo("line 10000");
    }
  }

  @Test
  void theLogOfThisMachineIsRead() throws IOException {
    Optional<HostLog> opened = HostLog.open();
    Path kmsg = Path.of("/dev/kmsg");
    Assumptions.assumeTrue(
        opened.isPresent() && Files.isWritable(kmsg), "the kernel log can't be read and written");
    try (HostLog log = opened.orElseThrow()) {
      long mark = log.mark();
      String text = "kvm-tck test " + System.nanoTime();
      // Without a line feed the record waits for its continuation.
      Files.writeString(kmsg, text + "\n");
      assertThat(log.since(mark)).contains(new Line(text, false));
      assertThat(log.since(log.mark())).doesNotContain(new Line(text, false));
    }
  }

  /** Takes what the test logs. */
  private record Scripted(List<Line> logged) implements HostLog.Source {
    @Override
    public List<Line> read() {
      List<Line> lines = List.copyOf(logged);
      logged.clear();
      return lines;
    }

    @Override
    public void close() {}
  }
}
