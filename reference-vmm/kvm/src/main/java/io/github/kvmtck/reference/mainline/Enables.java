package io.github.kvmtck.reference.mainline;

import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_DIRTY_LOG_RING;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_DIRTY_LOG_RING_ACQ_REL;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_DISABLE_QUIRKS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_DISABLE_QUIRKS2;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_EXCEPTION_PAYLOAD;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_EXIT_HYPERCALL;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_EXIT_ON_EMULATION_FAILURE;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_HALT_POLL;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_MAX_VCPU_ID;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_MSR_PLATFORM_INFO;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_SPLIT_IRQCHIP;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_X2APIC_API;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_X86_APIC_BUS_CYCLES_NS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_X86_DISABLE_EXITS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_X86_TRIPLE_FAULT_EVENT;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_X86_USER_SPACE_MSR;
import static io.github.kvmtck.api.uapi.DirtyLog.KVM_DIRTY_LOG_INITIALLY_SET;
import static io.github.kvmtck.api.uapi.DirtyLog.KVM_DIRTY_LOG_MANUAL_PROTECT_ENABLE;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_X2APIC_API_DISABLE_BROADCAST_QUIRK;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_X2APIC_API_USE_32BIT_IDS;
import static io.github.kvmtck.api.uapi.Msrs.KVM_MSR_EXIT_REASON_FILTER;
import static io.github.kvmtck.api.uapi.Msrs.KVM_MSR_EXIT_REASON_INVAL;
import static io.github.kvmtck.api.uapi.Msrs.KVM_MSR_EXIT_REASON_UNKNOWN;
import static io.github.kvmtck.api.uapi.SystemApi.KVM_X86_DISABLE_EXITS_CSTATE;
import static io.github.kvmtck.api.uapi.SystemApi.KVM_X86_DISABLE_EXITS_HLT;
import static io.github.kvmtck.api.uapi.SystemApi.KVM_X86_DISABLE_EXITS_MWAIT;
import static io.github.kvmtck.api.uapi.SystemApi.KVM_X86_DISABLE_EXITS_PAUSE;
import static io.github.kvmtck.api.uapi.SystemApi.KVM_X86_QUIRK_LAPIC_MMIO_HOLE;
import static io.github.kvmtck.api.uapi.SystemApi.KVM_X86_QUIRK_LINT0_REENABLED;
import static io.github.kvmtck.api.uapi.SystemApi.KVM_X86_QUIRK_MWAIT_NEVER_UD_FAULTS;
import static io.github.kvmtck.api.uapi.SystemApi.KVM_X86_QUIRK_OUT_7E_INC_RIP;
import static io.github.kvmtck.api.uapi.SystemApi.KVM_X86_QUIRK_SLOT_ZAP_ALL;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.EnableTable;
import io.github.kvmtck.reference.kvm.EnableTable.Arguments;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.Vm;

/** The capabilities that mainline lets a client turn on for a VM (api.rst section 7). */
final class Enables {
  static final long DISABLE_EXITS =
      KVM_X86_DISABLE_EXITS_MWAIT
          | KVM_X86_DISABLE_EXITS_HLT
          | KVM_X86_DISABLE_EXITS_PAUSE
          | KVM_X86_DISABLE_EXITS_CSTATE;
  static final long QUIRKS =
      KVM_X86_QUIRK_LINT0_REENABLED
          | KVM_X86_QUIRK_LAPIC_MMIO_HOLE
          | KVM_X86_QUIRK_OUT_7E_INC_RIP
          | KVM_X86_QUIRK_MWAIT_NEVER_UD_FAULTS
          | KVM_X86_QUIRK_SLOT_ZAP_ALL;
  static final long MSR_REASONS =
      KVM_MSR_EXIT_REASON_INVAL | KVM_MSR_EXIT_REASON_UNKNOWN | KVM_MSR_EXIT_REASON_FILTER;

  /** KVM_HC_MAP_GPA_RANGE. */
  static final long HYPERCALLS = 1 << 12;

  static final long DIRTY_LOG_OPTIONS =
      KVM_DIRTY_LOG_MANUAL_PROTECT_ENABLE | KVM_DIRTY_LOG_INITIALLY_SET;

  static final long X2APIC_API =
      KVM_X2APIC_API_USE_32BIT_IDS | KVM_X2APIC_API_DISABLE_BROADCAST_QUIRK;

  private static final int IOAPIC_PINS = 24;

  private Enables() {}

  static EnableTable mainline() {
    return EnableTable.EMPTY
        .with(
            KVM_CAP_DISABLE_QUIRKS,
            (vm, arguments) -> {
              vm.settings().disableQuirks(arguments.at(0) & QUIRKS);
              return Result.ZERO;
            })
        .withMask(KVM_CAP_DISABLE_QUIRKS2, QUIRKS, (settings, bits) -> settings.disableQuirks(bits))
        .with(KVM_CAP_X86_DISABLE_EXITS, Enables::disableExits)
        .withMask(
            KVM_CAP_X86_USER_SPACE_MSR,
            MSR_REASONS,
            (settings, bits) -> settings.userSpaceMsrReasons((int) bits))
        .withMask(
            KVM_CAP_EXIT_HYPERCALL, HYPERCALLS, (settings, bits) -> settings.hypercallExits(bits))
        .withMask(
            KVM_CAP_EXIT_ON_EMULATION_FAILURE,
            1,
            (settings, on) -> settings.exitOnEmulationFailure(on != 0))
        .withMask(
            KVM_CAP_EXCEPTION_PAYLOAD, -1, (settings, on) -> settings.exceptionPayload(on != 0))
        .withMask(KVM_CAP_MSR_PLATFORM_INFO, -1, (settings, on) -> settings.platformInfo(on != 0))
        .withMask(
            KVM_CAP_X86_TRIPLE_FAULT_EVENT, 1, (settings, on) -> settings.tripleFaultEvent(on != 0))
        .with(KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2, Enables::manualDirtyLog)
        .with(KVM_CAP_DIRTY_LOG_RING, Enables::dirtyRing)
        .with(KVM_CAP_DIRTY_LOG_RING_ACQ_REL, Enables::dirtyRing)
        .with(KVM_CAP_HALT_POLL, Enables::haltPoll)
        .with(KVM_CAP_MAX_VCPU_ID, Enables::maxVcpuId)
        .with(KVM_CAP_SPLIT_IRQCHIP, Enables::splitIrqchip)
        .with(KVM_CAP_X2APIC_API, Enables::x2apicApi)
        .with(KVM_CAP_X86_APIC_BUS_CYCLES_NS, Enables::busCycles);
  }

  /** Exits cannot be turned off under a vCPU that exists; 6.12 does not look (rule RUN-07). */
  private static Result disableExits(Vm vm, Arguments arguments) {
    if ((arguments.at(0) & ~DISABLE_EXITS) != 0 || !vm.vcpus().isEmpty()) {
      return IoctlCall.INVALID;
    }
    if ((arguments.at(0) & KVM_X86_DISABLE_EXITS_HLT) != 0) {
      vm.settings().haltInGuest(true);
    }
    if ((arguments.at(0) & KVM_X86_DISABLE_EXITS_MWAIT) != 0) {
      vm.settings().monitorInGuest(true);
    }
    return Result.ZERO;
  }

  /** INITIALLY_SET only together with manual protection. */
  private static Result manualDirtyLog(Vm vm, Arguments arguments) {
    long options = arguments.at(0);
    long allowed =
        (options & KVM_DIRTY_LOG_MANUAL_PROTECT_ENABLE) != 0
            ? DIRTY_LOG_OPTIONS
            : KVM_DIRTY_LOG_MANUAL_PROTECT_ENABLE;
    if ((options & ~allowed) != 0) {
      return IoctlCall.INVALID;
    }
    vm.settings().manualDirtyLog(options);
    return Result.ZERO;
  }

  /** The size is 32 bits wide: what is above them is not looked at. */
  private static Result dirtyRing(Vm vm, Arguments arguments) {
    return answer(vm.dirtyTracking().enableRings((int) arguments.at(0)));
  }

  private static Result answer(Errno errno) {
    return errno == Errno.NONE ? Result.ZERO : Result.error(errno);
  }

  /**
   * How long a halted vCPU polls is not seen from outside; only the argument's width is checked.
   */
  private static Result haltPoll(Vm vm, Arguments arguments) {
    return arguments.at(0) >>> 32 == 0 ? Result.ZERO : IoctlCall.INVALID;
  }

  /** May be set once, or to the same again. */
  private static Result maxVcpuId(Vm vm, Arguments arguments) {
    long limit = arguments.at(0);
    boolean valid =
        Long.compareUnsigned(limit, Vm.MAX_VCPU_ID) <= 0
            && vm.settings().bootProcessor() <= limit
            && vm.settings().limitVcpuIds((int) limit);
    return valid ? Result.ZERO : IoctlCall.INVALID;
  }

  private static Result splitIrqchip(Vm vm, Arguments arguments) {
    if (Long.compareUnsigned(arguments.at(0), IOAPIC_PINS) > 0) {
      return IoctlCall.INVALID;
    }
    if (!vm.vcpus().isEmpty() || !vm.createSplitIrqchip()) {
      return Result.error(Errno.EEXIST);
    }
    vm.settings().ioApicPins((int) arguments.at(0));
    return Result.ZERO;
  }

  private static Result x2apicApi(Vm vm, Arguments arguments) {
    long flags = arguments.at(0);
    if ((flags & ~X2APIC_API) != 0) {
      return IoctlCall.INVALID;
    }
    if ((flags & KVM_X2APIC_API_USE_32BIT_IDS) != 0) {
      vm.settings().useWideApicIds();
    }
    if ((flags & KVM_X2APIC_API_DISABLE_BROADCAST_QUIRK) != 0) {
      vm.settings().keepBroadcast();
    }
    return Result.ZERO;
  }

  /** What the largest count and divisor make of it must not overflow. */
  private static Result busCycles(Vm vm, Arguments arguments) {
    long nanos = arguments.at(0);
    if (nanos == 0 || Math.unsignedMultiplyHigh(0xffff_ffffL * 128, nanos) != 0) {
      return IoctlCall.INVALID;
    }
    if (!vm.lapicInKernel()) {
      return Result.error(Errno.ENXIO);
    }
    if (!vm.vcpus().isEmpty()) {
      return IoctlCall.INVALID;
    }
    vm.settings().busCycleNanos(nanos);
    return Result.ZERO;
  }
}
