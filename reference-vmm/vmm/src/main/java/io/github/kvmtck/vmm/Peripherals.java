package io.github.kvmtck.vmm;

import io.github.kvmtck.vmm.vcpu.WakeRule;
import java.util.function.IntConsumer;

/**
 * What a machine is connected to; no part of its state.
 *
 * @param serial takes each byte that the guest sends
 * @param debug takes each byte of the debug port
 * @param wakes who may wake an inactive virtual trust level
 */
public record Peripherals(IntConsumer serial, IntConsumer debug, WakeRule wakes) {
  /** Nothing at all. */
  public static final Peripherals NONE = new Peripherals(value -> {}, value -> {}, WakeRule.ALWAYS);

  public Peripherals withSerial(IntConsumer other) {
    return new Peripherals(other, debug, wakes);
  }

  public Peripherals withDebug(IntConsumer other) {
    return new Peripherals(serial, other, wakes);
  }

  public Peripherals withWakes(WakeRule other) {
    return new Peripherals(serial, debug, other);
  }
}
