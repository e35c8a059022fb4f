package io.github.kvmtck.reference;

import static io.github.kvmtck.reference.Guest.eintr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.api.Kernel.Task;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Schedule;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.uapi.ExitReason;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Interleavings that are certain. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScheduleTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @Test
  void immediateExitSetAfterItWasTestedDoesNotCount() throws Exception {
    try (Guest guest = Guest.running("f4")) {
      Task task = guest.client.task();
      try (Schedule.Hold hold = hold(guest, SchedulingPoint.RUN_BEFORE_ENTRY)) {
        Future<Result> running = task.begin(guest.vcpu::run);
        assertThat(hold.awaitReached(SOON)).isTrue();
        guest.run.immediateExit(1);
        hold.release();
        assertThat(running.get(5, TimeUnit.SECONDS)).isEqualTo(Result.ZERO);
        assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_HLT.number());
      }
    }
  }

  @Test
  void aSignalAfterTheLastLookKicksTheGuest() throws Exception {
    try (Guest guest = Guest.running("eb fe")) {
      Task task = guest.client.task();
      try (Schedule.Hold hold = hold(guest, SchedulingPoint.ENTER_GUEST)) {
        Future<Result> running = task.begin(guest.vcpu::run);
        assertThat(hold.awaitReached(SOON)).isTrue();
        task.signal(Guest.SIGUSR1);
        hold.release();
        assertThat(running.get(5, TimeUnit.SECONDS)).isEqualTo(eintr());
        assertThat(guest.reg("rip")).isEqualTo(0x1000);
      }
    }
  }

  @Test
  void aVcpuThatMeetsAnInvalidSlotRetriesUntilTheChangeIsComplete() throws Exception {
    try (Guest guest = Guest.running("a0 00 00 eb fb")) {
      Task other = guest.process.task("other");
      MemoryRegion data = new MemoryRegion(1, 0, 0x20000, 0x1000, guest.ram.address() + 0x3000);
      guest.vm.setUserMemoryRegion(data).orThrow();
      try (Schedule.Hold hold =
          guest.kernel.schedule().orElseThrow().hold(other, SchedulingPoint.MEMSLOT_INVALIDATED)) {
        Future<Result> running = guest.client.task().begin(guest.vcpu::run);
        var deleted = other.begin(() -> guest.vm.by(other).setUserMemoryRegion(data.deleted()));
        assertThat(hold.awaitReached(SOON)).isTrue();
        assertThat(running.isDone()).isFalse();
        hold.release();
        assertThat(deleted.get(5, TimeUnit.SECONDS).failed()).isFalse();
        assertThat(running.get(5, TimeUnit.SECONDS)).isEqualTo(Result.ZERO);
        assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_MMIO.number());
      }
    }
  }

  @Test
  void aHeldTaskIsLetGoWhenItsProcessIsClosed() throws Exception {
    Guest guest = Guest.running("f4");
    try (Schedule.Hold hold = hold(guest, SchedulingPoint.EXIT_DECIDED)) {
      Future<Result> running = guest.client.task().begin(guest.vcpu::run);
      assertThat(hold.awaitReached(SOON)).isTrue();
      guest.close();
      assertThat(running.get(5, TimeUnit.SECONDS)).isEqualTo(Result.ZERO);
    }
  }

  @Test
  void onlyTheReferencesTasksCanBeHeld() {
    try (Guest one = Guest.running("f4")) {
      assertThatThrownBy(() ->
              one.kernel
                  .schedule()
                  .orElseThrow()
                  .hold(new ForeignTask(), SchedulingPoint.ENTER_GUEST))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Schedule.Hold hold(Guest guest, SchedulingPoint point) {
    return guest.kernel.schedule().orElseThrow().hold(guest.client.task(), point);
  }
}
