package io.github.kvmtck.monitors;

import static io.github.kvmtck.monitors.KvmRun.hlt;
import static io.github.kvmtck.monitors.KvmRun.in;
import static io.github.kvmtck.monitors.KvmRun.mmioRead;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.events.Note.Activity;
import org.junit.jupiter.api.Test;

/** Where kvm_run is not seen, nothing is made up. */
class UnseenRunTest {
  private final Story story = new Story(Monitors::all);
  private final StoryVcpu vcpu0 = story.vcpu(0);

  @Test
  void anExitThatIsNotSeenLeavesNothingToSay() {
    for (KvmRun exit : new KvmRun[] {in(0x10), mmioRead(0x20000, 4), hlt()}) {
      vcpu0.exits(exit.coalesced(0, 1, 0x20000)).runsUnseen(Errno.NONE);
      story.during(Activity.SNAPSHOT, vcpu0::saves);
      vcpu0.runsUnseen(Errno.EINTR).run(exit).fails(Errno.EINTR, exit).runsUnseen(Errno.EINTR);
      vcpu0.runsUnseen(Errno.NONE).exits(exit);
    }
    assertThat(story.findings()).isEmpty();
  }
}
