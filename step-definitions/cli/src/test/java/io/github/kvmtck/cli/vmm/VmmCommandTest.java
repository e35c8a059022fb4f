package io.github.kvmtck.cli.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class VmmCommandTest {
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

  @Test
  void aProgramThatNeverCallsKvmIsNotJudged() {
    Cli session = vmm("sh", "-c", "exit 7");
    assertThat(session.code()).isEqualTo(4);
    assertThat(session.err()).contains("sh exited with 7.");
    assertThat(session.out()).contains("the client had no occasion to keep or to break it");
  }

  @Test
  void itsTimeIsLimited() {
    Cli session = vmm("--timeout", "1", "sleep", "600");
    assertThat(session.code()).isEqualTo(4);
    assertThat(session.err()).contains("sleep exited with 143 after it was told to");
    assertThat(vmm("--timeout", "0", "true").err())
        .isEqualTo("--timeout takes a number of seconds above 0, not 0.");
  }

  @Test
  void wrongUsageIsOneSentence() {
    assertThat(vmm("--scenario", "all", "true").err())
        .isEqualTo(
            "There is no driver for true; there are those for QEMU, Firecracker, Cloud Hypervisor,"
                + " reference VMM, and --tell says how any other one is told.");
    assertThat(vmm("--scenario", "all", "--tell", "puase=x", "true").err())
        .startsWith("A VMM cannot be told to puase; did you mean pause?");
    assertThat(vmm("--scenario", "SLOT-01", "true").err())
        .isEqualTo("No scenario drives a VMM into what SLOT-01 is about.");
    assertThat(vmm("--rule", "SAVE-99", "true").err())
        .startsWith("There is no rule, family or scenario SAVE-99");
    assertThat(vmm("no-such-program").code()).isEqualTo(2);
  }

  @Test
  void whatWouldBePassedOverIsRefused() {
    assertThat(vmm("--scenario", "all", "--trace", "t", "boot").err())
        .isEqualTo("--trace is for a VMM that is watched, not for --scenario.");
    assertThat(vmm("--scenario", "all", "--timeout", "1", "boot").err())
        .isEqualTo("--timeout is for a VMM that is watched, not for --scenario.");
    assertThat(vmm("--scenario", "all", "--rule", "SAVE", "boot").err())
        .startsWith("--rule is for a VMM that is watched");
    assertThat(vmm("--scenario", "all", "--tell", "pause=x", "boot").err())
        .endsWith("which needs no --tell.");
    assertThat(vmm("--tell", "pause=x", "true").err()).startsWith("--tell is for --scenario");
  }
}
