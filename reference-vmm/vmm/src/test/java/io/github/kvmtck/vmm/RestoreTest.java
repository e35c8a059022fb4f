package io.github.kvmtck.vmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.InterceptedKernel;
import io.github.kvmtck.api.Interceptor;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.uapi.ExtendedState;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.Timers;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.vmm.state.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is saved comes back whole, or not at all: SAVE-16, SAVE-17, SAVE-18. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RestoreTest {
  private static final int TSC_DEADLINE = 0x6e0;

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void save() throws IOException {
    file = folder.resolve("machine");
    try (Kernel kernel = Bench.open("reference");
        Vmm vmm =
            Vmm.of(kernel, VmmConfig.SMALL.withIrqchip(), Bench.code("hlt"), Peripherals.NONE)) {
      // A local APIC in deadline mode, with a deadline: two that depend on each other.
      var unused =
          vmm.thread(0)
              .run(() -> {
                var lapic = vmm.vcpu(0).getLapic().value();
                byte[] registers = lapic.bytes();
                registers[0xf1] = 1;
                registers[0x322] = 4;
                vmm.vcpu(0).setLapic(lapic.with("regs", registers)).orThrow();
                return vmm.vcpu(0).setMsrs(List.of(new Msr(TSC_DEADLINE, 1L << 50))).value();
              });
      Snapshot.save(vmm, file);
    }
  }

  private static Stream<Request> settings() {
    return Stream.of(
        Interrupts.KVM_SET_IRQCHIP,
        Timers.KVM_SET_PIT2,
        Timers.KVM_SET_CLOCK,
        Registers.KVM_SET_REGS,
        Registers.KVM_SET_SREGS,
        ExtendedState.KVM_SET_XCRS,
        ExtendedState.KVM_SET_XSAVE,
        Interrupts.KVM_SET_LAPIC,
        Msrs.KVM_SET_MSRS,
        VcpuEvents.KVM_SET_DEBUGREGS,
        VcpuEvents.KVM_SET_VCPU_EVENTS,
        VcpuEvents.KVM_SET_MP_STATE);
  }

  private static Kernel with(Kernel below, Interceptor interceptor) {
    return new InterceptedKernel(below, below.about(), () -> interceptor);
  }

  private static boolean is(Syscall call, Request request) {
    return call instanceof Syscall.Ioctl ioctl && ioctl.request() == request.number();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void theFirstThatIsRefusedEndsTheRestore(Request refused) {
    AtomicInteger runs = new AtomicInteger();
    List<Syscall> after = new ArrayList<>();
    Interceptor refusing =
        (by, call, next) -> {
          if (is(call, VcpuRun.KVM_RUN)) {
            runs.incrementAndGet();
          }
          if (!after.isEmpty() && call instanceof Syscall.Ioctl) {
            after.add(call);
          }
          if (is(call, refused)) {
            after.add(call);
            return Result.error(Errno.EINVAL);
          }
          return next.call(call);
        };
    try (Kernel below = Bench.open("reference");
        Kernel kernel = with(below, refusing)) {
      assertThatThrownBy(() -> Snapshot.restore(kernel, file, Peripherals.NONE))
          .isInstanceOf(Refused.class)
          .hasMessageContaining(refused.name() + " fails with EINVAL");
    }
    assertThat(after).hasSize(1);
    assertThat(runs).hasValue(0);
  }

  @Test
  void anMsrThatWasNotWrittenIsNoticed() {
    Interceptor partial =
        (by, call, next) -> is(call, Msrs.KVM_SET_MSRS) ? Result.of(0) : next.call(call);
    Interceptor other =
        (by, call, next) -> {
          Result result = next.call(call);
          return is(call, Msrs.KVM_GET_MSRS) && result.value() == 1 ? Result.of(0) : result;
        };
    try (Kernel below = Bench.open("reference");
        Kernel kernel = with(with(below, other), partial)) {
      assertThatThrownBy(() -> Snapshot.restore(kernel, file, Peripherals.NONE))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("KVM does not take");
    }
  }

  @Test
  void aPartialReadOfMsrsGoesOnBehindTheOneThatFailed() throws IOException {
    Path second = folder.resolve("second");
    AtomicInteger calls = new AtomicInteger();
    Interceptor partial =
        (by, call, next) -> {
          Result result = next.call(call);
          return is(call, Msrs.KVM_GET_MSRS) && calls.getAndIncrement() == 0
              ? Result.of(2)
              : result;
        };
    try (Kernel below = Bench.open("reference");
        Kernel kernel = with(below, partial);
        Vmm vmm = Snapshot.restore(below, file, Peripherals.NONE);
        Vmm again = Snapshot.restore(kernel, file, Peripherals.NONE)) {
      assertThat(vmm.state()).isEqualTo(RunState.PAUSED);
      Snapshot.save(again, second);
    }
    assertThat(calls).hasValue(2);
    // One MSR of 12 bytes is missing, and nothing else.
    assertThat(Files.size(file) - Files.size(second)).isEqualTo(12);
  }

  /** Written while the timer is in another mode, it is dropped and reported as a success. */
  @Test
  void theLocalApicComesBeforeTheMsrsThatDependOnIt() throws IOException {
    try (Kernel kernel = Bench.open("reference");
        Vmm vmm = Snapshot.restore(kernel, file, Peripherals.NONE)) {
      var deadline = vmm.thread(0).run(() -> vmm.vcpu(0).getMsrs(List.of(TSC_DEADLINE)).value());
      assertThat(deadline).containsExactly(new Msr(TSC_DEADLINE, 1L << 50));
    }
  }

  @Test
  void savedTwiceItIsTheSame() throws IOException {
    Path second = folder.resolve("second");
    try (Kernel kernel = Bench.open("reference");
        Vmm vmm = Snapshot.restore(kernel, file, Peripherals.NONE)) {
      Snapshot.save(vmm, second);
    }
    assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(file));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99})
  void aDamagedFileIsRefusedWithOneSentence(double where) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    byte[] wrong = bytes.clone();
    wrong[(int) (bytes.length * where)] ^= 0x40;
    refused(wrong, "damaged");
    refused(Arrays.copyOf(bytes, (int) (bytes.length * where)), "damaged: it ends too early");
  }

  @Test
  void aFileOfSomethingElseIsRefusedWithOneSentence() throws IOException {
    refused("no machine at all".getBytes(StandardCharsets.UTF_8), "no saved machine");
    refused(new byte[0], "no saved machine");
    byte[] bytes = Files.readAllBytes(file);
    bytes[11] = 7;
    refused(bytes, "saved in version 7 of the format, and version 1 is read here");
  }

  private void refused(byte[] bytes, String why) throws IOException {
    Path other = folder.resolve("other");
    Files.write(other, bytes);
    try (Kernel kernel = Bench.open("reference")) {
      assertThatThrownBy(() -> Snapshot.restore(kernel, other, Peripherals.NONE))
          .isInstanceOf(Refused.class)
          .hasMessageContaining(why);
      assertThat(kernel.holdings().tasks()).isZero();
    }
  }
}
