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
import io.github.kvmtck.reference.kvm.Requests;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.VcpuTsc;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.time.TscScale;
import java.lang.foreign.MemorySegment;

/** kvmclock and the time stamp counter (api.rst 4.29, 4.30, 4.55, 4.56, 4.70). */
final class ClockIoctls {
  private static final int KNOWN_FLAGS =
      KVM_CLOCK_TSC_STABLE | KVM_CLOCK_REALTIME | KVM_CLOCK_HOST_TSC;

  private ClockIoctls() {}

  static IoctlTable<Vm> addTo(IoctlTable<Vm> table) {
    return table
        .writes(KVM_GET_CLOCK, CLOCK_DATA.size(), ClockIoctls::get)
        .reads(KVM_SET_CLOCK, CLOCK_DATA.size(), ClockIoctls::set)
        .plain(KVM_GET_TSC_KHZ, vm -> Result.of(vm.tsc().defaultKhz()))
        .on(
            KVM_SET_TSC_KHZ,
            (vm, call) -> {
              int khz = VcpuTsc.wanted(call.argument());
              if (!possible(khz) || !vm.vcpus().isEmpty()) {
                return IoctlCall.INVALID;
              }
              vm.tsc().defaultKhz(khz);
              return Result.ZERO;
            });
  }

  static IoctlTable<Vcpu> addToVcpu(IoctlTable<Vcpu> table) {
    return table
        .plain(KVM_GET_TSC_KHZ, vcpu -> Result.of(vcpu.msrs().tsc().khz()))
        .on(KVM_SET_TSC_KHZ, ClockIoctls::setTscKhz)
        .plain(KVM_KVMCLOCK_CTRL, ClockIoctls::tellStopped);
  }

  /**
   * get_kvmclock: the host's own clocks are told of as soon as a vCPU has entered the guest, or the
   * clock was set while there was a vCPU (pvclock_update_vm_gtod_copy).
   */
  private static Result get(Vm vm, MemorySegment out) {
    CLOCK_DATA.set(out, "clock", vm.clock().nanos());
    if (vm.tsc().masterClock() || vm.vcpus().stream().anyMatch(vcpu -> vcpu.settings().hasRun())) {
      CLOCK_DATA.set(out, "flags", KNOWN_FLAGS);
      CLOCK_DATA.set(out, "realtime", vm.clock().tsc());
      CLOCK_DATA.set(out, "host_tsc", vm.clock().tsc());
    }
    return Result.ZERO;
  }

  /** With the real time of the value, the time since then is added; never taken away. */
  private static Result set(Vm vm, MemorySegment in) {
    long flags = CLOCK_DATA.get(in, "flags");
    if ((flags & ~KNOWN_FLAGS) != 0) {
      return IoctlCall.INVALID;
    }
    long passed = vm.clock().tsc() - CLOCK_DATA.get(in, "realtime");
    boolean later = (flags & KVM_CLOCK_REALTIME) != 0 && passed > 0;
    vm.clock().set(CLOCK_DATA.get(in, "clock") + (later ? passed : 0));
    vm.tsc().masterClock(!vm.vcpus().isEmpty());
    vm.vcpus().forEach(vcpu -> vcpu.requests().make(Requests.CLOCK_UPDATE));
    return Result.ZERO;
  }

  private static boolean possible(int khz) {
    return Integer.compareUnsigned(khz, TscScale.TOO_FAST) < 0;
  }

  private static Result setTscKhz(Vcpu vcpu, IoctlCall call) {
    int khz = VcpuTsc.wanted(call.argument());
    if (!possible(khz)) {
      return IoctlCall.INVALID;
    }
    vcpu.msrs().tsc().khz(khz);
    return Result.ZERO;
  }

  /** kvm_set_guest_paused. */
  private static Result tellStopped(Vcpu vcpu) {
    if (!vcpu.msrs().kvmClock().active()) {
      return IoctlCall.INVALID;
    }
    vcpu.msrs().kvmClock().stopped();
    return Result.ZERO;
  }
}
