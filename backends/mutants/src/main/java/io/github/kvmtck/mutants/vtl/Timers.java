package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.mutants.seam.SeamCall;

/** Changes the timer of a local APIC before a wait begins. */
final class Timers {
  private static final int LVT_TIMER = 0x320;
  private static final int MASK_BYTE = 2;
  private static final int MASKED = 1;

  private Timers() {}

  /** Masks it, so that its interrupt does not come. */
  static void stop(SeamCall call) {
    mask(call, true);
  }

  /** Lets it interrupt. */
  static void unmask(SeamCall call) {
    mask(call, false);
  }

  private static void mask(SeamCall call, boolean masked) {
    if (call.vcpu().getLapic().failed()) {
      return;
    }
    byte[] registers = call.vcpu().getLapic().value().bytes();
    int at = LVT_TIMER + MASK_BYTE;
    byte other = (byte) (masked ? registers[at] | MASKED : registers[at] & ~MASKED);
    if (other != registers[at]) {
      registers[at] = other;
      call.vcpu().setLapic(StructValue.of(Interrupts.LAPIC_STATE, registers)).orThrow();
    }
  }
}
