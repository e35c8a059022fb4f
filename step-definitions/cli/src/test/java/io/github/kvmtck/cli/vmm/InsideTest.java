package io.github.kvmtck.cli.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.reports.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The scenarios for VMMs, with the reference VMM in this process. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InsideTest {
  @TempDir Path folder;

  private Cli vmm(String... args) {
    String[] all = new String[args.length + 4];
    all[0] = "--on";
    all[1] = "reference";
    all[2] = "--out";
    all[3] = folder.toString();
    System.arraycopy(args, 0, all, 4, args.length);
    return Cli.vmm(all);
  }

  private Map<String, Verdict> verdicts() throws IOException {
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (ScenarioResult result : Journal.read(folder.resolve("journal.jsonl")).results()) {
      verdicts.put(result.scenario().id(), result.verdict());
    }
    return verdicts;
  }

  @Test
  void theReferenceVmmKeepsItsDuties() throws IOException {
    Cli session = vmm("--scenario", "all", "--", "boot");
    assertThat(session.code()).as(session.out()).isZero();
    Map<String, Verdict> verdicts = verdicts();
    assertThat(verdicts).hasSizeGreaterThan(20);
    // It has no 440FX, whose registers switch memory.
    assertThat(verdicts.entrySet().stream().filter(each -> each.getValue() != Verdict.PASS))
        .extracting(Map.Entry::getKey)
        .containsExactly(
            "TRACE-01/a-guest-that-switches-its-shadow-memory-on-and-off-while-another-vcpu-runs");
  }

  @Test
  void itsMachineIsWhatTheCommandSays() {
    assertThat(vmm("--scenario", "TRACE-13", "--", "boot", "--dirty-log", "manual").code())
        .isZero();
    assertThat(vmm("--scenario", "TRACE-13", "--", "boot", "--memory", "7").err())
        .startsWith("Memory of 0x7 bytes");
    assertThat(vmm("--scenario", "TRACE-13", "--", "boot", "--irq").err())
        .startsWith("boot: Unknown option: '--irq'");
  }

  @Test
  void thereItIsDrivenAndNotWatched() {
    assertThat(vmm("--", "boot").err()).startsWith("boot is the reference VMM in this process");
  }
}
