package io.github.kvmtck.vmm.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requirements R1, R2 and R4, on participants that write down what they are told. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HoldsTest {
  private final List<String> told = new ArrayList<>();

  /** One that obeys at once, or lets the others wait for it to be gone. */
  private final class Obedient implements Participant {
    private final String name;
    private CountDownLatch gone = new CountDownLatch(0);

    Obedient(String name) {
      this.name = name;
    }

    private synchronized void tell(String what) {
      synchronized (told) {
        told.add(name + " " + what);
      }
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void askToStop() {
      tell("asked");
    }

    @Override
    public void awaitStopped() {
      tell("stopped");
    }

    @Override
    public void letGo() {
      tell("let go");
    }

    @Override
    public void awaitGone() {
      try {
        gone.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      tell("gone");
    }

    @Override
    public boolean isCurrent() {
      return false;
    }
  }

  @Test
  void everyoneIsAskedBeforeAnyoneIsWaitedFor() {
    Holds holds = new Holds();
    holds.join(new Obedient("vcpu"));
    holds.join(new Obedient("device"));
    holds.take("test").close();
    assertThat(told)
        .containsExactly(
            "vcpu asked",
            "device asked",
            "vcpu stopped",
            "device stopped",
            "vcpu let go",
            "device let go",
            "vcpu gone",
            "device gone");
  }

  @Test
  void theMachineStandsStillFromTheFirstHoldToTheLast() {
    Holds holds = new Holds();
    holds.join(new Obedient("vcpu"));
    Holds.Hold first = holds.take("snapshot");
    Holds.Hold second = holds.take("memory change");
    first.close();
    first.close();
    assertThat(told).containsExactly("vcpu asked", "vcpu stopped");
    assertThat(holds.reasons()).containsExactly("memory change");
    second.close();
    assertThat(told).endsWith("vcpu let go", "vcpu gone");
  }

  @Test
  void aResumeIsCompleteBeforeTheNextHoldIsTaken() throws Exception {
    Holds holds = new Holds();
    Obedient slow = new Obedient("vcpu");
    slow.gone = new CountDownLatch(1);
    holds.join(slow);
    Holds.Hold hold = holds.take("first");
    Thread resuming = Thread.ofPlatform().start(hold::close);
    Thread taking = Thread.ofPlatform().unstarted(() -> holds.take("second"));
    while (!told.contains("vcpu let go")) {
      Thread.onSpinWait();
    }
    taking.start();
    assertThat(taking.join(java.time.Duration.ofMillis(50))).isFalse();
    slow.gone.countDown();
    resuming.join();
    taking.join(TimeUnit.SECONDS.toMillis(5));
    assertThat(told)
        .containsExactly(
            "vcpu asked", "vcpu stopped", "vcpu let go", "vcpu gone", "vcpu asked", "vcpu stopped");
  }

  @Test
  void oneThatJoinsWhileTheMachineIsHeldStandsStillToo() {
    Holds holds = new Holds();
    Holds.Hold hold = holds.take("not started");
    holds.join(new Obedient("vcpu"));
    assertThat(told).containsExactly("vcpu asked", "vcpu stopped");
    hold.close();
    assertThat(told).endsWith("vcpu let go", "vcpu gone");
  }

  @Test
  void aParticipantCannotHoldWhatItIsAPartOf() {
    Holds holds = new Holds();
    holds.join(
        new Participant() {
          @Override
          public String name() {
            return "me";
          }

          @Override
          public void askToStop() {}

          @Override
          public void awaitStopped() {}

          @Override
          public void letGo() {}

          @Override
          public void awaitGone() {}

          @Override
          public boolean isCurrent() {
            return true;
          }
        });
    assertThatThrownBy(() -> holds.take("test"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("part of it");
  }
}
