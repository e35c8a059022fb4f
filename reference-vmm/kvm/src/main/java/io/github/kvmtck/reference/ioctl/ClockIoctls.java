package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.Timers.CLOCK_DATA;
import static io.github.kvmtck.api.uapi.Timers.KVM_CLOCK_HOST_TSC;
import static io.github.kvmtck.api.uapi.Timers.KVM_CLOCK_REALTIME;
import static io.github.kvmtck.api.uapi.Timers.KVM_CLOCK_TSC_STABLE;
import static io.github.kvmtck.api.uapi.Timers.KVM_GET_CLOCK;
import static io.github.kvmtck.api.uapi.Timers.KVM_GET_TSC_KHZ;
import static io.github.kvmtck.api.uapi.Timers.KVM_KVMCLOCK_CTRL;
import static io.github.kvmtck.api.uapi.Timers.KVM_SET_CLOCK;
import static io.github.kvmtck.api.uapi.Timers.KVM_SET_TSC_KHZ;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.time.GuestClock;

/** kvmclock and the time stamp counter (api.rst 4.29, 4.30, 4.55, 4.56, 4.70). */
final class ClockIoctls {
  private static final int KNOWN_FLAGS =
      KVM_CLOCK_TSC_STABLE | KVM_CLOCK_REALTIME | KVM_CLOCK_HOST_TSC;

  private ClockIoctls() {}

  static IoctlTable<Vm> addTo(IoctlTable<Vm> table) {
    return table
        .writes(
            KVM_GET_CLOCK,
            CLOCK_DATA.size(),
            (vm, out) -> {
              CLOCK_DATA.set(out, "clock", vm.clock().nanos());
              CLOCK_DATA.set(out, "flags", KVM_CLOCK_TSC_STABLE);
              return Result.ZERO;
            })
        .reads(
            KVM_SET_CLOCK,
            CLOCK_DATA.size(),
            (vm, in) -> {
              if ((CLOCK_DATA.get(in, "flags") & ~KNOWN_FLAGS) != 0) {
                return IoctlCall.INVALID;
              }
              vm.clock().set(CLOCK_DATA.get(in, "clock"));
              return Result.ZERO;
            })
        .plain(KVM_GET_TSC_KHZ, vm -> Result.of(GuestClock.TSC_KHZ))
        .on(KVM_SET_TSC_KHZ, (vm, call) -> setTscKhz(call));
  }

  static IoctlTable<Vcpu> addToVcpu(IoctlTable<Vcpu> table) {
    return table
        .plain(KVM_GET_TSC_KHZ, vcpu -> Result.of(GuestClock.TSC_KHZ))
        .on(KVM_SET_TSC_KHZ, (vcpu, call) -> setTscKhz(call))
        .plain(
            KVM_KVMCLOCK_CTRL,
            vcpu -> vcpu.msrs().kvmclockActive() ? Result.ZERO : IoctlCall.INVALID);
  }

  /** Without KVM_CAP_TSC_CONTROL only the host's own frequency can be had. */
  private static Result setTscKhz(IoctlCall call) {
    int khz = (int) call.argument();
    return khz == 0 || khz == GuestClock.TSC_KHZ ? Result.ZERO : IoctlCall.INVALID;
  }
}
