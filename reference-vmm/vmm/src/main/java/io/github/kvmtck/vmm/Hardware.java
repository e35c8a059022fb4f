package io.github.kvmtck.vmm;

import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_COALESCED_MMIO;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_DIRTY_LOG_RING;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_EXIT_HYPERCALL;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_EXIT_ON_EMULATION_FAILURE;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_IMMEDIATE_EXIT;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_SET_TSS_ADDR;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_X86_USER_SPACE_MSR;

import io.github.kvmtck.api.client.CpuidEntry;
import io.github.kvmtck.api.client.Kvm;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.api.uapi.Paravirtual;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.Timers;
import io.github.kvmtck.vmm.memory.BitmapLog;
import io.github.kvmtck.vmm.memory.DirtyTracker;
import io.github.kvmtck.vmm.memory.MemoryChange;
import io.github.kvmtck.vmm.memory.MemoryMap;
import io.github.kvmtck.vmm.memory.Ram;
import io.github.kvmtck.vmm.memory.RingLog;
import io.github.kvmtck.vmm.state.Refused;
import java.util.List;
import java.util.Optional;

/**
 * The VM and its memory, with every capability that the VMM wants, in the order that KVM wants:
 * capabilities and interrupt controllers before the first vCPU.
 *
 * @param tracker of whatever kind the configuration says
 */
record Hardware(Kvm kvm, Vm vm, Ram ram, MemoryMap map, DirtyTracker tracker, boolean coalesces) {
  private static final long RING_BYTES = 1 << 16;
  private static final long TSS = 0xfffb_d000L;
  private static final int VMX = 1 << 5;
  private static final int SVM = 1 << 2;

  static Hardware of(Kvm kvm, VmmConfig config) {
    Vm vm = kvm.createVm().value();
    need(vm, KVM_CAP_IMMEDIATE_EXIT);
    if (vm.checkExtension(KVM_CAP_SET_TSS_ADDR).value() > 0) {
      vm.setTssAddr(TSS).orThrow();
    }
    // A failed emulation exits and queues no #UD, so that the guest can be entered again
    // (FETCH-05).
    offered(vm, KVM_CAP_EXIT_ON_EMULATION_FAILURE, 1);
    offered(vm, KVM_CAP_X86_USER_SPACE_MSR, Msrs.KVM_MSR_EXIT_REASON_UNKNOWN);
    offered(vm, KVM_CAP_EXIT_HYPERCALL, 1L << Paravirtual.KVM_HC_MAP_GPA_RANGE);
    if (config.irqchip()) {
      vm.createIrqchip().orThrow();
      vm.ioctl(Timers.KVM_CREATE_PIT2, StructValue.of(Timers.PIT_CONFIG)).orThrow();
    }
    MemoryMap map = new MemoryMap();
    DirtyTracker tracker = tracker(vm, map, config);
    Ram ram = Ram.map(kvm.client(), config.memory());
    boolean coalesces = vm.checkExtension(KVM_CAP_COALESCED_MMIO).value() > 0;
    Hardware hardware = new Hardware(kvm, vm, ram, map, tracker, coalesces);
    map.apply(vm, hardware.initialMap(), slot -> {});
    return hardware;
  }

  /** The dirty rings, where there are any. */
  Optional<RingLog> rings() {
    return tracker instanceof RingLog rings ? Optional.of(rings) : Optional.empty();
  }

  /** A vCPU, called from a task of its own. */
  Vcpu vcpu(Vm by, int id) {
    Vcpu vcpu = by.createVcpu(id).value();
    rings().ifPresent(rings -> rings.add(vcpu));
    vcpu.setCpuid2(TrustLevels.shownBeside(cpuid(id), vcpu.getSupportedHvCpuid())).orThrow();
    return vcpu;
  }

  /**
   * What the host supports, without the virtualization extensions: nested state is not saved, so
   * there must be none.
   */
  private List<CpuidEntry> cpuid(int id) {
    return kvm.getSupportedCpuid().value().stream().map(leaf -> leaf(leaf, id)).toList();
  }

  private static CpuidEntry leaf(CpuidEntry e, int id) {
    int ebx = e.ebx();
    int ecx = e.ecx();
    int edx = e.edx();
    switch (e.function()) {
      case 1 -> {
        ebx = ebx & 0xff_ffff | id << 24;
        ecx &= ~VMX;
      }
      case 0xb, 0x1f -> edx = id;
      case 0x8000_0001 -> ecx &= ~SVM;
      default -> {}
    }
    return new CpuidEntry(e.function(), e.index(), e.flags(), e.eax(), ebx, ecx, edx);
  }

  private MemoryChange initialMap() {
    MemoryChange change = MemoryChange.NONE;
    int slot = 0;
    for (Ram.Range range : ram.ranges()) {
      change =
          change.add(
              new MemoryRegion(slot++, 0, range.from(), range.size(), ram.host(range.from())));
    }
    return change;
  }

  private static DirtyTracker tracker(Vm vm, MemoryMap map, VmmConfig config) {
    return switch (config.dirtyLogging()) {
      case BITMAP -> new BitmapLog(map, false);
      case MANUAL -> {
        need(vm, KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2);
        vm.enableCap(
                KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2, DirtyLog.KVM_DIRTY_LOG_MANUAL_PROTECT_ENABLE)
            .orThrow();
        yield new BitmapLog(map, true);
      }
      case RING -> {
        need(vm, KVM_CAP_DIRTY_LOG_RING);
        vm.enableCap(KVM_CAP_DIRTY_LOG_RING, RING_BYTES).orThrow();
        yield new RingLog(map, RING_BYTES);
      }
    };
  }

  private static void need(Vm vm, Capability capability) {
    if (vm.checkExtension(capability).value() <= 0) {
      throw new Refused("This KVM has no " + capability + ", which the machine needs.");
    }
  }

  private static void offered(Vm vm, Capability capability, long value) {
    if (vm.checkExtension(capability).value() > 0) {
      vm.enableCap(capability, value).orThrow();
    }
  }
}
