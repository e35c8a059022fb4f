package io.github.kvmtck.vmm.state;

import io.github.kvmtck.api.client.UnexpectedErrno;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.Timers;

/** What a VM has besides its vCPUs: interrupt controllers, timer, clock. */
public final class VmState {
  private static final int CHIPS = 3;
  private static final String CHIP = "irqchip";
  private static final String PIT = "pit";
  private static final String CLOCK = "clock";

  private VmState() {}

  public static Sections save(Vm vm, boolean irqchip) {
    Sections state = new Sections();
    if (irqchip) {
      for (int id = 0; id < CHIPS; id++) {
        StructValue asked = StructValue.of(Interrupts.IRQCHIP).with("chip_id", id);
        state.put(CHIP + id, vm.ioctl(Interrupts.KVM_GET_IRQCHIP, asked).value());
      }
      state.put(PIT, vm.get(Timers.KVM_GET_PIT2, Timers.PIT_STATE2).value());
    }
    // The guest's clock only: the host's beside it are of this moment, and no part of the machine.
    StructValue clock = vm.get(Timers.KVM_GET_CLOCK, Timers.CLOCK_DATA).value();
    state.put(CLOCK, StructValue.of(Timers.CLOCK_DATA).with("clock", clock.get("clock")));
    return state;
  }

  /**
   * Restores, before the vCPUs are.
   *
   * @throws Refused naming what KVM did not take
   */
  public static void restore(Vm vm, Sections state) {
    try {
      // The first PIC hears of the second's interrupts until that is restored.
      for (int id = CHIPS - 1; id >= 0 && state.has(CHIP + id); id--) {
        StructValue chip = state.struct(CHIP + id, Interrupts.IRQCHIP);
        vm.ioctl(Interrupts.KVM_SET_IRQCHIP, chip).orThrow();
      }
      if (state.has(PIT)) {
        vm.ioctl(Timers.KVM_SET_PIT2, state.struct(PIT, Timers.PIT_STATE2)).orThrow();
      }
      // The guest's clock stood while the machine did: no flag, which would add the time since.
      vm.ioctl(Timers.KVM_SET_CLOCK, state.struct(CLOCK, Timers.CLOCK_DATA)).orThrow();
    } catch (UnexpectedErrno e) {
      String call = String.valueOf(e.getMessage()).split(" ", 2)[0];
      throw new Refused(
          "The VM cannot be restored: %s fails with %s.".formatted(call, e.errno()), e);
    }
  }
}
