package io.github.kvmtck.reference.mainline;

import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_CHECK_EXTENSION_VM;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_DESTROY_MEMORY_REGION_WORKS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_HLT;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_IMMEDIATE_EXIT;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_INTERNAL_ERROR_DATA;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_JOIN_MEMORY_REGIONS_WORKS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_MAX_VCPUS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_MAX_VCPU_ID;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_MEMORY_FAULT_INFO;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_NR_MEMSLOTS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_NR_VCPUS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_READONLY_MEM;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_SYNC_MMU;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_SYNC_REGS;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_USER_MEMORY;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_USER_MEMORY2;
import static io.github.kvmtck.api.uapi.Capability.KVM_CAP_VM_TYPES;

import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.reference.kvm.CapabilityTable;
import io.github.kvmtck.reference.kvm.MemslotUpdate;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.state.SyncRegs;

/** What the model has of mainline: a capability is listed when what it promises is here. */
final class Capabilities {
  private static final int RECOMMENDED_VCPUS = 2;

  private Capabilities() {}

  static CapabilityTable mainline() {
    return CapabilityTable.EMPTY
        .with(
            KVM_CAP_CHECK_EXTENSION_VM,
            KVM_CAP_DESTROY_MEMORY_REGION_WORKS,
            KVM_CAP_HLT,
            KVM_CAP_IMMEDIATE_EXIT,
            KVM_CAP_INTERNAL_ERROR_DATA,
            KVM_CAP_JOIN_MEMORY_REGIONS_WORKS,
            KVM_CAP_MEMORY_FAULT_INFO,
            KVM_CAP_READONLY_MEM,
            KVM_CAP_SYNC_MMU,
            KVM_CAP_USER_MEMORY,
            KVM_CAP_USER_MEMORY2)
        .with(KVM_CAP_MAX_VCPUS, Vm.MAX_VCPUS)
        .with(KVM_CAP_MAX_VCPU_ID, Vm.MAX_VCPU_ID)
        .with(KVM_CAP_NR_MEMSLOTS, MemslotUpdate.USER_SLOTS)
        .with(KVM_CAP_NR_VCPUS, RECOMMENDED_VCPUS)
        .with(KVM_CAP_SYNC_REGS, SyncRegs.ALL)
        .with(KVM_CAP_VM_TYPES, 1 << SystemApi.KVM_X86_DEFAULT_VM);
  }
}
