package io.github.kvmtck.api.client;

import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.Cpuid;
import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.SystemApi;
import java.util.List;

/** /dev/kvm. */
public record Kvm(Client client, int fd) implements Handle, AutoCloseable {
  private static final int MOST_MSRS = 4096;

  /** KVM_GET_API_VERSION. */
  public Reply<Long> getApiVersion() {
    return ioctl(SystemApi.KVM_GET_API_VERSION);
  }

  /** KVM_CHECK_EXTENSION. Numbers that the headers do not have go by {@link #ioctl}. */
  public Reply<Long> checkExtension(Capability capability) {
    return ioctl(SystemApi.KVM_CHECK_EXTENSION, capability.number());
  }

  /** KVM_GET_VCPU_MMAP_SIZE, in bytes. */
  public Reply<Long> getVcpuMmapSize() {
    return ioctl(SystemApi.KVM_GET_VCPU_MMAP_SIZE);
  }

  /** KVM_CREATE_VM of the default type. */
  public Reply<Vm> createVm() {
    return createVm(SystemApi.KVM_X86_DEFAULT_VM);
  }

  /** KVM_CREATE_VM. */
  public Reply<Vm> createVm(int type) {
    return ioctl(SystemApi.KVM_CREATE_VM, type)
        .map(vm -> new Vm(client, vm.intValue(), getVcpuMmapSize().value()));
  }

  /** KVM_GET_SUPPORTED_CPUID. */
  public Reply<List<CpuidEntry>> getSupportedCpuid() {
    return ioctl(Cpuid.KVM_GET_SUPPORTED_CPUID, CpuidEntry.room()).map(CpuidEntry::list);
  }

  /** KVM_GET_MSR_INDEX_LIST. */
  public Reply<List<Integer>> getMsrIndexList() {
    StructValue room = StructValue.of(Msrs.MSR_LIST, MOST_MSRS).with("nmsrs", MOST_MSRS);
    return ioctl(Msrs.KVM_GET_MSR_INDEX_LIST, room).map(Msr::indices);
  }

  @Override
  public void close() {
    closeFd().orThrow();
  }
}
