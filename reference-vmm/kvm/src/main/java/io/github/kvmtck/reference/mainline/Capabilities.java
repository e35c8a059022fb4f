package io.github.kvmtck.reference.mainline;

import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_ADJUST_CLOCK;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_BINARY_STATS_FD;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_CHECK_EXTENSION_VM;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_CLOCKSOURCE;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_COALESCED_MMIO;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_COALESCED_PIO;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_DEBUGREGS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_DESTROY_MEMORY_REGION_WORKS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_DEVICE_CTRL;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_DIRTY_LOG_RING;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_DIRTY_LOG_RING_ACQ_REL;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_DISABLE_QUIRKS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_DISABLE_QUIRKS2;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_ENABLE_CAP;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_ENABLE_CAP_VM;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_EXCEPTION_PAYLOAD;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_EXIT_HYPERCALL;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_EXIT_ON_EMULATION_FAILURE;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_EXT_CPUID;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_EXT_EMUL_CPUID;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_GET_MSR_FEATURES;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_GET_TSC_KHZ;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_GUEST_MEMFD;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_GUEST_MEMFD_FLAGS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_HALT_POLL;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_HLT;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_HYPERV;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_HYPERV_CPUID;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_HYPERV_ENFORCE_CPUID;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_HYPERV_SYNIC;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_HYPERV_SYNIC2;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_IMMEDIATE_EXIT;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_INTERNAL_ERROR_DATA;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_IOAPIC_POLARITY_IGNORED;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_IOEVENTFD;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_IOEVENTFD_ANY_LENGTH;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_IOEVENTFD_NO_LENGTH;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_IRQCHIP;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_IRQFD;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_IRQFD_RESAMPLE;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_IRQ_INJECT_STATUS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_IRQ_ROUTING;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_JOIN_MEMORY_REGIONS_WORKS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_KVMCLOCK_CTRL;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_MAX_VCPUS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_MAX_VCPU_ID;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_MCE;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_MEMORY_FAULT_INFO;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_MMU_SHADOW_CACHE_CONTROL;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_MP_STATE;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_MSR_PLATFORM_INFO;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_MULTI_ADDRESS_SPACE;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_NESTED_STATE;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_NOP_IO_DELAY;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_NR_MEMSLOTS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_NR_VCPUS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_ONE_REG;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_PIT;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_PIT2;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_PIT_STATE2;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_PMU_EVENT_FILTER;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_READONLY_MEM;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_REINJECT_CONTROL;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_SET_BOOT_CPU_ID;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_SET_GUEST_DEBUG;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_SET_IDENTITY_MAP_ADDR;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_SET_TSS_ADDR;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_SIGNAL_MSI;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_SPLIT_IRQCHIP;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_SREGS2;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_STEAL_TIME;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_SYNC_MMU;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_SYNC_REGS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_SYSTEM_EVENT_DATA;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_SYS_ATTRIBUTES;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_SYS_HYPERV_CPUID;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_TSC_CONTROL;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_TSC_DEADLINE_TIMER;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_USER_MEMORY;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_USER_MEMORY2;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_USER_NMI;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_VAPIC;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_VCPU_ATTRIBUTES;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_VCPU_EVENTS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_VM_TSC_CONTROL;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_VM_TYPES;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_X2APIC_API;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_X86_APIC_BUS_CYCLES_NS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_X86_DISABLE_EXITS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_X86_GUEST_MODE;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_X86_MSR_FILTER;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_X86_ROBUST_SINGLESTEP;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_X86_SMM;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_X86_TRIPLE_FAULT_EVENT;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_X86_USER_SPACE_MSR;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_XCRS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_XSAVE;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_XSAVE2;

import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.api.uapi.Timers;
import io.github.kvmtck.reference.irqchip.IrqRoutes;
import io.github.kvmtck.reference.kvm.CapabilityTable;
import io.github.kvmtck.reference.kvm.GuestMemfd;
import io.github.kvmtck.reference.kvm.MachineCheck;
import io.github.kvmtck.reference.kvm.MemslotUpdate;
import io.github.kvmtck.reference.kvm.VcpuNested;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.memslot.DirtyRing;
import io.github.kvmtck.reference.state.SyncRegs;
import io.github.kvmtck.reference.state.Xsave;

/** What the model has of mainline: a capability is listed when what it promises is here. */
final class Capabilities {
  private static final int RECOMMENDED_VCPUS = 2;
  private static final long DIRTY_RING_BYTES = DirtyRing.MAX_ENTRIES * DirtyRing.ENTRY_BYTES;

  /** What KVM_GET_CLOCK tells besides the time. */
  private static final long CLOCK_FLAGS =
      Timers.KVM_CLOCK_TSC_STABLE | Timers.KVM_CLOCK_REALTIME | Timers.KVM_CLOCK_HOST_TSC;

  private Capabilities() {}

  static CapabilityTable mainline() {
    return CapabilityTable.EMPTY
        .with(
            KVM_CAP_BINARY_STATS_FD,
            KVM_CAP_CHECK_EXTENSION_VM,
            KVM_CAP_CLOCKSOURCE,
            KVM_CAP_COALESCED_PIO,
            KVM_CAP_DEBUGREGS,
            KVM_CAP_DESTROY_MEMORY_REGION_WORKS,
            KVM_CAP_DEVICE_CTRL,
            KVM_CAP_DISABLE_QUIRKS,
            KVM_CAP_ENABLE_CAP,
            KVM_CAP_ENABLE_CAP_VM,
            KVM_CAP_EXCEPTION_PAYLOAD,
            KVM_CAP_EXIT_ON_EMULATION_FAILURE,
            KVM_CAP_EXT_CPUID,
            KVM_CAP_EXT_EMUL_CPUID,
            KVM_CAP_GET_MSR_FEATURES,
            KVM_CAP_GET_TSC_KHZ,
            KVM_CAP_GUEST_MEMFD,
            KVM_CAP_HALT_POLL,
            KVM_CAP_HLT,
            KVM_CAP_HYPERV,
            KVM_CAP_HYPERV_CPUID,
            KVM_CAP_HYPERV_ENFORCE_CPUID,
            KVM_CAP_HYPERV_SYNIC,
            KVM_CAP_HYPERV_SYNIC2,
            KVM_CAP_IMMEDIATE_EXIT,
            KVM_CAP_INTERNAL_ERROR_DATA,
            KVM_CAP_IOAPIC_POLARITY_IGNORED,
            KVM_CAP_IOEVENTFD,
            KVM_CAP_IOEVENTFD_ANY_LENGTH,
            KVM_CAP_IOEVENTFD_NO_LENGTH,
            KVM_CAP_IRQCHIP,
            KVM_CAP_IRQFD,
            KVM_CAP_IRQFD_RESAMPLE,
            KVM_CAP_IRQ_INJECT_STATUS,
            KVM_CAP_JOIN_MEMORY_REGIONS_WORKS,
            KVM_CAP_KVMCLOCK_CTRL,
            KVM_CAP_MEMORY_FAULT_INFO,
            KVM_CAP_MMU_SHADOW_CACHE_CONTROL,
            KVM_CAP_MP_STATE,
            KVM_CAP_MSR_PLATFORM_INFO,
            KVM_CAP_NOP_IO_DELAY,
            KVM_CAP_ONE_REG,
            KVM_CAP_PIT,
            KVM_CAP_PIT2,
            KVM_CAP_PIT_STATE2,
            KVM_CAP_PMU_EVENT_FILTER,
            KVM_CAP_READONLY_MEM,
            KVM_CAP_REINJECT_CONTROL,
            KVM_CAP_SET_BOOT_CPU_ID,
            KVM_CAP_SET_GUEST_DEBUG,
            KVM_CAP_SET_IDENTITY_MAP_ADDR,
            KVM_CAP_SET_TSS_ADDR,
            KVM_CAP_SIGNAL_MSI,
            KVM_CAP_SPLIT_IRQCHIP,
            KVM_CAP_SREGS2,
            KVM_CAP_STEAL_TIME,
            KVM_CAP_SYNC_MMU,
            KVM_CAP_SYSTEM_EVENT_DATA,
            KVM_CAP_SYS_ATTRIBUTES,
            KVM_CAP_SYS_HYPERV_CPUID,
            KVM_CAP_TSC_CONTROL,
            KVM_CAP_TSC_DEADLINE_TIMER,
            KVM_CAP_USER_MEMORY,
            KVM_CAP_USER_MEMORY2,
            KVM_CAP_USER_NMI,
            KVM_CAP_VAPIC,
            KVM_CAP_VCPU_ATTRIBUTES,
            KVM_CAP_VCPU_EVENTS,
            KVM_CAP_VM_TSC_CONTROL,
            KVM_CAP_X86_GUEST_MODE,
            KVM_CAP_X86_MSR_FILTER,
            KVM_CAP_X86_ROBUST_SINGLESTEP,
            KVM_CAP_X86_SMM,
            KVM_CAP_X86_TRIPLE_FAULT_EVENT,
            KVM_CAP_X86_USER_SPACE_MSR,
            KVM_CAP_XCRS,
            KVM_CAP_XSAVE)
        .with(KVM_CAP_DIRTY_LOG_RING, DIRTY_RING_BYTES)
        .with(KVM_CAP_DIRTY_LOG_RING_ACQ_REL, DIRTY_RING_BYTES)
        .with(KVM_CAP_DISABLE_QUIRKS2, Enables.QUIRKS)
        .with(KVM_CAP_EXIT_HYPERCALL, Enables.HYPERCALLS)
        .with(KVM_CAP_GUEST_MEMFD_FLAGS, GuestMemfd.FLAGS)
        .with(KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2, Enables.DIRTY_LOG_OPTIONS)
        .with(KVM_CAP_ADJUST_CLOCK, CLOCK_FLAGS)
        .with(KVM_CAP_MCE, MachineCheck.BANKS)
        .with(KVM_CAP_MAX_VCPUS, Vm.MAX_VCPUS)
        .with(KVM_CAP_MAX_VCPU_ID, Vm.MAX_VCPU_ID)
        .with(KVM_CAP_MULTI_ADDRESS_SPACE, Vm.ADDRESS_SPACES)
        .with(KVM_CAP_NESTED_STATE, VcpuNested.MOST_BYTES)
        .with(KVM_CAP_NR_MEMSLOTS, MemslotUpdate.USER_SLOTS)
        .with(KVM_CAP_IRQ_ROUTING, IrqRoutes.MOST)
        .with(KVM_CAP_COALESCED_MMIO, SystemApi.KVM_COALESCED_MMIO_PAGE_OFFSET)
        .with(KVM_CAP_NR_VCPUS, RECOMMENDED_VCPUS)
        .with(KVM_CAP_SYNC_REGS, SyncRegs.ALL)
        .with(KVM_CAP_VM_TYPES, 1 << SystemApi.KVM_X86_DEFAULT_VM)
        .with(KVM_CAP_X2APIC_API, Enables.X2APIC_API)
        .withVm(KVM_CAP_X86_APIC_BUS_CYCLES_NS, 1, vm -> vm.settings().busCycleNanos())
        .with(KVM_CAP_X86_DISABLE_EXITS, Enables.DISABLE_EXITS)
        .with(KVM_CAP_XSAVE2, Xsave.SIZE);
  }
}
