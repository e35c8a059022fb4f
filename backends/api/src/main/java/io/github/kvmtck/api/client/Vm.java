package io.github.kvmtck.api.client;

import static io.github.kvmtck.api.uapi.Linux.MAP_SHARED;
import static io.github.kvmtck.api.uapi.Linux.PROT_READ;
import static io.github.kvmtck.api.uapi.Linux.PROT_WRITE;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.Stats;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.BitSet;

/**
 * A virtual machine.
 *
 * @param vcpuMmapSize what KVM_GET_VCPU_MMAP_SIZE says, in bytes
 */
public record Vm(Client client, int fd, long vcpuMmapSize) implements Handle, AutoCloseable {

  /** The same VM, called from another task. */
  public Vm by(Kernel.Task task) {
    return new Vm(client.by(task), fd, vcpuMmapSize);
  }

  /** KVM_CHECK_EXTENSION. Numbers that the headers do not have go by {@link #ioctl}. */
  public Reply<Long> checkExtension(Capability capability) {
    return ioctl(SystemApi.KVM_CHECK_EXTENSION, capability.number());
  }

  /** KVM_ENABLE_CAP. */
  public Reply<Long> enableCap(Capability capability, long... args) {
    return EnableCap.on(this, capability.number(), args);
  }

  /** KVM_CREATE_VCPU, and the mapping of its kvm_run. */
  public Reply<Vcpu> createVcpu(int id) {
    return ioctl(VcpuRun.KVM_CREATE_VCPU, Integer.toUnsignedLong(id))
        .map(vcpu -> new Vcpu(client, vcpu.intValue(), id, mapRun(vcpu.intValue())));
  }

  /** Maps the kvm_run of a vCPU fd. */
  public MappedRun mapRun(int vcpuFd) {
    Syscall mmap = new Syscall.Mmap(0, vcpuMmapSize, PROT_READ | PROT_WRITE, MAP_SHARED, vcpuFd, 0);
    return new MappedRun(client.memory(), client.call(mmap).value(), vcpuMmapSize);
  }

  /** KVM_SET_USER_MEMORY_REGION. */
  public Reply<StructValue> setUserMemoryRegion(MemoryRegion region) {
    return ioctl(Memslots.KVM_SET_USER_MEMORY_REGION, region.packed());
  }

  /** KVM_GET_DIRTY_LOG: the dirty pages of a slot that has {@code pages} of them. */
  public Reply<BitSet> getDirtyLog(int slot, long pages) {
    long bytes = (pages + Long.SIZE - 1) / Long.SIZE * Long.BYTES;
    long size = (bytes + Linux.PAGE_SIZE - 1) / Linux.PAGE_SIZE * Linux.PAGE_SIZE;
    try (HostMemory bitmap = HostMemory.map(client, size).value()) {
      return ioctl(
              DirtyLog.KVM_GET_DIRTY_LOG,
              StructValue.of(DirtyLog.DIRTY_LOG)
                  .with("slot", Integer.toUnsignedLong(slot))
                  .with("dirty_bitmap", bitmap.address()))
          .replaced(BitSet.valueOf(bitmap.read(0, (int) bytes)));
    }
  }

  /** KVM_CREATE_IRQCHIP. */
  public Reply<Long> createIrqchip() {
    return ioctl(Interrupts.KVM_CREATE_IRQCHIP);
  }

  /** KVM_IRQ_LINE. */
  public Reply<StructValue> irqLine(int irq, boolean level) {
    return ioctl(
        Interrupts.KVM_IRQ_LINE,
        StructValue.of(Interrupts.IRQ_LEVEL).with("irq", irq).with("level", level ? 1 : 0));
  }

  /** KVM_SIGNAL_MSI; the result is how many CPUs it reached. */
  public Reply<StructValue> signalMsi(long address, int data) {
    return ioctl(
        Interrupts.KVM_SIGNAL_MSI,
        StructValue.of(Interrupts.MSI)
            .with("address_lo", address & 0xffff_ffffL)
            .with("address_hi", address >>> 32)
            .with("data", Integer.toUnsignedLong(data)));
  }

  /** KVM_SET_TSS_ADDR. */
  public Reply<Long> setTssAddr(long address) {
    return ioctl(Memslots.KVM_SET_TSS_ADDR, address);
  }

  /** KVM_GET_STATS_FD. */
  public Reply<Descriptor> getStatsFd() {
    return ioctl(Stats.KVM_GET_STATS_FD).map(fd -> new Descriptor(client, fd.intValue()));
  }

  @Override
  public void close() {
    closeFd().orThrow();
  }
}
