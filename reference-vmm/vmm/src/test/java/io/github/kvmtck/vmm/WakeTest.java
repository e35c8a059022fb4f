package io.github.kvmtck.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.client.CpuidEntry;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.ProposedVtl;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules VTL-07 and VTL-20, on a host with the proposal. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WakeTest {
  private static final int TLFS = 0x4000_0003;

  @Test
  void anEventOfLowerPrecedenceParksTheVcpuUntilItCounts() throws Exception {
    Semaphore asked = new Semaphore(0);
    AtomicBoolean honoured = new AtomicBoolean();
    Peripherals peripherals =
        Peripherals.NONE.withWakes(vcpu -> {
          asked.release();
          return honoured.get();
        });
    VmmConfig config = VmmConfig.SMALL.withIrqchip();
    try (Kernel kernel = Bench.open("reference", "proposed");
        Vmm vmm = Vmm.of(kernel, config, Bench.code("mov al, 9\n out 0xf4, al"), peripherals)) {
      // The vector of the NMI is the code itself.
      vmm.ram().write(2 * 4, (byte) 0, (byte) (Image.BOOT_SECTOR >> 8), (byte) 0, (byte) 0);
      var unused = vmm.thread(0).run(() -> inactive(vmm.vcpu(0)));
      vmm.go();
      asked.acquire();
      vmm.pause("look").close();
      assertThat(vmm.thread(0).runs()).isEqualTo(1);
      assertThat(vmm.ending()).isEmpty();
      honoured.set(true);
      vmm.thread(0).wake();
      assertThat(vmm.await(Bench.SOON).orElseThrow().code()).isEqualTo(9);
    }
  }

  /** The state of an inactive level, with an NMI pending. */
  private static boolean inactive(Vcpu vcpu) {
    List<CpuidEntry> shown = new ArrayList<>(vcpu.getSupportedHvCpuid().value());
    assertThat(shown.stream().anyMatch(leaf -> leaf.function() == TLFS)).isTrue();
    vcpu.setCpuid2(shown).orThrow();
    vcpu.setMpState(ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL).orThrow();
    vcpu.nmi().orThrow();
    assertThat(vcpu.getMpState().value()).isNotEqualTo(MpState.KVM_MP_STATE_RUNNABLE.number());
    return true;
  }
}
