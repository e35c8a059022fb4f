package io.github.kvmtck.api.uapi;

import java.util.Optional;

/** What a vCPU is doing: KVM_GET_MP_STATE (api.rst 4.38). */
public enum MpState implements Named {
  KVM_MP_STATE_RUNNABLE(0),
  KVM_MP_STATE_UNINITIALIZED(1),
  KVM_MP_STATE_INIT_RECEIVED(2),
  KVM_MP_STATE_HALTED(3),
  KVM_MP_STATE_SIPI_RECEIVED(4),
  KVM_MP_STATE_STOPPED(5),
  KVM_MP_STATE_CHECK_STOP(6),
  KVM_MP_STATE_OPERATING(7),
  KVM_MP_STATE_LOAD(8),
  KVM_MP_STATE_AP_RESET_HOLD(9),
  KVM_MP_STATE_SUSPENDED(10);

  private final int number;

  MpState(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }

  /** The one with this number; empty where the headers have none. */
  public static Optional<MpState> of(int number) {
    return Named.of(MpState.class, number);
  }

  /** The name of a number for messages; the number itself where the headers have none. */
  public static String name(int number) {
    return Named.name(MpState.class, number);
  }
}
