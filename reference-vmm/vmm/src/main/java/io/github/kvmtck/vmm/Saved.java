package io.github.kvmtck.vmm;

import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.vmm.state.Sections;
import io.github.kvmtck.vmm.state.VcpuState;
import io.github.kvmtck.vmm.state.VmState;
import io.github.kvmtck.vmm.vcpu.CoalescedWrites;
import io.github.kvmtck.vmm.vcpu.VcpuThread;
import java.util.List;

/** The parts of a machine apart from its memory, and their order. The machine stands still. */
record Saved(
    VmmConfig config,
    Hardware hardware,
    List<VcpuThread> threads,
    List<Vcpu> vcpus,
    Devices devices,
    CoalescedWrites coalesced,
    Board board) {
  private static final String VCPU = "vcpu";
  private static final String RESTING = "resting";
  private static final String VM = "vm";
  private static final String DEVICES = "devices";

  Sections save() {
    // What KVM has collected is part of no state but the devices' (SAVE-11).
    coalesced.drain(hardware.kvm().client().memory());
    Sections state = new Sections();
    List<Integer> msrs = hardware.kvm().getMsrIndexList().value();
    for (VcpuThread thread : threads) {
      Vcpu vcpu = vcpus.get(thread.id());
      state.put(VCPU + thread.id(), thread.run(() -> VcpuState.save(vcpu, msrs, config.irqchip())));
      // With controllers in KVM, whatever it waited for is asked about again.
      state.put(RESTING + thread.id(), thread.isResting() && !config.irqchip() ? 1 : 0);
    }
    state.put(VM, VmState.save(hardware.vm(), config.irqchip()));
    state.put(DEVICES, devices.save());
    return state;
  }

  void restore(Sections state) {
    // Devices first, and their lines: the chips are what was saved, whatever edges that makes.
    devices.restore(state.inner(DEVICES));
    devices.lines().settle(hardware.vm());
    VmState.restore(hardware.vm(), state.inner(VM));
    for (VcpuThread thread : threads) {
      Sections own = state.inner(VCPU + thread.id());
      Vcpu vcpu = vcpus.get(thread.id());
      var unused =
          thread.run(() -> {
            VcpuState.restore(vcpu, own);
            return own;
          });
      if (state.number(RESTING + thread.id()) != 0) {
        thread.rest();
        board.halted(thread.id());
      }
    }
  }
}
