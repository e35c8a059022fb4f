package io.github.kvmtck.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.InterceptedKernel;
import io.github.kvmtck.api.Interceptor;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Schedule;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.vmm.hold.Holds;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything stands still, whenever it is asked to: R1, R4, R5, SAVE-12. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PauseTest {
  private static final String COUNTING = "start: inc dword ptr [0x8000]\n jmp start";

  /** Has the device fill memory for ever, and counts. */
  private static final String FILLING =
      """
              mov dx, 0x500
              mov eax, 0x20000
              out dx, eax
              mov dx, 0x504
              mov eax, 0x7fffffff
              out dx, eax
              mov dx, 0x508
              mov al, 0x55
              out dx, al
      start:  inc dword ptr [0x8000]
              jmp start
      """;

  private static void awaitProgress(Vmm vmm) {
    byte before = vmm.ram().read(0x8000, 1)[0];
    while (vmm.ram().read(0x8000, 1)[0] == before) {
      assertThat(vmm.ending()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.kvmtck.vmm.Bench#kernels")
  void nothingWritesToMemoryUntilTheLastHoldIsClosed(String backend) {
    try (Kernel kernel = Bench.open(backend);
        Vmm vmm = Vmm.of(kernel, VmmConfig.SMALL, Bench.flat(FILLING), Peripherals.NONE)) {
      vmm.go();
      awaitProgress(vmm);
      Holds.Hold first = vmm.pause("first");
      Holds.Hold second = vmm.pause("second");
      long left = left(vmm);
      byte[] memory = vmm.ram().read(0, 1 << 20);
      first.close();
      assertThat(vmm.state()).isEqualTo(RunState.PAUSED);
      assertThat(vmm.holds()).containsExactly("second");
      assertThat(Arrays.mismatch(vmm.ram().read(0, 1 << 20), memory)).isEqualTo(-1);
      assertThat(left(vmm)).isEqualTo(left);
      second.close();
      assertThat(vmm.state()).isEqualTo(RunState.RUNNING);
      awaitProgress(vmm);
    }
  }

  /** How many pages the device has left, which changes as fast as it works. */
  private static long left(Vmm vmm) {
    return vmm.devices().ports().devices().stream()
        .filter(device -> device.name().equals("filler"))
        .mapToLong(device -> device.read(8, 4))
        .sum();
  }

  /**
   * The kick comes when immediate_exit was looked at and the guest is not entered yet, or later.
   * The flag alone would be lost there, and the guest never leaves by itself.
   */
  @ParameterizedTest
  @EnumSource(
      value = SchedulingPoint.class,
      names = {"VCPU_IOCTL_BEFORE_MUTEX", "RUN_BEFORE_ENTRY", "ENTER_GUEST"})
  void aKickIsNotLostWhereverTheVcpuIs(SchedulingPoint point) throws Exception {
    try (Kernel kernel = Bench.open("reference");
        Vmm vmm = Vmm.of(kernel, VmmConfig.SMALL, Bench.flat(COUNTING), Peripherals.NONE)) {
      Schedule schedule = vmm.kernel().schedule().orElseThrow();
      try (Schedule.Hold hold = schedule.hold(vmm.vcpu(0).client().task(), point)) {
        vmm.go();
        assertThat(hold.awaitReached(Bench.SOON)).isTrue();
        CompletableFuture<Holds.Hold> paused = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> paused.complete(vmm.pause("test")));
        while (vmm.vcpu(0).kvmRun().immediateExit() == 0) {
          Thread.onSpinWait();
        }
        hold.release();
        assertThat(paused.get(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(vmm.state()).isEqualTo(RunState.PAUSED);
      }
    }
  }

  /** The kick comes before the system call, which would otherwise run the guest for ever. */
  @Test
  void aKickBeforeTheSystemCallIsNotLost() {
    AtomicBoolean once = new AtomicBoolean();
    CompletableFuture<Holds.Hold> paused = new CompletableFuture<>();
    CompletableFuture<Vmm> machine = new CompletableFuture<>();
    Interceptor late =
        (by, call, next) -> {
          if (call instanceof Syscall.Ioctl(int _, long request, long _)
              && request == VcpuRun.KVM_RUN.number()
              && once.compareAndSet(false, true)) {
            Vmm vmm = machine.join();
            Thread.ofPlatform().start(() -> paused.complete(vmm.pause("test")));
            while (vmm.vcpu(0).kvmRun().immediateExit() == 0) {
              Thread.onSpinWait();
            }
          }
          return next.call(call);
        };
    try (Kernel below = Bench.open("reference");
        Kernel kernel = new InterceptedKernel(below, below.about(), () -> late);
        Vmm vmm = Vmm.of(kernel, VmmConfig.SMALL, Bench.flat(COUNTING), Peripherals.NONE)) {
      machine.complete(vmm);
      vmm.go();
      assertThat(paused.orTimeout(20, TimeUnit.SECONDS).join()).isNotNull();
      assertThat(vmm.thread(0).runs()).isEqualTo(1);
    }
  }

  /** Pauses and resumes as fast as it goes, from two at once. */
  @ParameterizedTest
  @MethodSource("io.github.kvmtck.vmm.Bench#kernels")
  void twoHoldersAtOnceNeverMeetARunningMachine(String backend) throws Exception {
    try (Kernel kernel = Bench.open(backend);
        Vmm vmm = Vmm.of(kernel, VmmConfig.SMALL, Bench.flat(COUNTING), Peripherals.NONE)) {
      vmm.go();
      CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> hammer(vmm));
      assertThat(hammer(vmm)).isZero();
      assertThat(other.get(40, TimeUnit.SECONDS)).isZero();
      awaitProgress(vmm);
    }
  }

  private static int hammer(Vmm vmm) {
    int moved = 0;
    for (int i = 0; i < 40; i++) {
      try (Holds.Hold hold = vmm.pause("hammer")) {
        assertThat(hold).isNotNull();
        int before = vmm.ram().read(0x8000, 1)[0];
        for (int look = 0; look < 20; look++) {
          moved += vmm.ram().read(0x8000, 1)[0] == before ? 0 : 1;
        }
      }
    }
    return moved;
  }

  /** A parked or halted vCPU makes no call: TRACE-10. */
  @ParameterizedTest
  @MethodSource("io.github.kvmtck.vmm.Bench#kernels")
  void whatStandsStillDoesNotAskKvm(String backend) {
    try (Kernel kernel = Bench.open(backend);
        Vmm vmm = Vmm.of(kernel, VmmConfig.SMALL, Bench.flat(COUNTING), Peripherals.NONE)) {
      vmm.go();
      awaitProgress(vmm);
      try (Holds.Hold hold = vmm.pause("test")) {
        assertThat(hold).isNotNull();
        long runs = vmm.thread(0).runs();
        assertThat(vmm.thread(0).run(() -> vmm.vcpu(0).getRegs().value()).rip()).isPositive();
        assertThat(vmm.thread(0).runs()).isEqualTo(runs);
      }
    }
  }
}
