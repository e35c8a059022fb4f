package io.github.kvmtck.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.client.Kvm;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.vmm.hold.IoctlGate;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requirement R3: every ioctl is kept out, and who is inside is made to leave. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GateTest {

  @ParameterizedTest
  @MethodSource("io.github.kvmtck.vmm.Bench#kernels")
  void aRunningVcpuLeavesAndNobodyComesInUntilItIsOpen(String backend) throws Exception {
    try (Kernel kernel = Bench.open(backend);
        Vmm vmm =
            Vmm.of(
                kernel,
                VmmConfig.SMALL,
                Bench.flat("start: inc dword ptr [0x8000]\n jmp start"),
                Peripherals.NONE)) {
      vmm.go();
      Vm vm = vmm.hardware().vm();
      Kernel.Task other = vm.client().process().task("other");
      byte before;
      Future<Long> outside;
      try (IoctlGate.Closed closed = vmm.gate().close(vm.client().task())) {
        assertThat(closed).isNotNull();
        before = vmm.ram().read(0x8000, 1)[0];
        outside = other.begin(() -> vm.by(other).checkExtension(Capability.KVM_CAP_HLT).value());
        // The owner calls on, and so does whoever asks /dev/kvm, which has no memory slots.
        assertThat(vm.checkExtension(Capability.KVM_CAP_HLT).failed()).isFalse();
        Kvm kvm = vmm.hardware().kvm();
        Kernel.Task third = vm.client().process().task("third");
        assertThat(new Kvm(kvm.client().by(third), kvm.fd()).getApiVersion().value()).isEqualTo(12);
        assertThat(vmm.ram().read(0x8000, 1)[0]).isEqualTo(before);
        assertThat(outside.isDone()).isFalse();
      }
      assertThat(outside.get(20, TimeUnit.SECONDS)).isNotNegative();
      while (vmm.ram().read(0x8000, 1)[0] == before) {
        assertThat(vmm.ending()).isEmpty();
      }
    }
  }
}
