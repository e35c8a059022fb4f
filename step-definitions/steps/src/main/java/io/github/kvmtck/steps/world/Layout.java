package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.Kvm;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.steps.words.Data;

/**
 * VMs with room for what Intel hosts need of guest memory: three pages for a task state segment and
 * one for page tables (api.rst 4.9 KVM_SET_TSS_ADDR and 4.28 KVM_SET_IDENTITY_MAP_ADDR).
 */
final class Layout {
  /** Below the firmware, where no guest of a scenario looks. */
  private static final long IDENTITY_MAP = 0xFFFB_C000L;

  private static final long TASK_STATE = IDENTITY_MAP + Linux.PAGE_SIZE;

  private Layout() {}

  /** KVM_CREATE_VM, and what has to be said before there is a vCPU. */
  static Vm newVm(Kvm kvm) {
    Vm vm = kvm.createVm().value();
    if (has(kvm, Capability.KVM_CAP_SET_IDENTITY_MAP_ADDR)) {
      try (HostMemory argument = HostMemory.map(vm.client(), Linux.PAGE_SIZE).value()) {
        argument.write(0, Data.littleEndian(IDENTITY_MAP, Long.BYTES));
        vm.ioctl(Memslots.KVM_SET_IDENTITY_MAP_ADDR, argument.address()).orThrow();
      }
    }
    if (has(kvm, Capability.KVM_CAP_SET_TSS_ADDR)) {
      vm.setTssAddr(TASK_STATE).orThrow();
    }
    return vm;
  }

  private static boolean has(Kvm kvm, Capability capability) {
    return kvm.checkExtension(capability).value() != 0;
  }
}
