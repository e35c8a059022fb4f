package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.monitors.StoryVm.LOG;
import static io.github.kvmtck.monitors.StoryVm.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVm;
import io.github.kvmtck.monitors.verdict.Finding;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.reports.Verdict;
import org.junit.jupiter.api.Test;

class SlotShapeTest {
  private static final long LARGE = 0x20_0000;

  private final Story story = Story.to((docket, situation) -> new SlotShape(docket));
  private final StoryVm vm = story.vm();

  @Test
  void aLargeSlotThatIsOutOfLineIsAWarning() {
    vm.sets(0, 0, LARGE, 0, 0x7f00_0000_1000L, Errno.NONE);
    assertThat(story.findings()).containsExactly("SLOT-19 WARNING");
  }

  @Test
  void inLineItIsFine() {
    vm.sets(0, 0x1000, LARGE, 0);
    assertThat(Story.rule(story.judgement(), "SLOT-19").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aSmallSlotHasNoLargePages() {
    vm.sets(0, 0, LARGE - 0x1000, 0, 0x7f00_0000_1000L, Errno.NONE);
    vm.sets(0, 0, LARGE - 0x1000, LOG, 0x7f00_0000_1000L, Errno.NONE);
    assertThat(Story.rule(story.judgement(), "SLOT-19").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void aListSaysWhatItDeletesAndMoves() {
    vm.sets(0, 0, 0x1000, 0).sets(1, 0x1000, 0x1000, 0);
    vm.setsList(entry(0, 0, 0, 0, 1), entry(2, 0, 0x1000, 0, 0), entry(1, 0x1000, 0x1000, LOG, 0));
    assertThat(Story.rule(story.judgement(), "LIST-05").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aDeletionWithoutTheByteIsAViolation() {
    vm.sets(0, 0, 0x1000, 0).setsList(entry(0, 0, 0, 0, 0));
    assertThat(story.findings()).containsExactly("LIST-05 VIOLATION");
  }

  @Test
  void soIsACreationWithIt() {
    vm.setsList(entry(0, 0, 0x1000, 0, 1));
    assertThat(story.findings()).containsExactly("LIST-05 VIOLATION");
  }

  @Test
  void paddingThatIsNotZeroIsANote() {
    vm.calls(DirtyLog.KVM_GET_DIRTY_LOG, StructValue.of(DirtyLog.DIRTY_LOG).with("padding1", 5));
    vm.readsLog(0);
    Judgement judgement = story.judgement();
    assertThat(Story.rule(judgement, "DIRTY-03").exercised()).isEqualTo(2);
    Finding note = Story.only(judgement, Finding.Level.NOTE);
    assertThat(note.rule().id()).isEqualTo("DIRTY-03");
    assertThat(note.calls().getFirst().argument().orElseThrow().get("padding1")).isEqualTo(5);
  }

  @Test
  void otherFlagsAreNoOtherSlot() {
    vm.sets(0, 0, LARGE, 0, 0x7f00_0000_1000L, Errno.NONE);
    vm.sets(0, 0, LARGE, LOG, 0x7f00_0000_1000L, Errno.NONE);
    assertThat(story.findings()).containsExactly("SLOT-19 WARNING");
  }
}
