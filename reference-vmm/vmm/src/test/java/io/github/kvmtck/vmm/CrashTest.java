package io.github.kvmtck.vmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.api.InterceptedKernel;
import io.github.kvmtck.api.Interceptor;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.vmm.control.Commands;
import io.github.kvmtck.vmm.memory.MemoryChange;
import io.github.kvmtck.vmm.state.Refused;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A guest that crashes is found out and stopped for good: FETCH-22, 23, 25. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrashTest {
  private static final String INTO_A_HOLE = "mov ebx, 0x400000\n jmp ebx";

  @ParameterizedTest
  @MethodSource("io.github.kvmtck.vmm.Bench#kernels")
  void aJumpIntoAHoleStopsTheGuestForGood(String backend) {
    try (Kernel kernel = Bench.open(backend);
        Vmm vmm = Vmm.of(kernel, VmmConfig.SMALL, Bench.flat(INTO_A_HOLE), Peripherals.NONE)) {
      Ending ending = Bench.ending(vmm);
      assertThat(ending.state()).isEqualTo(RunState.INTERNAL_ERROR);
      assertThat(ending.why()).contains("rip 0x400000");
      long runs = vmm.thread(0).runs();
      assertThat(runs).isEqualTo(1);
      Commands commands = new Commands(vmm);
      assertThat(commands.execute("state")).startsWith("ok internal-error (vCPU 0");
      assertThat(commands.execute("pause")).startsWith("ok internal-error");
      assertThat(commands.execute("resume"))
          .isEqualTo("error The guest is internal-error and cannot be continued.\n");
      vmm.pause("test").close();
      vmm.thread(0).wake();
      assertThat(vmm.thread(0).runs()).isEqualTo(runs);
      assertThatThrownBy(() -> Snapshot.save(vmm, Path.of("never")))
          .isInstanceOf(Refused.class)
          .hasMessage("The guest is internal-error: it cannot be saved.");
    }
  }

  /** On a host that has the proposal such a fetch is an MMIO exit of no bytes (FETCH-20). */
  @ParameterizedTest
  @ValueSource(strings = {"mainline", "proposed"})
  void everyFormOfAFailedFetchIsACrash(String profile) {
    try (Kernel kernel = Bench.open("reference", profile);
        Vmm vmm = Vmm.of(kernel, VmmConfig.SMALL, Bench.flat(INTO_A_HOLE), Peripherals.NONE)) {
      assertThat(Bench.ending(vmm).state()).isEqualTo(RunState.INTERNAL_ERROR);
      assertThat(vmm.thread(0).runs()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.kvmtck.vmm.Bench#kernels")
  void aTripleFaultIsAShutdown(String backend) {
    try (Kernel kernel = Bench.open(backend);
        Vmm vmm = Vmm.of(kernel, VmmConfig.SMALL, Bench.flat("ud2"), Peripherals.NONE)) {
      assertThat(Bench.ending(vmm).state()).isEqualTo(RunState.SHUTDOWN);
    }
  }

  /** The hole is the VMM's own, and gone by the time it looks: the guest goes on, once. */
  @ParameterizedTest
  @ValueSource(strings = {"mainline", "mainline+fetch-mmio", "mainline+fast-port-io"})
  void aHoleThatTheVmmMadeItselfIsEnteredAgain(String profile) {
    CompletableFuture<Vmm> machine = new CompletableFuture<>();
    try (Kernel below = Bench.open("reference", profile);
        Kernel kernel =
            intercepted(
                below,
                (by, call, next) -> {
                  Result result = next.call(call);
                  if (isRun(call) && !result.failed() && machine.join().thread(0).runs() == 1) {
                    addCode(machine.join(), by);
                  }
                  return result;
                });
        Vmm vmm = Vmm.of(kernel, VmmConfig.SMALL, Bench.flat(INTO_A_HOLE), Peripherals.NONE)) {
      machine.complete(vmm);
      // mov al, 3; out 0xf4, al
      vmm.ram().write(0, (byte) 0xb0, (byte) 3, (byte) 0xe6, (byte) 0xf4);
      Ending ending = Bench.ending(vmm);
      assertThat(ending.state()).as(ending.toString()).isEqualTo(RunState.EXITED);
      assertThat(ending.code()).isEqualTo(3);
      assertThat(vmm.thread(0).runs()).isEqualTo(2);
    }
  }

  @Test
  void anExitThatNobodyKnowsIsNotGuessedAt() {
    CompletableFuture<MappedRun> run = new CompletableFuture<>();
    try (Kernel below = Bench.open("reference");
        Kernel kernel =
            intercepted(
                below,
                (by, call, next) -> {
                  Result result = next.call(call);
                  if (isRun(call) && !result.failed()) {
                    run.join().exitReason(99);
                  }
                  return result;
                });
        Vmm vmm =
            Vmm.of(kernel, VmmConfig.SMALL, Bench.code("in al, 0x81\n hlt"), Peripherals.NONE)) {
      run.complete(vmm.vcpu(0).kvmRun());
      Ending ending = Bench.ending(vmm);
      assertThat(ending.state()).isEqualTo(RunState.INTERNAL_ERROR);
      assertThat(ending.why()).contains("does not know: 99");
      // It is completed all the same before anybody looks at the state (SAVE-15).
      assertThat(Bench.regs(vmm).rip()).isEqualTo(Image.BOOT_SECTOR + 2);
      assertThat(ExitReason.of(99)).isEmpty();
    }
  }

  private static Kernel intercepted(Kernel below, Interceptor interceptor) {
    return new InterceptedKernel(below, below.about(), () -> interceptor);
  }

  private static boolean isRun(Syscall call) {
    return call instanceof Syscall.Ioctl(int _, long request, long _)
        && request == VcpuRun.KVM_RUN.number();
  }

  private static void addCode(Vmm vmm, Kernel.Task by) {
    MemoryRegion code = new MemoryRegion(9, 0, 0x40_0000, 0x1000, vmm.ram().host(0));
    vmm.hardware().map().apply(vmm.hardware().vm().by(by), MemoryChange.NONE.add(code), slot -> {});
  }
}
